// quaestor format: what is written, what is left, and the exit codes.
#include "program.hpp"

#include <filesystem>

#include <catch2/catch.hpp>

using quaestor::cli::Exit;
using support::content;
using support::run;

namespace {

std::string const messy = "instrument x \"X\" {\nsource \"A\"\n  licence   free \"B\" }\n";
std::string const neat = "instrument x \"X\" {\n  source  \"A\"\n  licence free \"B\"\n}\n";
std::string const broken = "instrument x \"X\" {\n  source\n}\n";

}  // namespace

TEST_CASE("format: rewrites a file in place and keeps its rights", "[cli][format]") {
    support::Folder const folder;
    auto const path = folder.file("x.inst", messy);
    using std::filesystem::perms;
    auto const rights = perms::owner_read | perms::owner_write | perms::group_read | perms::others_read;
    std::filesystem::permissions(path, rights);
    auto const ran = run(std::vector<std::string>{"format", path});
    CHECK(ran.exit == Exit::done);
    CHECK(ran.out == path + ": rewritten\n");
    CHECK(content(path) == neat);
    CHECK(std::filesystem::status(path).permissions() == rights);
    CHECK(run(std::vector<std::string>{"format", path}).out.empty());
    CHECK(support::listing(folder.path()).size() == 1);
}

TEST_CASE("format: a link stays a link", "[cli][format]") {
    support::Folder const folder;
    auto const path = folder.file("x.inst", messy);
    std::filesystem::create_symlink(path, folder.path("link.inst"));
    CHECK(run({"format", "--quiet", folder.path("link.inst")}).out.empty());
    CHECK(content(path) == neat);
    CHECK(std::filesystem::is_symlink(folder.path("link.inst")));
}

TEST_CASE("format: --check names the files that are not in the style and writes nothing", "[cli][format]") {
    support::Folder const folder;
    auto const bad = folder.file("bad.inst", messy);
    auto const good = folder.file("good.inst", neat);
    auto const ran = run({"format", "--check", bad, good});
    CHECK(ran.exit == Exit::differs);
    CHECK(ran.out == bad + ": not in the style\n");
    CHECK(content(bad) == messy);
    CHECK(run({"format", "--check", good}).exit == Exit::done);
    CHECK(run({"format", "--check", good}).out.empty());
    CHECK(run({"format", "--check", "-"}, messy).exit == Exit::differs);
}

TEST_CASE("format: --stdout and standard input print", "[cli][format]") {
    support::Folder const folder;
    auto const path = folder.file("x.inst", messy);
    CHECK(run({"format", "--stdout", path}).out == neat);
    CHECK(content(path) == messy);
    CHECK(run(std::vector<std::string>{"format", "-"}, messy).out == neat);
}

TEST_CASE("format: a file with mistakes of syntax is told of and left as it is", "[cli][format][refusal]") {
    support::Folder const folder;
    auto const path = folder.file("x.inst", broken);
    auto const other = folder.file("y.inst", messy);
    auto const ran = run({"format", path, other});
    CHECK(ran.exit == Exit::definition);
    CHECK(ran.err.find("x.inst:2:3: error[L001]") != std::string::npos);
    CHECK(content(path) == broken);
    CHECK(content(other) == neat);  // the others are laid out all the same
    CHECK(run({"format", folder.path("no.inst")}).exit == Exit::definition);
    CHECK(run(std::vector<std::string>{"format", "-"}, broken).out.empty());
}

TEST_CASE("format: a request that makes no sense is refused", "[cli][format][refusal]") {
    CHECK(run("format").exit == Exit::usage);
    CHECK(run({"format", "--check", "--stdout", "x.inst"}).exit == Exit::usage);
    CHECK(run({"format", "-", "-"}).exit == Exit::usage);
    CHECK(run({"format", "--chek", "x.inst"}).exit == Exit::usage);
}

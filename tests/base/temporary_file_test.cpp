#include "base/temporary_file.hpp"

#include "base/output_file.hpp"
#include "support/folder.hpp"

#include <filesystem>
#include <set>

#include <catch2/catch.hpp>

using namespace quaestor;
namespace fs = std::filesystem;

namespace {

std::set<std::string> names_in(support::Folder const& folder) {
    std::set<std::string> names;
    for (auto const& entry : fs::directory_iterator(folder.path()))
        names.insert(entry.path().filename().string());
    return names;
}

}  // namespace

TEST_CASE("remove_leftovers: what no run holds is gone and all else stays", "[base][output][regression]") {
    support::Folder const folder;
    std::set<std::string> const others{"scores.csv", ".scores.csv.backup", ".scores.csv.quaestor-",
                                       ".other.csv.quaestor-Abc123", "scores.csv.quaestor-Abc123"};
    for (auto const& name : others)
        (void)folder.file(name, "x");
    for (std::string const name : {".scores.csv.quaestor-Abc123", ".scores.csv.quaestor-Abc123.before",
                                   ".scores.csv.quaestor-Abc123.Xyz789", ".scores.csv.quaestor-Def456.before"})
        (void)folder.file(name, "x");
    remove_leftovers(folder.path("scores.csv"));
    CHECK(names_in(folder) == others);
}

TEST_CASE("remove_leftovers: leaves the files of a run that goes on and what belongs to them",
          "[base][output][regression]") {
    support::Folder const folder;
    auto const path = folder.path("scores.csv");
    auto const running = TemporaryFile::beside(path);
    REQUIRE(running);
    auto const name = fs::path(running->path).filename().string();
    (void)folder.file(name + ".Xyz789", "x");
    auto const kept = folder.file(".scores.csv.quaestor-Def456.before", "x");  // its file is in its place already
    auto const claim = FileClaim::take(kept);
    REQUIRE(claim);
    remove_leftovers(path);
    CHECK(names_in(folder) == std::set<std::string>{name, name + ".Xyz789", ".scores.csv.quaestor-Def456.before"});
}

TEST_CASE("OutputFile: tidies up after a run that was ended at once", "[base][output][regression]") {
    support::Folder const folder;
    (void)folder.file(".a.csv.quaestor-Abc123", "half");
    auto file = OutputFile::open(folder.path("a.csv"), false);
    REQUIRE(file.ok());
    auto const other = OutputFile::open(folder.path("a.csv"), false);  // at the same time
    REQUIRE(other.ok());
    CHECK(names_in(folder).size() == 2);
    CHECK(file.value->write("whole").empty());
    CHECK(file.value->commit().empty());
    CHECK(support::content(folder.path("a.csv")) == "whole");
    CHECK_FALSE(fs::exists(folder.path(".a.csv.quaestor-Abc123")));
}

TEST_CASE("TemporaryFile: only its owner may read it", "[base][output]") {
    support::Folder const folder;
    auto const file = TemporaryFile::beside(folder.path("a.csv"));
    REQUIRE(file);
    CHECK((fs::status(file->path).permissions() & fs::perms(0777)) == fs::perms(0600));
    CHECK_FALSE(TemporaryFile::beside(folder.path("no/such/a.csv")));
}

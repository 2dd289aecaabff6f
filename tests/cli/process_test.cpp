// What only the real program has: standard output that is full or closed, and its exit code.
#include "program.hpp"

#include <cstdlib>
#include <sys/wait.h>

#include <catch2/catch.hpp>

namespace {

/// Exit code of `line`, in which $Q is the program.
int shell(std::string const& line) {
    auto const status = std::system(("Q='" QUAESTOR_PROGRAM "'; " + line).c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("quaestor: a full disk behind standard output is exit 5", "[cli][process]") {
    support::Folder const folder;
    auto const err = folder.path("err");
    CHECK(shell("\"$Q\" score samples/clinic.csv -i phq9 --quiet > /dev/full 2> " + err) == 5);
    CHECK(support::content(err).find("error[W003]: standard output cannot be written") != std::string::npos);
    CHECK(shell("\"$Q\" instruments > /dev/full 2>/dev/null") == 5);
}

TEST_CASE("quaestor: a file that the shell leads in is not written over", "[cli][process][regression]") {
    support::Folder const folder;
    auto const data = folder.file("d.csv", support::content("samples/clinic.csv"));
    CHECK(shell("\"$Q\" score - -i phq9 --force -o " + data + " < " + data + " 2> " + folder.path("err")) == 5);
    CHECK(support::content(folder.path("err")).find("d.csv: error[W005]: this file is read by the same run") !=
          std::string::npos);
    CHECK(shell("\"$Q\" score " + data + " -i phq9 >> " + data + " 2>/dev/null") == 5);
    CHECK(shell("\"$Q\" analyze - -i phq9 < " + data + " >> " + data + " 2>/dev/null") == 5);
    CHECK(support::content(data) == support::content("samples/clinic.csv"));
}

TEST_CASE("quaestor: a reader that closes early is no failure", "[cli][process]") {
    support::Folder const folder;
    auto const code = folder.path("code");
    // The reader takes a line of what is far more than a pipe holds.
    CHECK(shell("{ \"$Q\" score samples/bfi.csv -i samples/bfi.inst --quiet 2> " + folder.path("err") +
                "; echo $? > " + code + "; } | head -n 1 > /dev/null") == 0);
    CHECK(support::content(code) == "0\n");
    CHECK(support::content(folder.path("err")).empty());
}

TEST_CASE("quaestor: exit codes and streams are those of the commands", "[cli][process]") {
    support::Folder const folder;
    CHECK(shell("\"$Q\" --version > " + folder.path("v")) == 0);
    CHECK(support::content(folder.path("v")).starts_with("quaestor "));
    CHECK(shell("\"$Q\" scor 2>/dev/null") == 2);
    CHECK(shell("\"$Q\" score samples/clinic.csv -i none 2>/dev/null") == 3);
    CHECK(shell("\"$Q\" score none.csv -i phq9 2>/dev/null") == 4);
    CHECK(shell("\"$Q\" score - -i phq9 --quiet < samples/clinic.csv 2>/dev/null > " + folder.path("o")) ==
          0);
    CHECK(support::Sheet(support::content(folder.path("o"))).at("00017", "total") == "6");
}

TEST_CASE("quaestor: no colour goes where no terminal is", "[cli][process]") {
    support::Folder const folder;
    (void)shell("\"$Q\" score none.csv -i phq9 2> " + folder.path("err"));
    CHECK(support::content(folder.path("err")).find('\x1b') == std::string::npos);
}

TEST_CASE("quaestor: the locale of the user changes nothing", "[cli][process]") {
    support::Folder const folder;
    for (std::string const locale : {"C", "de_DE.UTF-8", "tr_TR.UTF-8"}) {
        CHECK(shell("LC_ALL=" + locale +
                    " \"$Q\" score samples/clinic.csv -i WEMWBS -i PHQ9 --quiet 2>/dev/null > " +
                    folder.path(locale)) == 0);
        CHECK(support::content(folder.path(locale)) == support::content(folder.path("C")));
    }
}

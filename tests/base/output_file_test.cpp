#include "base/output_file.hpp"

#include "base/sha256.hpp"
#include "support/folder.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>

using namespace quaestor;
namespace fs = std::filesystem;

TEST_CASE("OutputFile: appears only when committed and replaces only with force", "[base][output]") {
    support::Folder const folder;
    auto const path = folder.path("a.csv");
    {
        auto file = OutputFile::open(path, false);
        REQUIRE(file.ok());
        CHECK(file.value->write("half").empty());
        CHECK_FALSE(fs::exists(path));
    }
    CHECK(fs::is_empty(folder.path()));  // what was not committed is gone

    auto file = OutputFile::open(path, false);
    REQUIRE(file.ok());
    CHECK(file.value->write("whole").empty());
    CHECK(file.value->commit().empty());
    CHECK(support::content(path) == "whole");

    auto const again = OutputFile::open(path, false);
    REQUIRE_FALSE(again.ok());
    CHECK(again.diagnostics[0].code == "W002");
    auto forced = OutputFile::open(path, true);
    REQUIRE(forced.ok());
    CHECK(support::content(path) == "whole");  // stays until the new one is committed
}

TEST_CASE("OutputFile: refuses folders and devices and missing folders", "[base][output][refusal]") {
    support::Folder const folder;
    for (auto const& path : {folder.path(), std::string("/dev/full"), folder.path("no/such/a.csv")}) {
        CAPTURE(path);
        auto const file = OutputFile::open(path, true);
        REQUIRE_FALSE(file.ok());
        CHECK(file.diagnostics[0].code == "W001");
    }
}

TEST_CASE("read_file: a folder and a missing file are refused by name", "[base][output][refusal]") {
    support::Folder const folder;
    CHECK(read_file(folder.path()).diagnostics[0].code == "D001");
    CHECK(read_file(folder.path("none")).diagnostics[0].where == folder.path("none"));
}

TEST_CASE("sha256: gives the digests of FIPS 180-4", "[base][sha256][golden]") {
    CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

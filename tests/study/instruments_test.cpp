#include "study/instruments.hpp"

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "instrument/library.hpp"
#include "support/folder.hpp"
#include "support/language.hpp"

#include <filesystem>

#include <catch2/catch.hpp>

using namespace quaestor;

TEST_CASE("load_definition: an id of the library is found without regard to case", "[study][instruments]") {
    for (std::string const name : {"phq9", "PHQ9", "Phq9"}) {
        auto const definition = study::load_definition(name);
        REQUIRE(definition.ok());
        CHECK(definition.instrument->id == "phq9");
        CHECK(definition.origin == "built in");
        CHECK(definition.examples_run > 0);
        CHECK(definition.examples_failed == 0);
        CHECK(definition.sha256 == sha256(support::project_file("instruments/mood/phq9.inst")));
    }
}

TEST_CASE("load_definition: what looks like a path is read as one", "[study][instruments]") {
    auto const file = study::load_definition("samples/bfi.inst");
    REQUIRE(file.ok());
    CHECK(file.origin == "samples/bfi.inst");
    CHECK(file.source.name() == "samples/bfi.inst");
    CHECK(file.sha256 == sha256(support::project_file("samples/bfi.inst")));
    // The library has a phq9, and a path is a path all the same.
    CHECK(study::load_definition("./phq9").diagnostics[0].code == "D001");
    CHECK(study::load_definition("phq9.inst").diagnostics[0].code == "D001");
}

TEST_CASE("load_definition: a file without ending is taken where it is there", "[study][instruments]") {
    support::Folder const folder;
    (void)folder.file("mine", support::project_file("samples/bfi.inst"));
    auto const here = std::filesystem::current_path();
    std::filesystem::current_path(folder.path());
    auto const found = study::load_definition("mine");
    std::filesystem::current_path(here);
    CHECK(found.ok());
    CHECK(found.origin == "mine");
}

TEST_CASE("load_definition: an unknown name is answered with the nearest or a few or how to find it",
          "[study][instruments][refusal]") {
    auto const hint = [](std::string const& name) {
        auto const definition = study::load_definition(name);
        CHECK_FALSE(definition.ok());
        REQUIRE(definition.diagnostics.size() == 1);
        CHECK(definition.diagnostics[0].code == "L060");
        return definition.diagnostics[0].hint;
    };
    CHECK(hint("wemwb").starts_with("did you mean 'wemwbs'?"));
    CHECK(hint("stigma").starts_with("is it one of ismi"));
    CHECK(hint("completely-other") ==
          "'quaestor instruments' lists the library, and 'quaestor instruments search' finds in it. A file "
          "of your own "
          "is given by its path: ./completely-other.inst");
    CHECK(hint("sum").starts_with("'quaestor instruments' lists"));  // said of too many
}

TEST_CASE("load_definition: what the library leaves out on purpose is told with whom to ask",
          "[study][instruments][refusal]") {
    auto const hads = study::load_definition("HADS");
    CHECK_FALSE(hads.ok());
    REQUIRE(hads.not_included != nullptr);
    CHECK(hads.not_included->id == "hads");
    CHECK(hads.diagnostics[0].code == "L062");
    CHECK(hads.diagnostics[0].hint.starts_with("for a licence ask GL Assessment"));
    CHECK(study::load_definition("phq9").not_included == nullptr);
}

TEST_CASE("check_definition: a text without an instrument is an error and never silent",
          "[study][instruments][refusal]") {
    for (std::string const text :
         {"", "\n\n", "hello\n", "id,m1\n1,2\n", "# a remark\n", "scale total \"x\" {}\n"}) {
        auto const definition = study::check_definition("t.inst", text, "t.inst");
        CAPTURE(text);
        CHECK_FALSE(definition.ok());
        CHECK(definition.diagnostics.has_errors());
    }
}

TEST_CASE("check_definition: a failing example makes a definition unfit for use",
          "[study][instruments][refusal]") {
    auto text = support::project_file("samples/bfi.inst");
    text.replace(text.find("expect agreeableness = 4.0"), 26, "expect agreeableness = 4.1");
    auto const definition = study::check_definition("t.inst", text, "t.inst");
    CHECK(definition.instrument.has_value());
    CHECK(definition.examples_run == 4);
    CHECK(definition.examples_failed == 1);
    CHECK_FALSE(definition.ok());
}

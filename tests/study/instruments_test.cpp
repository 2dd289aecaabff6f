#include "study/instruments.hpp"
#include "instrument/library.hpp"
#include "base/text.hpp"

#include "base/sha256.hpp"
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

TEST_CASE("load_definition: an unknown name is answered with the nearest or with all",
          "[study][instruments][refusal]") {
    auto const near = study::load_definition("wemwb");
    CHECK_FALSE(near.ok());
    REQUIRE(near.diagnostics.size() == 1);
    CHECK(near.diagnostics[0].code == "L060");
    CHECK(near.diagnostics[0].hint.starts_with("did you mean 'wemwbs'?"));
    auto const far = study::load_definition("completely-other");
    CHECK(
        far.diagnostics[0].hint ==
        "the library has " + text::join(instrument::embedded_ids(), ", ") +
            ". A file of your own is given by its path: ./completely-other.inst");
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

#include "instrument/library.hpp"

#include "support/language.hpp"

#include <algorithm>
#include <set>

#include <catch2/catch.hpp>

using namespace quaestor;

TEST_CASE("the library: holds every file of instruments with its bytes", "[instrument][library]") {
    auto const files = support::project_files("instruments", ".inst");
    auto const embedded = instrument::embedded_files();
    REQUIRE(embedded.size() == files.size());
    for (std::size_t i = 0; i < files.size(); ++i) {
        CHECK(embedded[i].path == files[i]);
        CHECK(embedded[i].text == support::project_file(files[i]));
    }
}

TEST_CASE("the library: a definition is called like its file and all ids differ", "[instrument][library]") {
    std::set<std::string> ids;
    for (auto const& file : instrument::embedded_files()) {
        auto const model = support::instrument_of(SourceText(std::string(file.path), std::string(file.text)));
        CHECK(model.id == instrument::id_of(file));
        CHECK(ids.insert(model.id).second);
    }
    auto const listed = instrument::embedded_ids();
    CHECK(std::set<std::string>(listed.begin(), listed.end()) == ids);
}

TEST_CASE("find_embedded: finds by id in any case and nothing else", "[instrument][library]") {
    REQUIRE(instrument::find_embedded("PHQ9").has_value());
    CHECK(instrument::find_embedded("PHQ9")->path == "instruments/mood/phq9.inst");
    CHECK(instrument::area_of(*instrument::find_embedded("phq9")) == "mood");
    CHECK(instrument::id_of(*instrument::find_embedded("phq9")) == "phq9");
    for (auto const* id : {"", "phq", "phq9.inst", "mood/phq9", "phq99"}) {
        CAPTURE(id);
        CHECK_FALSE(instrument::find_embedded(id).has_value());
    }
}

#include "instrument/library.hpp"

#include "instrument/load.hpp"
#include "scoring/examples.hpp"
#include "support/language.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <catch2/catch.hpp>

using namespace quaestor;

namespace {

instrument::Instrument model(instrument::EmbeddedFile const& file) {
    return support::instrument_of(SourceText(std::string(file.path), std::string(file.text)));
}

/// The numbers that the worked examples expect of each scale and score.
std::map<std::string, std::set<double>> expected_numbers(instrument::Instrument const& instrument) {
    std::map<std::string, std::set<double>> numbers;
    for (auto const& example : instrument.examples) {
        for (auto const& expectation : example.expected) {
            if (expectation.kind == instrument::ExpectKind::value && expectation.number)
                numbers[instrument.id_of(expectation.result)].insert(*expectation.number);
        }
    }
    return numbers;
}

/// An item that is scored has no answer.
bool leaves_an_item_out(instrument::Instrument const& instrument, instrument::Example const& example) {
    auto const asked = [](instrument::Item const& item) { return !item.optional && !item.unscored; };
    auto const answered = std::count_if(example.given.begin(), example.given.end(), [&](auto const& given) {
        return given.is_item && asked(instrument.items[given.index]) && !given.cell.empty();
    });
    return answered < std::count_if(instrument.items.begin(), instrument.items.end(), asked);
}

}  // namespace

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
        auto const definition = model(file);
        CHECK(definition.id == instrument::id_of(file));
        CHECK(ids.insert(definition.id).second);
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

TEST_CASE("the library: no definition has a warning and every worked example holds",
          "[instrument][library]") {
    for (auto const& file : instrument::embedded_files()) {
        INFO(support::findings_text(SourceText(std::string(file.path), std::string(file.text))));
        auto const loaded = instrument::load(SourceText(std::string(file.path), std::string(file.text)));
        CHECK(loaded.diagnostics.size() == 0);
        REQUIRE(loaded.value.has_value());
        auto const examples = scoring::run_examples(*loaded.value);
        CHECK(examples.failed == 0);
        CHECK(examples.diagnostics.size() == 0);
    }
}

TEST_CASE("the library: every definition has four worked examples and one with a missing answer",
          "[instrument][library]") {
    for (auto const& file : instrument::embedded_files()) {
        auto const definition = model(file);
        CAPTURE(definition.id);
        CHECK(definition.examples.size() >= 4);
        CHECK(std::any_of(definition.examples.begin(), definition.examples.end(),
                          [&](auto const& example) { return leaves_an_item_out(definition, example); }));
    }
}

TEST_CASE("the library: a provisional definition names what is not verified", "[instrument][library]") {
    for (auto const& file : instrument::embedded_files()) {
        auto const definition = model(file);
        CAPTURE(definition.id, definition.card.unverified);
        bool const provisional = definition.card.status == instrument::Status::provisional;
        // A word such as "unknown" names no fact.
        CHECK((definition.card.unverified.size() > 20) == provisional);
        CHECK_FALSE(definition.card.sources.empty());
        CHECK_FALSE(definition.card.licence_text.empty());
    }
}

TEST_CASE("the library: worked examples reach both ends of every declared range", "[instrument][library]") {
    // A result stands here with the reason why no example leads to both ends of its range.
    std::map<std::string, std::string> const excused{
        {"psqi.in_bed", "any two clock times: 0 and 1439 minutes are nobody's night"},
        {"bpsqi.in_bed", "any two clock times: 0 and 1439 minutes are nobody's night"}};
    std::set<std::string> used;
    for (auto const& file : instrument::embedded_files()) {
        auto const definition = model(file);
        auto const numbers = expected_numbers(definition);
        for (auto const ref : definition.declared) {
            auto const& range = definition.shown(ref).range;
            if (!range) continue;
            auto const& id = definition.id_of(ref);
            auto const found = numbers.find(id);
            bool const floor = found != numbers.end() && found->second.contains(range->low);
            bool const ceiling = found != numbers.end() && found->second.contains(range->high);
            auto const name = definition.id + "." + id;
            if (excused.contains(name)) {
                used.insert(name);
                CHECK_FALSE((floor && ceiling));
                continue;
            }
            CAPTURE(name, range->low, range->high);
            CHECK(floor);
            CHECK(ceiling);
        }
    }
    CHECK(used.size() == excused.size());
}

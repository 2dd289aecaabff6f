#include "instrument/search.hpp"

#include "instrument/library.hpp"
#include "support/language.hpp"

#include <array>
#include <set>

#include <catch2/catch.hpp>

using namespace quaestor;
using instrument::PhraseKind;
using instrument::Place;

namespace {

using namespace std::string_view_literals;

constexpr std::array<instrument::Area, 2> areas{{{"mood", "Depression and distress"}, {"rest", "Sleep"}}};
constexpr std::array<instrument::Phrase, 4> low_mood_phrases{
    {{PhraseKind::scale, "total", "Low mood"},
     {PhraseKind::item, "m1", "Poor sleep"},
     {PhraseKind::item, "m2", "Loss of interest"},
     {PhraseKind::note, "", "For adults who drink."}}};
constexpr std::array<instrument::Phrase, 2> night_phrases{
    {{PhraseKind::scale, "total", "Quality of nights"}, {PhraseKind::item, "n1", "Waking at night"}}};
constexpr std::array<std::string_view, 1> other_names{"gold"};
constexpr std::array<instrument::Listing, 2> listings{
    {{"lms_2", "Low-Mood Scale (LMS-2)", "mood", 2, instrument::Licence::free, instrument::Status::verified,
      low_mood_phrases},
     {"night", "Night Questionnaire", "rest", 1, instrument::Licence::free, instrument::Status::provisional,
      night_phrases}}};
constexpr std::array<instrument::NotIncluded, 1> absent{{{"gold5",
                                                          "Golden Sleep Inventory (GOLD-5)",
                                                          "rest",
                                                          other_names,
                                                          {},
                                                          true,
                                                          "It is sold.",
                                                          "its publisher"}}};
constexpr instrument::Catalogue small{areas, listings, absent};

std::vector<std::string> ids(instrument::SearchResult const& result) {
    std::vector<std::string> out;
    for (auto const& hit : result.hits)
        out.emplace_back(hit.listing != nullptr ? hit.listing->id : hit.not_included->id);
    return out;
}

instrument::SearchResult found(std::vector<std::string> const& words) {
    return instrument::search(small, words);
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("search: a name is found in any case and with or without hyphens", "[instrument][search]") {
    for (std::string const word : {"lms_2", "LMS-2", "lms2", "LMS2"}) {
        CAPTURE(word);
        auto const result = found({word});
        CHECK(ids(result) == Ids{"lms_2"});
        CHECK(result.unknown.empty());
    }
    CHECK(ids(found({"GOLD-5"})) == Ids{"gold5"});
    CHECK(ids(found({"gold"})) == Ids{"gold5"});
    CHECK(ids(found({"lowmood"})) == Ids{"lms_2"});
    CHECK(ids(found({"low-mood"})) == Ids{"lms_2"});
}

TEST_CASE("search: the place that says most comes first", "[instrument][search]") {
    // In the title of one, in the area of the second, in an item of the third.
    auto const result = found({"sleep"});
    CHECK(ids(result) == Ids{"gold5", "night", "lms_2"});
    REQUIRE(result.hits[2].matches.size() == 1);
    CHECK(result.hits[2].matches[0].place == Place::item);
    CHECK(result.hits[2].matches[0].id == "m1");
    auto const night = found({"night"});
    CHECK(night.hits[0].matches[0].place == Place::id);
    CHECK(night.hits[0].matches.size() == 4);  // name, title, scale and item
}

TEST_CASE("search: starts of words are enough from three letters on", "[instrument][search]") {
    CHECK(ids(found({"ques"})) == Ids{"night"});
    CHECK(ids(found({"adult"})) == Ids{"lms_2"});
    CHECK(ids(found({"inventories", "sleeps"})) == Ids{"gold5"});  // and one letter more is the nearest word
    CHECK(found({"qu"}).hits.empty());
    CHECK(found({"terest"}).unknown.size() == 1);
}

TEST_CASE("search: all words must be there where an instrument has them all", "[instrument][search]") {
    auto const both = found({"sleep", "interest"});
    CHECK(both.all_words);
    CHECK(ids(both) == Ids{"lms_2"});
    auto const some = found({"interest", "waking"});
    CHECK_FALSE(some.all_words);
    CHECK(ids(some) == Ids{"lms_2", "night"});
    CHECK(ids(found({"quality", "of", "the", "night"})) == Ids{"night"});
    CHECK(ids(found({"quality of nights"})) == Ids{"night"});
    CHECK_FALSE(found({"of"}).hits.empty());  // nothing else was asked
}

TEST_CASE("search: a mistyped word is taken for the nearest and said so", "[instrument][search]") {
    auto const result = found({"qualiyt", "night"});
    REQUIRE(result.unknown.size() == 1);
    CHECK(result.unknown[0].word == "qualiyt");
    CHECK(result.unknown[0].instead == "quality");
    CHECK(result.all_words);
    CHECK(ids(result) == Ids{"night"});
    auto const nothing = found({"xyzzyxyzzy"});
    CHECK(nothing.hits.empty());
    REQUIRE(nothing.unknown.size() == 1);
    CHECK_FALSE(nothing.unknown[0].instead.has_value());
    CHECK(ids(found({"xyzzyxyzzy", "night"})) == Ids{"night"});
    CHECK(found({}).hits.empty());
    CHECK(found({"--", " "}).hits.empty());
}

TEST_CASE("the catalogue: says what the definitions say", "[instrument][library]") {
    auto const& catalogue = instrument::catalogue();
    CHECK(catalogue.listings.size() == instrument::embedded_files().size());
    std::set<std::string> areas_in_use;
    for (auto const& listing : catalogue.listings) {
        CAPTURE(listing.id);
        auto const file = instrument::find_embedded(listing.id);
        REQUIRE(file.has_value());
        auto const model =
            support::instrument_of(SourceText(std::string(file->path), std::string(file->text)));
        CHECK(listing.title == model.title);
        CHECK(listing.area == instrument::area_of(*file));
        CHECK(listing.items == model.items.size());
        CHECK(listing.licence == model.card.licence);
        CHECK(listing.status == model.card.status);
        CHECK(listing.phrases.size() >= model.items.size() + model.declared.size());
        areas_in_use.emplace(listing.area);
    }
    std::set<std::string> named;
    for (auto const& area : catalogue.areas) {
        CHECK(named.emplace(area.id).second);
        CHECK(area.heading.size() > 3);
    }
    CHECK(named == areas_in_use);
}

TEST_CASE("the catalogue: what is not included has a reason and no definition", "[instrument][library]") {
    auto const& catalogue = instrument::catalogue();
    CHECK(catalogue.not_included.size() == 10);
    for (auto const& absent_one : catalogue.not_included) {
        CAPTURE(absent_one.id);
        CHECK_FALSE(instrument::find_embedded(absent_one.id).has_value());
        CHECK(instrument::bare_name(absent_one.id) == absent_one.id);
        CHECK(catalogue.area(absent_one.area) != nullptr);
        CHECK(absent_one.reason.ends_with("."));
        CHECK_FALSE(absent_one.ask.empty());
        CHECK(catalogue.find_not_included(absent_one.id) == &absent_one);
    }
    CHECK(catalogue.find_not_included("EQ-5D")->id == "eq5d5l");
    CHECK(catalogue.find_not_included("phq9") == nullptr);
    CHECK(catalogue.find_not_included("") == nullptr);
}

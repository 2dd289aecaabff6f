#include "instrument/model.hpp"

#include "support/language.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

using namespace quaestor;
using namespace quaestor::instrument;

namespace {

std::size_t share(double percent, std::size_t items) {
    MissingRule rule;
    rule.limit = MissingRule::Limit::percent;
    rule.at_most = percent;
    return most_missing(rule, items);
}

}  // namespace

TEST_CASE("most_missing: a share is rounded down to whole items", "[instrument][missing]") {
    CHECK(share(10, 28) == 2);  // 2.8
    CHECK(share(20, 5) == 1);   // exactly 1
    CHECK(share(20, 4) == 0);
    CHECK(share(33.3, 3) == 0);  // 0.999
    CHECK(share(33.4, 3) == 1);
    CHECK(share(50, 7) == 3);
    CHECK(share(0, 10) == 0);
    CHECK(share(99, 100) == 99);
    CHECK(share(50, 0) == 0);
}

TEST_CASE("most_missing: a share that is whole on paper is whole", "[instrument][missing][property]") {
    // 10 % of 30 is 3, whatever the binary form of a tenth makes of it.
    for (std::size_t items = 1; items <= 400; ++items) {
        for (std::size_t tenths = 0; tenths < 1000; ++tenths) {
            auto const percent = static_cast<double>(tenths) / 10;
            if (share(percent, items) != tenths * items / 1000) {
                CAPTURE(percent, items);
                REQUIRE(share(percent, items) == tenths * items / 1000);
            }
        }
    }
}

TEST_CASE("most_missing: none and a count are what they say", "[instrument][missing]") {
    CHECK(most_missing({}, 9) == 0);
    MissingRule rule;
    rule.limit = MissingRule::Limit::count;
    rule.at_most = 3;
    CHECK(most_missing(rule, 9) == 3);
}

TEST_CASE("describe: a missing rule reads as a sentence", "[instrument][missing]") {
    MissingRule rule;
    CHECK(describe(rule) == "no answer may be missing");
    rule.limit = MissingRule::Limit::count;
    rule.at_most = 3;
    CHECK(describe(rule) == "at most 3 may be missing, scored from what is there");
    rule.action = MissingRule::Action::prorate;
    CHECK(describe(rule) == "at most 3 may be missing, prorated");
    rule.limit = MissingRule::Limit::percent;
    rule.at_most = 12.5;
    rule.action = MissingRule::Action::substitute;
    rule.code = "1";
    CHECK(describe(rule) == "at most 12.5 % may be missing, each taken as 1");
}

TEST_CASE("word: every kind has its word", "[instrument]") {
    CHECK(word(Licence::free) == "free");
    CHECK(word(Licence::registration) == "registration");
    CHECK(word(Licence::permission) == "permission");
    CHECK(word(Status::verified) == "verified");
    CHECK(word(Status::provisional) == "provisional");
    CHECK(word(FlagLevel::info) == "info");
    CHECK(word(FlagLevel::warning) == "warning");
    CHECK(word(FlagLevel::urgent) == "urgent");
    CHECK(word(Aggregate::sum) == "sum");
    CHECK(word(Aggregate::mean) == "mean");
    CHECK(word(Aggregate::weighted_sum) == "weighted sum");
    CHECK(word(Aggregate::min) == "min");
    CHECK(word(Aggregate::max) == "max");
}

TEST_CASE("Instrument: scales and scores keep the order of the text and are evaluated after what they need",
          "[instrument]") {
    auto const model = support::instrument_of(support::definition_file("tests/language/good/chain.inst"));
    std::string declared;
    for (auto const ref : model.declared)
        declared += model.id_of(ref) + " ";
    CHECK(declared == "last middle first total z t ");
    std::vector<std::string> done;
    auto const place = [&](std::string const& id) {
        return std::find(done.begin(), done.end(), id) - done.begin();
    };
    for (auto const ref : model.evaluation)
        done.push_back(model.id_of(ref));
    CHECK(done.size() == 6);
    CHECK(place("total") < place("first"));
    CHECK(place("first") < place("middle"));
    CHECK(place("middle") < place("last"));
    CHECK(place("z") < place("t"));
    CHECK(model.title_of(model.declared[4]) == "Standard score");
    CHECK(model.title_of(model.declared[0]) == "last");  // without a title the id stands for it
}

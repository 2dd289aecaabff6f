// The columnar scorer against the plain one of tests/support/row_scorer, and against itself in other orders.
#include "scoring/compile.hpp"
#include "support/answers.hpp"
#include "support/language.hpp"
#include "support/row_scorer.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <random>

#include <catch2/catch.hpp>

using namespace quaestor;
using support::Answers;
using support::Dirt;

namespace {

/// Where the two differ first; empty where they agree bit for bit.
std::string difference(instrument::Instrument const& instrument, support::Scored const& columnar,
                       std::size_t row, support::RowScores const& plain) {
    for (std::size_t r = 0; r < plain.results.size(); ++r) {
        auto const& want = plain.results[r];
        auto const& got = columnar.scores.results[r];
        auto const id = instrument.id_of(got.ref);
        if (got.reasons[row] != want.reason)
            return id + ": '" + std::string(describe(got.reasons[row])) + "', plain '" +
                   std::string(describe(want.reason)) + "'";
        if (std::bit_cast<std::uint64_t>(got.values[row]) != std::bit_cast<std::uint64_t>(want.value))
            return id + ": " + std::to_string(got.values[row]) + ", plain " + std::to_string(want.value);
        for (std::size_t k = 0; k < got.bands.size(); ++k) {
            auto const band = got.bands[k].places[row];
            auto const name = band < 0 ? "" : instrument.texts[static_cast<std::size_t>(band)];
            if (name != want.bands[k]) return id + ": band '" + name + "', plain '" + want.bands[k] + "'";
        }
        for (std::size_t k = 0; k < got.norms.size(); ++k) {
            auto const norm = got.norms[k].values[row];
            bool const same = std::isnan(norm) ? std::isnan(want.norms[k]) : norm == want.norms[k];
            if (!same)
                return id + ": norm " + std::to_string(norm) + ", plain " + std::to_string(want.norms[k]);
        }
        if (got.passports.empty()) continue;
        auto const& passport = got.passports[row];
        bool const same = passport.answered == want.passport.answered &&
                          passport.applicable == want.passport.applicable &&
                          passport.how == want.passport.how;
        if (!same)
            return id + ": " + std::to_string(passport.answered) + " of " +
                   std::to_string(passport.applicable) + " " + std::string(word(passport.how)) + ", plain " +
                   std::to_string(want.passport.answered) + " of " +
                   std::to_string(want.passport.applicable) + " " + std::string(word(want.passport.how));
    }
    for (std::size_t f = 0; f < plain.flags.size(); ++f) {
        if (columnar.scores.flags[f][row] != plain.flags[f])
            return "flag " + instrument.flags[f].id + ": " +
                   std::string(word(columnar.scores.flags[f][row])) + ", plain " +
                   std::string(word(plain.flags[f]));
    }
    return {};
}

std::string as_text(std::vector<std::string> const& row) {
    std::string out;
    for (auto const& cell : row)
        out += "[" + cell + "]";
    return out;
}

/// All that scoring says about one row of a result, for comparing whole runs.
bool same_row(scoring::Scores const& a, std::size_t i, scoring::Scores const& b, std::size_t j) {
    for (std::size_t r = 0; r < a.results.size(); ++r) {
        auto const& x = a.results[r];
        auto const& y = b.results[r];
        if (std::bit_cast<std::uint64_t>(x.values[i]) != std::bit_cast<std::uint64_t>(y.values[j]) ||
            x.reasons[i] != y.reasons[j])
            return false;
        for (std::size_t k = 0; k < x.bands.size(); ++k) {
            if (x.bands[k].places[i] != y.bands[k].places[j]) return false;
        }
        if (!x.passports.empty() && (x.passports[i].answered != y.passports[j].answered ||
                                     x.passports[i].applicable != y.passports[j].applicable ||
                                     x.passports[i].how != y.passports[j].how))
            return false;
    }
    for (std::size_t f = 0; f < a.flags.size(); ++f) {
        if (a.flags[f][i] != b.flags[f][j]) return false;
    }
    return true;
}

Answers with_columns(Answers const& answers, std::vector<std::size_t> const& order) {
    Answers out;
    for (auto const c : order)
        out.names.push_back(answers.names[c]);
    for (auto const& row : answers.rows) {
        std::vector<std::string> cells;
        for (auto const c : order)
            cells.push_back(row[c]);
        out.rows.push_back(std::move(cells));
    }
    return out;
}

std::vector<std::size_t> shuffled(std::size_t n, unsigned seed) {
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::mt19937_64 random(seed);
    for (std::size_t i = n; i > 1; --i)
        std::swap(order[i - 1], order[random() % i]);
    return order;
}

}  // namespace

TEST_CASE("run: gives bit for bit what the plain scorer gives row by row", "[scoring][run][property]") {
    constexpr std::size_t rows = 700;  // more than one batch
    std::size_t scored_values = 0;
    for (auto const& source : support::all_right_definitions()) {
        auto const instrument = support::instrument_of(source);
        for (auto const dirt : {Dirt::none, Dirt::codes, Dirt::any}) {
            auto const answers = support::random_answers(instrument, rows, dirt, 17);
            auto const columnar = support::scored(instrument, answers);
            REQUIRE(columnar.scores.rows == rows);
            REQUIRE(columnar.scores.results.size() == instrument.declared.size());
            auto const items = static_cast<std::ptrdiff_t>(instrument.items.size());
            for (std::size_t row = 0; row < rows; ++row) {
                auto const& cells = answers.rows[row];
                std::vector<std::string> const item_cells(cells.begin(), cells.begin() + items);
                std::vector<std::string> const covariate_cells(cells.begin() + items, cells.end());
                auto const plain = support::score_row(instrument, item_cells, covariate_cells);
                auto const wrong = difference(instrument, columnar, row, plain);
                if (wrong.empty()) continue;
                CAPTURE(source.name(), row, as_text(cells));
                REQUIRE(wrong == "");
            }
            for (auto const& column : columnar.scores.results)
                scored_values += static_cast<std::size_t>(
                    std::count(column.reasons.begin(), column.reasons.end(), MissingReason::none));
        }
    }
    CHECK(scored_values > 100'000);  // else the made-up answers are too bad to prove anything
}

TEST_CASE("run: one thread gives what three give", "[scoring][run][property]") {
    auto const instrument =
        support::instrument_of(support::definition_file("tests/language/good/missing_rules.inst"));
    auto const answers = support::random_answers(instrument, 3000, Dirt::any, 3);
    auto const one = support::scored(instrument, answers, 1);
    auto const three = support::scored(instrument, answers, 3);
    for (std::size_t row = 0; row < 3000; ++row) {
        CAPTURE(row);
        REQUIRE(same_row(one.scores, row, three.scores, row));
    }
    REQUIRE(one.findings.size() == three.findings.size());
    CHECK(one.findings.size() > 100);
    for (std::size_t i = 0; i < one.findings.size(); ++i) {
        CHECK(one.findings[i].row == three.findings[i].row);
        CHECK(one.findings[i].column == three.findings[i].column);
        CHECK(one.findings[i].code == three.findings[i].code);
        CHECK(one.findings[i].raw == three.findings[i].raw);
    }
}

TEST_CASE("run: a person's scores do not depend on who stands where in the file",
          "[scoring][run][property]") {
    for (auto const* name : {"instruments/mood/phq9.inst", "tests/language/good/functions.inst",
                             "tests/language/good/respondent.inst"}) {
        auto const instrument = support::instrument_of(support::definition_file(name));
        auto const answers = support::random_answers(instrument, 1200, Dirt::any, 5);
        auto const order = shuffled(1200, 6);
        auto moved = answers;
        for (std::size_t i = 0; i < order.size(); ++i)
            moved.rows[i] = answers.rows[order[i]];
        auto const before = support::scored(instrument, answers);
        auto const after = support::scored(instrument, moved);
        for (std::size_t i = 0; i < order.size(); ++i) {
            CAPTURE(name, i);
            REQUIRE(same_row(after.scores, i, before.scores, order[i]));
        }
    }
}

TEST_CASE("run: the order of the columns in the file does not matter", "[scoring][run][property]") {
    for (auto const* name : {"instruments/recovery/empowerment.inst", "tests/language/good/answers.inst",
                             "tests/language/good/respondent.inst"}) {
        auto const instrument = support::instrument_of(support::definition_file(name));
        auto const answers = support::random_answers(instrument, 600, Dirt::codes, 8);
        auto const before = support::scored(instrument, answers);
        auto const after =
            support::scored(instrument, with_columns(answers, shuffled(answers.names.size(), 9)));
        CHECK(before.findings.size() == after.findings.size());
        for (std::size_t i = 0; i < 600; ++i) {
            CAPTURE(name, i);
            REQUIRE(same_row(after.scores, i, before.scores, i));
        }
    }
}

TEST_CASE("run: a person scored alone scores the same as in a crowd", "[scoring][run][property]") {
    auto const instrument =
        support::instrument_of(support::definition_file("tests/language/good/missing_rules.inst"));
    auto const answers = support::random_answers(instrument, 600, Dirt::any, 21);
    auto const crowd = support::scored(instrument, answers);
    for (std::size_t row = 0; row < 600; row += 37) {
        Answers const alone{answers.names, {answers.rows[row]}};
        CAPTURE(row);
        CHECK(same_row(support::scored(instrument, alone).scores, 0, crowd.scores, row));
    }
}

TEST_CASE("run: shows every batch once to who looks on", "[scoring][run]") {
    auto const instrument = support::instrument_of(support::definition_file("instruments/mood/gad7.inst"));
    auto const answers = support::random_answers(instrument, 1300, Dirt::none, 4);
    auto const table = answers.table();
    auto const bound = scoring::bind(instrument, table, "x");
    REQUIRE(bound.ok());
    std::vector<int> seen(1300);
    data::Findings findings;
    scoring::RunOptions options;
    options.jobs = 3;
    options.observe = [&](scoring::ItemBatch const& batch) {
        for (std::size_t i = 0; i < batch.rows; ++i) {
            auto const row = batch.first_row + i;
            ++seen[row];
            // Not reversed, and missing where the cell is blank.
            auto const& cell = answers.rows[row][0];
            if (cell.empty() != (batch.items[0]->states[i].reason == MissingReason::blank)) seen[row] += 100;
        }
    };
    (void)scoring::run(instrument, scoring::compile(instrument), *bound.value, table, findings, options);
    CHECK(std::count(seen.begin(), seen.end(), 1) == 1300);
}

TEST_CASE("run: an empty table gives empty columns", "[scoring][run]") {
    auto const instrument = support::instrument_of(support::definition_file("instruments/mood/phq9.inst"));
    Answers answers = support::random_answers(instrument, 0, Dirt::none, 1);
    auto const result = support::scored(instrument, answers);
    CHECK(result.scores.rows == 0);
    CHECK(result.of(instrument, "total").values.empty());
    CHECK(result.flag(instrument, "self_harm").empty());
}

TEST_CASE("run: a row that the reader refused has no score and is nobody's zero", "[scoring][run]") {
    auto const instrument = support::instrument_of(support::definition_file("instruments/mood/gad7.inst"));
    Answers answers = support::random_answers(instrument, 3, Dirt::none, 1);
    for (auto& row : answers.rows)
        row.assign(7, "1");
    answers.rows[1].pop_back();  // one field short
    auto const result = support::scored(instrument, answers);
    auto const& total = result.of(instrument, "total");
    CHECK(total.values[0] == 7);
    CHECK(total.reasons[1] == MissingReason::unreadable);
    CHECK(total.values[1] == 0);
    CHECK(total.bands[0].places[1] == -1);
    CHECK(total.values[2] == 7);
}

TEST_CASE("compile: what stands twice is computed once", "[scoring][compile]") {
    auto const instrument = support::instrument_of(R"(instrument x "X" {
  source "A" licence free "B"
  responses r { 0 "a" 1 "b" }
  items r { q1 "a" q2 "b" }
  score one = sum(q1..q2) * 2
  score two = sum(q1..q2) * 2 + 1
  example "e" { q1, q2 = 1 expect one = 4 expect two = 5 }
})");
    auto const plan = scoring::compile(instrument);
    CHECK(plan.steps.size() == 3);  // the sum, the product, the addition
    CHECK(plan.results.size() == 2);
}

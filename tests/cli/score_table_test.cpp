// The columns of a scored file, by name and order: programs are written against them.
#include "program.hpp"

#include <catch2/catch.hpp>

using support::run;
using support::Sheet;

TEST_CASE("score: the columns of one instrument stand without a prefix", "[cli][score]") {
    CHECK(Sheet(run("score samples/clinic.csv -i phq9").out).columns() ==
          std::vector<std::string>{"patient_id",    "total",     "total_n",        "total_how",
                                   "total_band",    "screen",    "core",           "symptoms",
                                   "major",         "other",     "flag_self_harm", "flag_impairment",
                                   "n_answered",    "n_missing", "n_out_of_range", "n_unreadable",
                                   "longest_run",   "irv",       "valid",          "validity_reasons",
                                   "not_scored_why"});
}

TEST_CASE("score: with several instruments all but the id and carried columns are prefixed", "[cli][score]") {
    auto const one = Sheet(run("score samples/clinic.csv -i phq9 --carry site").out);
    auto const two = Sheet(run("score samples/clinic.csv -i phq9 -i wemwbs --carry site").out);
    CHECK(two.columns()[0] == "patient_id");
    CHECK(two.columns()[1] == "site");
    REQUIRE(two.columns().size() > one.columns().size());
    for (std::size_t c = 2; c < one.columns().size(); ++c) {
        CHECK(two.columns()[c] == "phq9_" + one.columns()[c]);
        CHECK(two.column(two.columns()[c]) == one.column(one.columns()[c]));
    }
    for (std::size_t c = one.columns().size(); c < two.columns().size(); ++c)
        CHECK(two.columns()[c].substr(0, 7) == "wemwbs_");
}

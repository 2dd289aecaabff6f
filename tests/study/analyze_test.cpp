#include "study/analyze.hpp"

#include "support/folder.hpp"

#include <cmath>

#include <catch2/catch.hpp>

using namespace quaestor;

namespace {

study::Definition const& bfi() {
    static auto const definition = study::load_definition("samples/bfi.inst");
    return definition;
}

study::AnalyzeRequest request(std::vector<std::string> const& scales) {
    study::AnalyzeRequest out;
    out.data = "samples/bfi.csv";
    out.scales = scales;
    out.options.replications = 30;
    return out;
}

}  // namespace

TEST_CASE("analyze: all measurement scales and all items together unless told otherwise",
          "[study][analyze]") {
    auto const analyzed = study::analyze(request({}), bfi());
    REQUIRE(analyzed.value);
    auto const& analysis = (*analyzed.value)->analysis;
    REQUIRE(analysis.scales.size() == 5);
    CHECK(analysis.scales[0].scale->id == "agreeableness");
    REQUIRE(analysis.all_items);
    CHECK(analysis.all_items->items.size() == 25);
    CHECK(analysis.all_items->use.persons_used == 2436);
    CHECK(analysis.items.size() == 25);
    CHECK(analysis.rows == 2800);
}

TEST_CASE("analyze: scales that are asked for come in that order and give the same numbers",
          "[study][analyze]") {
    auto const all = study::analyze(request({}), bfi());
    auto const some = study::analyze(request({"OPENNESS", "agreeableness"}), bfi());
    REQUIRE(all.value);
    REQUIRE(some.value);
    auto const& scales = (*some.value)->analysis.scales;
    REQUIRE(scales.size() == 2);
    CHECK(scales[0].scale->id == "openness");
    CHECK(scales[0].alpha.value->alpha.value == (*all.value)->analysis.scales[4].alpha.value->alpha.value);
    CHECK(scales[1].alpha.value->alpha.value == (*all.value)->analysis.scales[0].alpha.value->alpha.value);
    auto const one = study::analyze(request({"openness"}), bfi());
    REQUIRE(one.value);
    CHECK_FALSE((*one.value)->analysis.all_items);  // one scale alone was asked for
}

TEST_CASE("analyze: an unknown scale is refused with the nearest or with all", "[study][analyze][refusal]") {
    auto const near = study::analyze(request({"openess"}), bfi());
    CHECK_FALSE(near.value);
    REQUIRE(near.diagnostics.size() == 1);
    CHECK(near.diagnostics[0].code == "U002");
    CHECK(near.diagnostics[0].hint == "did you mean 'openness'?");
    auto const far = study::analyze(request({"iq", "height"}), bfi());
    CHECK(far.diagnostics.count(Severity::error) == 2);
    CHECK(far.diagnostics[0].hint ==
          "the scales are: agreeableness, conscientiousness, extraversion, neuroticism, openness");
}

TEST_CASE("analyze: factors are as many as parallel analysis suggests or as asked for", "[study][analyze]") {
    auto const suggested = study::analyze(request({}), bfi());
    REQUIRE(suggested.value);
    auto const& all = *(*suggested.value)->analysis.all_items;
    CHECK(all.dimensions.parallel.value->suggested_by_percentile == 5);
    CHECK(all.efa.value->loadings.cols() == 5);
    auto asked = request({});
    asked.options.factors = 3;
    auto const three = study::analyze(asked, bfi());
    REQUIRE(three.value);
    CHECK((*three.value)->analysis.all_items->efa.value->loadings.cols() == 3);
    // Five items cannot carry as many: that is a reason and no error of the run.
    CHECK_FALSE((*three.value)->analysis.scales[0].efa.value);
    CHECK((*three.value)->analysis.scales[0].efa.reason.find("S1") == 0);
}

TEST_CASE("analyze: one factor is not rotated whatever rotation is asked for", "[study][analyze]") {
    auto asked = request({"openness"});
    asked.options.factors = 1;
    asked.options.rotation = factor::Rotation::varimax;
    auto const one = study::analyze(asked, bfi());
    REQUIRE(one.value);
    CHECK((*one.value)->analysis.scales[0].efa.value->rotation == factor::Rotation::none);
}

TEST_CASE("analyze: any number of threads gives the same simulated numbers", "[study][analyze][property]") {
    auto one = request({"openness"});
    one.options.jobs = 1;
    auto three = one;
    three.options.jobs = 3;
    auto const a = study::analyze(one, bfi());
    auto const b = study::analyze(three, bfi());
    REQUIRE(a.value);
    REQUIRE(b.value);
    CHECK((*a.value)->analysis.scales[0].dimensions.parallel.value->percentile ==
          (*b.value)->analysis.scales[0].dimensions.parallel.value->percentile);
}

TEST_CASE("analyze: another order of people gives the same numbers", "[study][analyze][property]") {
    support::Folder const folder;
    auto const csv = support::content("samples/bfi.csv");
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < csv.size();) {
        auto const end = csv.find('\n', at);
        lines.push_back(csv.substr(at, end - at + 1));
        at = end + 1;
    }
    std::string turned = lines[0];
    for (std::size_t i = lines.size() - 1; i > 0; --i)
        turned += lines[i];
    auto other = request({"openness", "neuroticism"});
    other.data = folder.file("d.csv", turned);
    auto const a = study::analyze(request({"openness", "neuroticism"}), bfi());
    auto const b = study::analyze(other, bfi());
    REQUIRE(a.value);
    REQUIRE(b.value);
    for (std::size_t s = 0; s < 2; ++s) {
        auto const& x = (*a.value)->analysis.scales[s];
        auto const& y = (*b.value)->analysis.scales[s];
        CHECK(std::abs(x.alpha.value->alpha.value - y.alpha.value->alpha.value) < 1e-12);
        CHECK(std::abs(x.omega.value->total - y.omega.value->total) < 1e-8);
        CHECK((x.efa.value->loadings - y.efa.value->loadings).cwiseAbs().maxCoeff() < 1e-7);
    }
}

TEST_CASE("analyze: an instrument of one scale has no second analysis of all items", "[study][analyze]") {
    auto const phq9 = study::load_definition("phq9");
    study::AnalyzeRequest asked;
    asked.data = "samples/clinic.csv";
    asked.options.replications = 20;
    auto const analyzed = study::analyze(asked, phq9);
    REQUIRE(analyzed.value);
    auto const& analysis = (*analyzed.value)->analysis;
    CHECK_FALSE(analysis.all_items);
    CHECK(analysis.items.size() == 9);  // the question about daily life is not scored
    CHECK(analysis.cells_not_taken == 1);
    CHECK(analysis.rows_refused == 1);
}

TEST_CASE("analyze: mixed correlations take items as ordered answers or numbers", "[study][analyze]") {
    auto wish = request({"openness"});
    wish.options.correlation = correlation::Kind::mixed;
    auto const ordered = study::analyze(wish, bfi());
    REQUIRE(ordered.value);
    auto const& matrices = (*ordered.value)->analysis.correlations.matrices;
    REQUIRE(matrices.size() == 3);
    CHECK(matrices[2].kind == correlation::Kind::mixed);
    CHECK(matrices[2].found.value->pairs.size() == 10);  // all five are answers of six options
    wish.measures.numbers = {"O2", "o3"};
    auto const some = study::analyze(wish, bfi());
    REQUIRE(some.value);
    auto const& mixed = *(*some.value)->analysis.correlations.matrices[2].found.value;
    CHECK(mixed.pairs.size() == 3);
    auto const& pearson = *(*some.value)->analysis.correlations.matrices[0].found.value;
    CHECK(std::abs(mixed.r(1, 2) - pearson.r(1, 2)) < 1e-12);
    CHECK(mixed.r(0, 1) != pearson.r(0, 1));
}

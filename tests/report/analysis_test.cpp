// The workbook of an analysis: what was run is what it says, and nothing is missing without a reason.
#include "report/analysis/coefficients.hpp"
#include "report/analysis_document.hpp"
#include "scored.hpp"
#include "study/analyze.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>

using namespace quaestor;
using support::shown;

namespace {

struct Analyzed {
    study::Definition definition;
    std::unique_ptr<study::AnalyzedData> data;

    Analyzed(std::string const& name, std::string const& csv, report::AnalysisOptions const& options = {})
        : definition(name.find('{') == std::string::npos
                         ? study::load_definition(name)
                         : study::check_definition("t.inst", name, "t.inst")) {
        REQUIRE(definition.ok());
        std::istringstream in(csv);
        study::AnalyzeRequest request;
        request.data = csv.empty() ? "samples/bfi.csv" : "-";
        request.reading.standard_input = &in;
        request.options = options;
        request.options.replications = 40;
        auto outcome = study::analyze(request, definition);
        REQUIRE(outcome.value);
        data = std::move(*outcome.value);
    }
    [[nodiscard]] report::Analysis const& analysis() const { return data->analysis; }
    [[nodiscard]] document::Document document() const { return report::analysis_document(analysis(), {}); }
};

Analyzed const& bfi() {
    static Analyzed const analyzed("samples/bfi.inst", "");
    return analyzed;
}

std::string all_text(document::Section const& section) {
    std::string text;
    for (auto const& block : section.blocks) {
        if (auto const* paragraph = std::get_if<document::Paragraph>(&block)) text += paragraph->text + "\n";
        if (auto const* notes = std::get_if<document::Notes>(&block)) {
            for (auto const& item : notes->items)
                text += item.text + "\n";
        }
        if (auto const* table = std::get_if<document::Table>(&block)) {
            text += table->title + "\n";
            for (auto const& note : table->notes)
                text += note + "\n";
        }
    }
    return text;
}

document::Section const& section(document::Document const& document, std::string const& key) {
    for (auto const& each : document.sections) {
        if (each.key == key) return each;
    }
    throw std::runtime_error("no section " + key);
}

std::string methods(report::AnalysisOptions const& options) {
    // Methods are made from the options and not from the data: the analysis at hand will do.
    auto analysis = bfi().analysis();
    analysis.options = options;
    return all_text(section(report::analysis_document(analysis, {}), "methods"));
}

bool contains(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("analysis_document: has a sheet for items and options and reliability and dimensions and factors",
          "[report][analysis]") {
    auto const document = bfi().document();
    std::vector<std::string> titles;
    for (auto const& each : document.sections)
        titles.push_back(each.title);
    CHECK(titles == std::vector<std::string>{"Items", "Item analysis", "Options", "Reliability", "Precision", "Dimensions", "Factors",
                                             "General factor", "Correlations", "Methods"});
    CHECK(document.subtitle == "Big Five, 25 items (SAPA)");
}

TEST_CASE("analysis_document: keys of tables are unique and figures point at tables that are there",
          "[report][analysis]") {
    auto const document = bfi().document();
    for (auto const& each : document.sections) {
        std::set<std::string> tables;
        for (auto const& block : each.blocks) {
            auto const* table = std::get_if<document::Table>(&block);
            if (table == nullptr) continue;
            CAPTURE(each.title, table->key);
            CHECK(tables.insert(table->key).second);
            for (auto const& emphasis : table->emphasis) {
                for (auto const& column : emphasis.columns)
                    CHECK_NOTHROW(table->column(column));
            }
        }
        for (auto const& block : each.blocks) {
            if (auto const* figure = std::get_if<document::Figure>(&block))
                CHECK(tables.contains(figure->table));
        }
    }
}

TEST_CASE("analysis_document: no number in any table is infinite or undefined", "[report][analysis]") {
    Analyzed const awkward(support::mood_definition(),
                           "id,m1,m2,m3\n1,0,0,1\n2,1,1,1\n3,2,2,1\n4,0,0,1\n5,1,1,1\n");
    for (auto const* analyzed : {&bfi(), &awkward}) {
        auto const document = analyzed->document();
        for (auto const& each : document.sections) {
            for (auto const& block : each.blocks) {
                auto const* table = std::get_if<document::Table>(&block);
                if (table == nullptr) continue;
                for (std::size_t row = 0; row < table->rows; ++row) {
                    for (std::size_t column = 0; column < table->columns.size(); ++column) {
                        auto const cell = table->cells(row, column);
                        auto const* number = std::get_if<double>(&cell.value);
                        CAPTURE(table->key, row, table->columns[column].key);
                        CHECK((number == nullptr || std::isfinite(*number)));
                    }
                }
            }
        }
    }
}

TEST_CASE("analysis_document: three items with no degrees of freedom are shown without fit",
          "[report][analysis][regression]") {
    std::string csv = "id,m1,m2,m3\n";
    for (int i = 0; i < 40; ++i)
        csv += std::to_string(i) + "," + std::to_string(i % 3) + "," + std::to_string((i + i / 9) % 3) + "," +
               std::to_string((i + i / 7) % 3) + "\n";
    Analyzed const three(support::mood_definition(), csv);
    auto const document = three.document();
    for (auto const& block : section(document, "factors").blocks) {
        auto const* table = std::get_if<document::Table>(&block);
        if (table == nullptr || table->key != "fit_total") continue;
        CHECK(shown(*table, 0, "df") == "0");
        CHECK(shown(*table, 0, "rmsea") == "-no degrees of freedom");
        return;
    }
    FAIL("no table of fit");
}

TEST_CASE("analysis_document: methods say what was run and cite it", "[report][analysis]") {
    auto const usual = methods({});
    CHECK(contains(usual, "Factor extraction: minres"));
    CHECK(contains(usual, "direct oblimin with gamma 0, oblique, Jennrich & Sampson (1966)"));
    CHECK(contains(usual, "with 10 starts (seed 1)"));
    CHECK(contains(usual, "500 samples of independent normal data (seed 1)"));
    CHECK(contains(usual, "95% interval"));
    CHECK(contains(usual, "as parallel analysis suggests"));
    CHECK(contains(usual, "G1 and G2, corrected for bias"));
    CHECK(contains(usual, "Harman, H. H., & Jones, W. H. (1966)."));
    CHECK_FALSE(contains(usual, "maximum likelihood, "));
    CHECK_FALSE(contains(usual, "Kaiser, H. F. (1958)"));

    report::AnalysisOptions other;
    other.extraction = factor::ExtractionMethod::maximum_likelihood;
    other.rotation = factor::Rotation::varimax;
    other.factors = 5;
    other.seed = 7;
    other.starts = 1;
    other.level = 0.9;
    other.moments = descriptives::MomentKind::population;
    auto const asked = methods(other);
    CHECK(contains(asked, "Factor extraction: maximum likelihood, Joreskog (1967)"));
    CHECK(contains(asked, "Jöreskog, K. G. (1967)."));
    CHECK(contains(asked, "varimax, Kaiser (1958), by gradient projection with 1 start (seed 7)"));
    CHECK(contains(asked, "Kaiser, H. F. (1958)."));
    CHECK(contains(asked, "Number of factors: 5, as asked for."));
    CHECK(contains(asked, "90% interval"));
    CHECK(contains(asked, "and g1 and g2, not corrected"));
    CHECK_FALSE(contains(asked, "oblimin"));
    CHECK_FALSE(contains(asked, "Harman, H. H., & Jones"));

    other.level = 0.999;
    CHECK(contains(methods(other), "99.9% interval"));

    other.rotation = factor::Rotation::geomin;
    CHECK(contains(methods(other), "Yates, A. (1987)."));
    other.rotation = factor::Rotation::quartimax;
    CHECK(contains(methods(other), "Neuhaus, J. O., & Wrigley, C. (1954)."));
    other.rotation = factor::Rotation::none;
    CHECK(contains(methods(other), "Rotation: none."));
    CHECK_FALSE(contains(methods(other), "gradient projection"));
}

TEST_CASE("reliability_section: a total that its definition divides shows each part and the whole",
          "[report][analysis]") {
    std::string csv = "id,q1,q2,q3,q4,q5,q6\n";
    std::mt19937 bits(4);
    std::normal_distribution<double> normal;
    for (int i = 0; i < 300; ++i) {
        double const shared = normal(bits);
        csv += std::to_string(i);
        for (int part = 0; part < 2; ++part) {
            double const own = 0.6 * shared + 0.8 * normal(bits);
            for (int item = 0; item < 3; ++item) {
                double const answer = std::round(1.5 + own + 0.8 * normal(bits));
                csv += "," + std::to_string(static_cast<int>(std::clamp(answer, 0.0, 3.0)));
            }
        }
        csv += "\n";
    }
    Analyzed const divided(R"inst(instrument two "Two" {
  source "A" licence free "B"
  responses r { 0 "a" 1 "b" 2 "c" 3 "d" }
  items r { q1 "1" q2 "2" q3 "3" q4 "4" q5 "5" q6 "6" }
  scale total "Total" { sum of q1..q6 missing none }
  scale first "First" { sum of q1..q3 missing none }
  scale second "Second" { sum of q4..q6 missing none }
  example "e" { q1..q6 = 1 expect total = 6 }
})inst",
                           csv);
    auto const& structure = divided.analysis().scales[0].reliability.structure;
    REQUIRE(structure.omega.value);
    REQUIRE(structure.categorical.value);
    auto const table = report::reliability_table(divided.analysis());
    CHECK(shown(table, 0, "structure").substr(0, 5) ==
          std::to_string(structure.omega.value->total.of_model).substr(0, 5));
    CHECK(shown(table, 1, "structure") == "-not computed");
    auto const document = divided.document();
    std::set<std::string> keys;
    for (auto const& block : section(document, "reliability").blocks) {
        auto const* one = std::get_if<document::Table>(&block);
        if (one == nullptr) continue;
        keys.insert(one->key);
        if (one->key != "structure_total") continue;
        REQUIRE(one->rows == 3);
        CHECK(shown(*one, 0, "part") == "First");
        CHECK(shown(*one, 1, "items") == "q4, q5, q6");
        CHECK(shown(*one, 2, "part") == "Sum of all");
        CHECK(shown(*one, 2, "items") == "6 items");
        REQUIRE(one->notes.size() == 3);
        CHECK(contains(one->notes[0], "Divided by its subscales"));
        CHECK(contains(one->notes[1], "Fit by maximum likelihood, n = 300: chi-square "));
        CHECK(contains(one->notes[1], " with 8 degrees of freedom"));
        CHECK(contains(one->notes[2], "Fit by DWLS, n = 300: SRMR "));
    }
    // The two parts do not make one factor, and the description of its coefficient says so.
    auto const& one_factor = divided.analysis().scales[0].reliability.categorical_omega;
    REQUIRE(one_factor.value);
    REQUIRE(one_factor.value->fit.srmr > sem::large_srmr);
    std::map<std::string, std::string> how;
    for (auto const& coefficient : report::coefficients_of(divided.analysis().scales[0]))
        how[coefficient.key] = coefficient.how;
    CHECK(contains(how["categorical_omega"], "; the model fits badly, SRMR 0."));
    CHECK_FALSE(contains(how["omega_structure"], "badly"));
    CHECK(contains(how["omega_structure"], "2 correlated factors (its subscales), maximum likelihood"));
    for (auto const* key : {"structure_total", "structure_loadings_total", "structure_factors_total"})
        CHECK(keys.contains(key));
    CHECK_FALSE(keys.contains("structure_first"));
    CHECK_FALSE(keys.contains("structure_all_scales"));  // the scales share items
    // Without a division there is no column for it.
    auto const whole = report::reliability_table(bfi().analysis());
    CHECK(std::none_of(whole.columns.begin(), whole.columns.end(),
                       [](auto const& column) { return column.key == "structure"; }));
    CHECK(shown(whole, 0, "categorical").substr(0, 5) == "0.729");
}

TEST_CASE("reliability_table: one row a scale and the reason once below where there is no number",
          "[report][analysis]") {
    auto const table = report::reliability_table(bfi().analysis());
    CHECK(table.rows == 5);
    CHECK(table.notes.empty());
    CHECK(shown(table, support::row_of(table, "Neuroticism"), "n") == "2694");
    CHECK(shown(table, support::row_of(table, "Neuroticism"), "alpha").substr(0, 6) == "0.8133");

    Analyzed const two(support::mood_definition(), "id,m1,m2,m3\n1,0,0,1\n2,1,2,1\n");
    auto const none = report::reliability_table(two.analysis());
    REQUIRE(none.rows == 2);
    CHECK(shown(none, 0, "alpha") == "-not computed");
    CHECK(shown(none, 0, "omega") == "-not computed");
    CHECK(shown(none, 0, "n") == "2");
    REQUIRE(none.notes.size() == 2);
    CHECK(none.notes[0].starts_with("Low mood: S102: Cronbach's alpha needs at least 3 persons"));
    CHECK(none.notes[1].starts_with("Low and tired: S102: "));
    auto const dimensions = report::dimension_table(two.analysis());
    CHECK(shown(dimensions, 0, "kmo") == "-not computed");
    std::set<std::string> const notes(dimensions.notes.begin(), dimensions.notes.end());
    CHECK(notes.size() == dimensions.notes.size());  // each reason once
    CHECK_FALSE(notes.empty());
}

TEST_CASE("analysis_document: cells that were left out are said on the first page", "[report][analysis]") {
    Analyzed const some(support::mood_definition(),
                        "id,m1,m2,m3\n1,0,0,1\n2,9,x,1\n3,1,1\n4,2,2,2\n5,1,0,2\n6,1,0,0\n");
    CHECK(some.analysis().cells_not_taken == 2);
    CHECK(some.analysis().rows_refused == 1);
    std::vector<std::string> said;
    for (auto const& block : some.document().summary) {
        if (auto const* paragraph = std::get_if<document::Paragraph>(&block)) said.push_back(paragraph->text);
    }
    REQUIRE(said.size() == 2);
    CHECK(said[0] == "1 row was refused; every answer in it counts as missing.");
    CHECK(said[1] ==
          "2 cells are no answer of the item and counted as missing; 'quaestor score' names them.");
}

#include "coding/detective.hpp"

#include "coding/clues.hpp"
#include "planted.hpp"
#include "scoring/compile.hpp"
#include "scoring/decoder.hpp"
#include "support/language.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;
using support::answers;
using support::csv;
using support::Looked;
using support::scale_of;

namespace {

bool contains(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

support::Cells shifted(support::Cells cells, int by) {
    for (auto& row : cells) {
        for (auto& cell : row)
            cell = std::to_string(std::stoi(cell) + by);
    }
    return cells;
}

}  // namespace

TEST_CASE("clues_of: codes that nobody declared are one clue with what to add", "[coding][clues]") {
    auto cells = answers(60, 6, 0, 3);
    for (std::size_t row = 0; row < 60; row += 5)
        cells[row][row % 6] = "-99";
    for (std::size_t row = 1; row < 60; row += 10)
        cells[row][2] = row > 30 ? "k.A." : "K.A.";
    cells[2][0] = "999";
    Looked const looked(scale_of(6, 0, 3), csv(cells));
    auto const clues = looked.clues();
    REQUIRE(clues.size() == 1);
    CHECK(clues[0].code == "C070");
    CHECK(contains(clues[0].message, "'-99' in 12 cells of 6 items, 'K.A.' in 6 cells of 1 item"));
    CHECK_FALSE(contains(clues[0].message + clues[0].hint, "999"));  // in one cell only
    CHECK(clues[0].hint ==
          "if they stand for no answer, write --missing -99,K.A.; or add to the responses, in a "
          "definition of your own: missing -99 \"No answer\"  missing \"K.A.\" \"No answer\"");
    CHECK(clues[0].details ==
          std::vector<std::string>{"'-99': q1 2, q2 2, q3 2, q4 2, q5 2, q6 2", "'K.A.': q3 6"});
}

TEST_CASE("clues_of: one cell is enough of a code that nobody types by mistake", "[coding][clues]") {
    for (auto const& [code, told] : {std::pair{"-99", true},
                                     {"-9", true},
                                     {"-777", true},
                                     {"99", false},
                                     {"-98", false},
                                     {"-1", false}}) {
        auto cells = answers(20, 3, 0, 3);
        cells[4][1] = code;
        CAPTURE(code);
        CHECK(Looked(scale_of(3, 0, 3), csv(cells)).clues().size() == (told ? 1U : 0U));
    }
}

TEST_CASE("clues_of: a code with blanks is shown as a shell takes it", "[coding][clues]") {
    auto cells = answers(10, 3, 0, 3);
    for (auto& row : cells)
        row[1] = "keine Angabe";
    auto const clues = Looked(scale_of(3, 0, 3), csv(cells)).clues();
    REQUIRE(clues.size() == 1);
    CHECK(contains(clues[0].hint, "--missing \"keine Angabe\";"));
}

TEST_CASE("clues_of: a code that is an age is not proposed for the whole file", "[coding][clues]") {
    auto cells = answers(12, 3, 0, 3);
    for (auto& row : cells)
        row[1] = "99";
    auto text = scale_of(3, 0, 3);
    text.insert(text.find("  scale total"),
                "  respondent { age number 0..120 }\n  score old \"Old\" = age\n");
    std::string rows = csv(cells);
    rows.insert(rows.find('\n'), ",age");
    for (auto at = rows.find('\n') + 1; at < rows.size(); at = rows.find('\n', at) + 1)
        rows.insert(rows.find('\n', at), ",40");
    auto const clues = Looked(text, rows).clues();
    REQUIRE(clues.size() == 1);
    CHECK_FALSE(contains(clues[0].hint, "--missing"));
    CHECK(contains(clues[0].hint, "missing 99 \"No answer\""));
}

TEST_CASE("clues_of: answers one step above the definition are told of all items together",
          "[coding][clues]") {
    auto const cells = shifted(answers(60, 8, 0, 4), 1);
    Looked const looked(scale_of(8, 0, 4), csv(cells));
    auto const clues = looked.clues();
    REQUIRE(clues.size() == 1);
    CHECK(clues[0].code == "C071");
    CHECK(
        contains(clues[0].message, "q1 to q8 of made look answered 1 to 5, where the definition has 0 to 4"));
    CHECK(contains(clues[0].hint, "take 1 off"));
    CHECK(looked.conclusion().offsets[0].answers == 480);
}

TEST_CASE("clues_of: answers one step below the definition are told", "[coding][clues]") {
    auto const clues = Looked(scale_of(8, 1, 5), csv(shifted(answers(60, 8, 1, 5), -1))).clues();
    REQUIRE(clues.size() == 1);
    CHECK(clues[0].code == "C071");
    CHECK(contains(clues[0].message, "look answered 0 to 4, where the definition has 1 to 5"));
    CHECK(contains(clues[0].hint, "add 1"));
    CHECK(contains(clues[0].hint, "--missing 0"));
}

TEST_CASE("clues_of: yes and no as 1 and 2 are not said to be one step beside", "[coding][clues]") {
    auto const clues = Looked(scale_of(8, 0, 1), csv(shifted(answers(60, 8, 0, 1), 1))).clues();
    REQUIRE(clues.size() == 1);
    CHECK(clues[0].code == "C071");
    CHECK(contains(clues[0].hint, "see which code means which answer"));
    CHECK_FALSE(contains(clues[0].hint, "take 1 off"));
}

TEST_CASE("clues_of: answers that fit are no offset though the lowest was never given", "[coding][clues]") {
    // 1 to 3 of 0 to 4: nobody was quite well.
    CHECK(Looked(scale_of(8, 0, 4), csv(answers(60, 8, 1, 3))).codes().empty());
    // A few slips beyond the end, where the other end is there.
    auto cells = answers(60, 8, 0, 4);
    for (std::size_t row = 0; row < 20; ++row)
        cells[row][0] = "5";
    CHECK(Looked(scale_of(8, 0, 4), csv(cells)).codes().empty());
    // One slip among many answers that happen to leave out the lowest.
    cells = answers(60, 8, 1, 4);
    cells[0][0] = "5";
    CHECK(Looked(scale_of(8, 0, 4), csv(cells)).codes().empty());
}

TEST_CASE("clues_of: an item that the file has turned runs against its scale", "[coding][clues]") {
    auto cells = answers(90, 8, 1, 5);
    for (auto& row : cells)
        row[4] = std::to_string(6 - std::stoi(row[4]));
    auto const clues = Looked(scale_of(8, 1, 5), csv(cells)).clues();
    REQUIRE(clues.size() == 1);
    CHECK(clues[0].code == "C072");
    CHECK(clues[0].items == std::vector<std::string>{"q5"});
    CHECK(contains(clues[0].message, "q5 (r = -0."));
    CHECK(
        contains(clues[0].message, "not reversed by the definition) of scale 'total' of made runs against"));
    CHECK(contains(clues[0].message, "90 people"));
    CHECK(contains(clues[0].hint, "6 minus the answer"));
    CHECK(Looked(scale_of(8, 1, 5, {5}), csv(cells)).codes().empty());
    cells.resize(29);
    CHECK(Looked(scale_of(8, 1, 5), csv(cells)).codes().empty());
}

TEST_CASE("clues_of: reversed items that the file has reversed already are told together",
          "[coding][clues]") {
    // Half of the items: by itself each is weakly against the rest.
    std::vector<std::size_t> const reversed{2, 5, 6, 8, 9};
    auto const clues = Looked(scale_of(10, 0, 3, reversed), csv(answers(200, 10, 0, 3))).clues();
    REQUIRE(clues.size() == 1);
    CHECK(clues[0].code == "C073");
    CHECK(clues[0].items == std::vector<std::string>{"q2", "q5", "q6", "q8", "q9"});
    CHECK(contains(clues[0].hint, "3 minus the answer"));
}

TEST_CASE("clues_of: numbers with something around them and dates are told with their items",
          "[coding][clues]") {
    auto cells = answers(12, 4, 0, 3);
    cells[0][0] = "'2";
    cells[1][0] = "'1";
    cells[2][1] = "2 - often";
    cells[3][3] = "２";
    cells[4][2] = "1-Feb";
    cells[5][2] = "2024-02-01";
    auto const clues = Looked(scale_of(4, 0, 3), csv(cells)).clues();
    REQUIRE(clues.size() == 2);
    CHECK(clues[0].code == "C074");
    CHECK(contains(clues[0].message,
                   "2 cells of 1 item in quotes or with an apostrophe, 1 cell of 1 item with a label"));
    CHECK(clues[0].items == std::vector<std::string>{"q1", "q2", "q4"});
    CHECK(clues[1].code == "C075");
    CHECK(contains(clues[1].message,
                   "2 cells of 1 item of made hold a date where an answer should stand: q3 2"));
    for (auto const& clue : clues) {  // no answer of a person
        CHECK_FALSE(contains(clue.message, "often"));
        CHECK_FALSE(contains(clue.message, "Feb"));
        CHECK_FALSE(contains(clue.message, "2024"));
    }
}

TEST_CASE("clues_of: items of one answer and items of none are notes", "[coding][clues]") {
    auto cells = answers(20, 4, 0, 3);
    for (auto& row : cells) {
        row[1] = "2";
        row[3] = "";
    }
    auto const clues = Looked(scale_of(4, 0, 3), csv(cells)).clues();
    REQUIRE(clues.size() == 2);
    CHECK(clues[0].code == "C076");
    CHECK(clues[0].severity == Severity::note);
    CHECK(clues[0].items == std::vector<std::string>{"q2"});
    CHECK_FALSE(contains(clues[0].message, "2 of made: 2"));
    CHECK(clues[1].code == "C077");
    CHECK(clues[1].items == std::vector<std::string>{"q4"});
    cells.resize(19);
    CHECK(Looked(scale_of(4, 0, 3), csv(cells)).codes() == "C077");
}

TEST_CASE("clues_of: a copied column is told and one cell of difference is enough", "[coding][clues]") {
    auto cells = answers(40, 5, 0, 3);
    for (auto& row : cells)
        row[3] = row[1];
    cells[3][1] = cells[3][3] = "";
    auto const clues = Looked(scale_of(5, 0, 3), csv(cells)).clues();
    REQUIRE(clues.size() == 1);
    CHECK(clues[0].code == "C078");
    CHECK(clues[0].items == std::vector<std::string>{"q2", "q4"});
    cells[3][1] = "0";
    CHECK(Looked(scale_of(5, 0, 3), csv(cells)).codes().empty());
}

TEST_CASE("clues_of: two rare complaints answered alike are no copy", "[coding][clues]") {
    auto cells = answers(60, 5, 0, 3);
    for (std::size_t row = 0; row < 60; ++row)
        cells[row][1] = cells[row][3] = row < 4 ? "1" : "0";
    CHECK_FALSE(contains(Looked(scale_of(5, 0, 3), csv(cells)).codes(), "C078"));
    auto binary = answers(60, 5, 0, 1);
    for (auto& row : binary)
        row[3] = row[1];
    CHECK_FALSE(contains(Looked(scale_of(5, 0, 1), csv(binary)).codes(), "C078"));
}

TEST_CASE("clues_of: parts of the definition that all answer alike are left alone", "[coding][clues]") {
    auto cells = answers(40, 4, 0, 3);
    for (auto& row : cells)
        row[2] = "1";
    auto text = scale_of(4, 0, 3);
    CHECK(Looked(text, csv(cells)).codes() == "C076");
    text = support::scale_of(4, 0, 3);
    auto const at = text.find("q3 \"Item\"");
    text.replace(at, 9, "q3 \"Item\" unscored");
    for (std::string const from : {"sum of q1..q4", "range 0..12", " q3 = 0"}) {
        auto const to = from == "sum of q1..q4" ? "sum of q1, q2, q4"
                        : from == "range 0..12" ? "range 0..9"
                                                : "";
        text.replace(text.find(from), from.size(), to);
    }
    CHECK(Looked(text, csv(cells)).codes().empty());
}

TEST_CASE("Detective: parts of a file by several detectives give the clues of the whole",
          "[coding][property]") {
    auto cells = answers(2000, 8, 0, 3);
    for (std::size_t row = 0; row < 2000; ++row) {
        cells[row][6] = cells[row][5];
        cells[row][3] = std::to_string(3 - std::stoi(cells[row][3]));
        if (row % 90 == 0) cells[row][0] = row % 180 == 0 ? "unk" : "UNK";
        if (row % 400 == 1) cells[row][1] = "1-Feb";
    }
    Looked const looked(scale_of(8, 0, 3), csv(cells));
    auto const plan = scoring::compile(looked.instrument);
    auto const with = [&](unsigned jobs) {
        std::vector<coding::Detective> detectives(scoring::threads_of(2000, jobs),
                                                  coding::Detective(looked.instrument, looked.binding));
        scoring::RunOptions options;
        options.jobs = jobs;
        options.observe = [&](scoring::ItemBatch const& batch) {
            detectives[batch.thread].add(batch, looked.read.table);
        };
        data::Findings findings;
        (void)scoring::run(looked.instrument, plan, looked.binding, looked.read.table, findings, options);
        while (detectives.size() > 1) {  // from behind: the order changes nothing
            detectives[detectives.size() - 2].merge(detectives.back());
            detectives.pop_back();
        }
        std::vector<coding::Conclusion> const conclusions{detectives.front().conclude()};
        std::string text;
        for (auto const& clue : coding::clues_of(conclusions)) {
            text += clue.code + clue.message + clue.hint;
            for (auto const& line : clue.details)
                text += line;
        }
        return text;
    };
    auto const one = with(1);
    for (std::string const code : {"C070", "C072", "C075", "C078"})
        CHECK(contains(one, code));
    CHECK(contains(one, "'UNK' in 23 cells"));
    CHECK(with(2) == one);
    CHECK(with(4) == one);
}

TEST_CASE("clues_of: real and made-up files of the repository raise no alarm", "[coding][clues]") {
    struct Sample {
        std::string definition;
        std::string data;
        std::string codes;
    };
    std::vector<Sample> const samples{{"instruments/wellbeing/wemwbs.inst", "samples/clinic.csv", ""},
                                      {"instruments/mood/phq9.inst", "samples/clinic.csv", ""},
                                      {"samples/bfi.inst", "samples/bfi.csv", ""}};
    for (auto const& sample : samples) {
        CAPTURE(sample.definition, sample.data);
        Looked const looked(support::project_file(sample.definition), support::project_file(sample.data));
        CHECK(looked.codes() == sample.codes);
    }
}

TEST_CASE("clues_of: an ability test with right and wrong raises no alarm", "[coding][clues]") {
    auto rows = support::project_file("tests/data/lsat7.csv");
    rows.replace(0, rows.find('\n'), "q1,q2,q3,q4,q5");
    CHECK(Looked(scale_of(5, 0, 1), rows).codes().empty());
}

TEST_CASE("clues_of: without its reversals the real data raises the alarm", "[coding][clues]") {
    auto text = support::project_file("samples/bfi.inst");
    Looked const right(text, support::project_file("samples/bfi.csv"));
    CHECK(right.codes().empty());
    auto turned = right.instrument;
    for (auto& scale : turned.scales) {
        for (auto& member : scale.members)
            member.reversed = false;
    }
    auto const conclusion = coding::look_at(turned, right.binding, right.read.table);
    std::size_t items = 0;
    for (auto const& scale : conclusion.against)
        items += scale.items.size();
    CHECK(conclusion.against.size() >= 3);
    CHECK(items >= 5);
}

// Drafts from data files: they are definitions, they ask and do not decide, and they give nobody away.
#include "study/draft.hpp"

#include "instrument/syntax/words.hpp"
#include "support/folder.hpp"
#include "verbs.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;
using support::contains;
using support::run;
using support::table_of;

namespace {

/// The draft of a CSV text; it must be a definition without errors.
study::Draft draft_of(std::string const& csv, std::string const& file = "answers.csv") {
    auto draft = study::draft_definition(table_of(csv), file);
    REQUIRE(draft.ok());
    auto const definition = study::check_definition("draft.inst", draft.value->text, "draft.inst");
    CAPTURE(draft.value->text);
    for (auto const& diagnostic : definition.diagnostics) {
        CAPTURE(diagnostic.code, diagnostic.message);
        CHECK(diagnostic.severity != Severity::error);
    }
    REQUIRE(definition.instrument.has_value());
    CHECK(definition.instrument->card.status == instrument::Status::provisional);
    CHECK(definition.instrument->items.size() == draft.value->items);
    return std::move(*draft.value);
}

instrument::Instrument definition_of(std::string const& text) {
    return *study::check_definition("draft.inst", text, "draft.inst").instrument;
}

/// `columns` of a header, and rows of answers that go round 1 to 5.
std::string ratings(std::vector<std::string> const& columns, std::size_t rows = 40) {
    std::string out;
    for (std::size_t c = 0; c < columns.size(); ++c)
        out += (c > 0 ? "," : "") + columns[c];
    out += "\n";
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns.size(); ++c)
            out += (c > 0 ? "," : "") + std::to_string(1 + (r * (c + 2) + r / 5) % 5);
        out += "\n";
    }
    return out;
}

}  // namespace

TEST_CASE("draft: the clinic sample becomes two scales and asks about its planted slips", "[study][draft]") {
    auto const ran = run({"new", std::string(QUAESTOR_ROOT) + "/samples/clinic.csv"});
    REQUIRE(ran.exit == cli::Exit::done);
    auto const definition = study::check_definition("clinic.inst", ran.out, "clinic.inst");
    REQUIRE(definition.ok());
    auto const& instrument = *definition.instrument;
    CHECK(instrument.id == "clinic");
    CHECK(instrument.items.size() == 24);
    REQUIRE(instrument.scales.size() == 2);
    CHECK(instrument.scales[0].id == "w_total");
    CHECK(instrument.scales[0].members.size() == 14);
    CHECK(instrument.scales[1].id == "phq9_total");
    CHECK(instrument.scales[1].members.size() == 10);
    CHECK(instrument.responses.size() == 2);
    CHECK(instrument.responses[0].options.size() == 5);
    CHECK(instrument.responses[1].options.size() == 4);
    for (std::string const part :
         {"# 99 occurs once (w4)", "missing 99 \"not answered\"", "# 6 occurs once (w6)",
          "# 7 occurs once (w11)", "# 4 occurs once (phq9_5)", "patient_id, family_name",
          "1 cell of w7 holds something else"}) {
        CAPTURE(part);
        CHECK(contains(ran.out, part));
    }
    for (std::string const part : {"00017", "00465", "Müller", "Fernández", "Harbour"}) {
        CAPTURE(part);
        CHECK_FALSE(contains(ran.out, part));
    }
}

TEST_CASE("draft: the personality sample becomes five scales and reversed items are asked about",
          "[study][draft]") {
    auto const ran = run({"new", std::string(QUAESTOR_ROOT) + "/samples/bfi.csv"});
    REQUIRE(ran.exit == cli::Exit::done);
    auto const definition = study::check_definition("bfi.inst", ran.out, "bfi.inst");
    REQUIRE(definition.ok());
    CHECK(definition.instrument->items.size() == 25);
    CHECK(definition.instrument->scales.size() == 5);
    CHECK(definition.instrument->responses.size() == 1);
    for (std::string const item : {"A1", "C4", "C5"}) {
        CAPTURE(item);
        CHECK(contains(ran.out, "# " + item + " runs against the other items"));
    }
    CHECK_FALSE(contains(ran.out, "A3 runs against"));
    CHECK(contains(ran.out, "gender, education, age"));
}

TEST_CASE("draft: codes that may stand for no answer are asked about and never listed", "[study][draft]") {
    struct {
        std::string code;
        bool doubtful;
    } const cases[]{{"-99", true}, {"-9", true}, {"9", true},  {"99", true}, {"999", true},
                    {"8", true},   {"-1", true}, {"40", true}, {"6", false}};
    for (auto const& each : cases) {
        CAPTURE(each.code);
        auto csv = ratings({"q1", "q2", "q3"});
        for (int i = 0; i < 3; ++i)
            csv += each.code + "," + each.code + ",1\n";
        auto const draft = draft_of(csv);
        auto const instrument = definition_of(draft.text);
        CHECK(instrument.responses[0].options.size() == (each.doubtful ? 5U : 6U));
        CHECK(contains(draft.text, "# " + each.code + " occurs 6 times (q1, q2)") == each.doubtful);
        CHECK(contains(draft.text, "#   missing " + each.code + " \"not answered\"") == each.doubtful);
    }
}

TEST_CASE("draft: the line that a question offers can be added as it stands", "[study][draft]") {
    auto csv = ratings({"q1", "q2"});
    csv += "-99,NA\nNA,2\n";
    auto text = draft_of(csv).text;
    std::string const end = "    5 \"label of 5\"\n";
    for (std::string const line : {"missing -99 \"not answered\"", "missing \"NA\" \"not answered\""}) {
        CAPTURE(line, text);
        REQUIRE(contains(text, "#   " + line));
        text = support::with(text, end, end + "    " + line + "\n");
    }
    auto const instrument = definition_of(text);
    CHECK(instrument.responses[0].options.size() == 7);
    CHECK(instrument.responses[0].options[5].kind == instrument::OptionKind::missing);
}

TEST_CASE("draft: a code that nobody chose is asked about and not filled in", "[study][draft]") {
    std::string csv = "q1,q2\n";
    for (int i = 0; i < 40; ++i)
        csv += std::string(i % 2 == 0 ? "1" : "2") + "," + (i % 3 == 0 ? "4" : "5") + "\n" + "4,1\n5,2\n";
    auto const draft = draft_of(csv);
    CHECK(contains(draft.text, "Nobody has 3."));
    CHECK(contains(draft.text, "#   3 \"label of 3\""));
    CHECK(definition_of(draft.text).responses[0].options.size() == 4);
}

TEST_CASE("draft: evenly spaced codes are codes without gaps", "[study][draft]") {
    std::string csv = "rand1,rand2\n";
    for (int i = 0; i < 30; ++i)
        csv += std::to_string(25 * (i % 5)) + "," + std::to_string(25 * (i * 2 % 5)) + "\n";
    auto const draft = draft_of(csv);
    CHECK_FALSE(contains(draft.text, "Nobody has"));
    CHECK(definition_of(draft.text).responses[0].options.size() == 5);
}

TEST_CASE("draft: what is no answer is named and left out without a value", "[study][draft]") {
    std::string csv = "record_id,Name,seen,start,remark,income_eur,case number,q1,q2\n";
    for (int i = 0; i < 30; ++i) {
        auto const n = std::to_string(i);
        csv += "770" + n + ",Person" + n + ",2024-03-" + (i < 9 ? "0" : "") + std::to_string(i % 28 + 1) +
               ",08:" + (i < 10 ? "0" : "") + n + ",secret " + n + "," + std::to_string(1000 + i * 37 % 900) +
               ".5,00" + std::to_string(5000 + i) + "," + std::to_string(i % 4) + "," +
               std::to_string(i * 3 % 4) + "\n";
    }
    auto const draft = draft_of(csv);
    CHECK(draft.items == 2);
    for (std::string const part : {"record_id, Name", "look like dates: seen", "clock times: start",
                                   "hold text: remark", "many values: income_eur", "case number"}) {
        CAPTURE(part, draft.text);
        CHECK(contains(draft.text, part));
    }
    for (std::string const part : {"7701", "Person", "2024", "secret", "5001", "1000", "08:"}) {
        CAPTURE(part);
        CHECK_FALSE(contains(draft.text, part));
    }
}

TEST_CASE("draft: a cell that is no code is counted and never shown", "[study][draft]") {
    auto csv = ratings({"q1", "q2", "q3"}, 60);
    csv += "I feel watched,3,4821937\n";
    auto const draft = draft_of(csv);
    CHECK_FALSE(contains(draft.text, "watched"));
    CHECK_FALSE(contains(draft.text, "4821937"));
    CHECK(contains(draft.text, "2 cells of q1, q3 hold something else"));
}

TEST_CASE("draft: every column gets a valid name and keeps its own as alias", "[study][draft]") {
    std::vector<std::string> const columns{
        "Frage 1.ä",          "2",           "3a", "all", "version", "sum", "a.b", "a_b",
        "\"say \"\"so\"\"\"", "back\\slash", "ß",  "—",   "q"};
    auto const draft = draft_of(ratings(columns));
    auto const instrument = definition_of(draft.text);
    auto const table = table_of(ratings(columns));
    REQUIRE(instrument.items.size() == columns.size());
    for (auto const& item : instrument.items) {
        CAPTURE(item.id, item.alias);
        CHECK_FALSE(instrument::syntax::is_reserved(item.id));
        CHECK(table.find(item.alias.empty() ? item.id : item.alias).has_value());
    }
    CHECK(study::name_like("Frage 1.ä") == "Frage_1_ae");
    CHECK(study::name_like("1a") == "q1a");
    CHECK(study::name_like("version") == "version_item");
    CHECK(study::name_like("—") == "item");
}

TEST_CASE("draft: what it drafts scores the file that it came from", "[study][draft]") {
    support::Folder const folder;
    // Ids that could also be other columns: the item's id, and instrument_id.
    for (auto const& columns : std::vector<std::vector<std::string>>{
             {"q1", "q2", "answers_q1"}, {"1", "q1", "2", "q2"}, {"a.1", "a_1", "a.2", "a_2"}}) {
        auto const data = folder.file("answers.csv", ratings(columns));
        auto const made = run({"new", data, "-o", folder.path("answers.inst"), "--force"});
        REQUIRE(made.exit == cli::Exit::done);
        auto const scored = run({"score", data, "-i", folder.path("answers.inst"), "--quiet"});
        CAPTURE(scored.err, support::content(folder.path("answers.inst")));
        CHECK(scored.exit == cli::Exit::done);
    }
}

TEST_CASE("draft: columns of one pattern but other codes are two groups", "[study][draft]") {
    std::string csv = "q1,q2,q3,q4\n";
    for (int i = 0; i < 60; ++i)
        csv += std::to_string(i % 7) + "," + std::to_string(i * 3 % 7) + "," + std::to_string(i % 2) + "," +
               std::to_string(i / 2 % 2) + "\n";
    auto const draft = draft_of(csv);
    CHECK(draft.groups == 2);
    auto const instrument = definition_of(draft.text);
    REQUIRE(instrument.scales.size() == 2);
    CHECK(instrument.scales[0].id == "q_total");
    CHECK(instrument.scales[1].id == "q_total_2");
}

TEST_CASE("draft: the same file gives the same draft", "[study][draft][property]") {
    auto const csv = ratings({"x1", "x2", "y1", "y2"});
    CHECK(draft_of(csv).text == draft_of(csv).text);
}

TEST_CASE("new: refuses a file without items and names that are no definition's", "[study][draft][refusal]") {
    support::Folder const folder;
    auto const none = folder.file("none.csv", "id,remark\n1,a\n2,b\n3,c\n");
    auto const ran = run({"new", none});
    CHECK(ran.exit == cli::Exit::data);
    CHECK(ran.out.empty());
    CHECK(contains(ran.err, "error[D140]"));
    auto const data = folder.file("a.csv", ratings({"q1", "q2"}));
    CHECK(run({"new"}).exit == cli::Exit::usage);
    CHECK(run({"new", data, "-o", data, "--force"}).exit == cli::Exit::usage);
    CHECK(run({"new", data, "--delimiter", "ab"}).exit == cli::Exit::usage);
    CHECK(run({"new", folder.path("no.csv")}).exit == cli::Exit::data);
    auto const there = folder.file("there.inst", "mine");
    CHECK(run({"new", data, "-o", there}).exit == cli::Exit::output);
    CHECK(support::content(there) == "mine");
    CHECK(run({"new", data, "-o", there, "--force"}).exit == cli::Exit::done);
    CHECK(support::content(there).starts_with("# A draft from a.csv: 40 rows, 2 columns."));
}

TEST_CASE("new: reads standard input", "[study][draft]") {
    auto const ran = run({"new", "-", "--quiet"}, ratings({"q1", "q2"}));
    CHECK(ran.exit == cli::Exit::done);
    CHECK(contains(ran.out, "instrument draft "));
    CHECK(ran.err.empty());
}

TEST_CASE(
    "draft: a column without company is a question where there are groups and a scale where there are none",
    "[study][draft]") {
    auto const alone = draft_of(ratings({"mood"}));
    CHECK(alone.items == 1);
    CHECK(contains(alone.text, "Is mood a scale by itself"));
    auto const beside = draft_of(ratings({"q1", "q2", "mood"}));
    CHECK(beside.items == 2);
    CHECK(contains(beside.text, "The column mood stands alone, with the codes 1, 2, 3, 4, 5."));
}

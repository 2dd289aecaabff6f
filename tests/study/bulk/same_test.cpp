// Scoring window by window gives what scoring all at once gives: the bytes of the scores, and everything there is to tell.
#include "document/write/csv.hpp"
#include "instrument/catalogue.hpp"
#include "report/findings.hpp"
#include "study/score.hpp"
#include "support/folder.hpp"
#include "support/statistics_file.hpp"

#include <catch2/catch.hpp>

#include <iconv.h>
#include <random>
#include <sstream>

using namespace quaestor;

namespace {

/// All that a run says, as text.
struct Told {
    std::string lines;
    std::string rest;
};

std::string text_of(document::Table const& table) {
    std::string text;
    (void)document::write_csv(table, [&](std::string_view bytes) {
        text += bytes;
        return Diagnostics{};
    });
    return text;
}

std::string rest_of(study::ScoreRequest const& request, std::vector<study::Definition> const& definitions,
                    Outcome<std::unique_ptr<study::ScoredData>> const& outcome) {
    std::ostringstream out;
    for (auto const& d : outcome.diagnostics)
        out << d.code << " " << d.message << " / " << d.hint << " / " << d.where << "\n";
    if (!outcome.value) return out.str();
    auto const& scored = **outcome.value;
    out << text_of(report::distribution_table(scored.file)) << text_of(report::band_table(scored.file))
        << text_of(report::flag_table(scored.file)) << text_of(report::validity_table(scored.file))
        << text_of(report::findings_table(scored.file, {true, {}}))
        << json::write(report::receipt_json(study::receipt_of(request, definitions, scored)), 2);
    return out.str();
}

Told all_at_once(study::ScoreRequest const& request, std::vector<study::Definition> const& definitions) {
    auto const outcome = study::score(request, definitions);
    return {outcome.value ? text_of(report::score_table((*outcome.value)->file)) : "",
            rest_of(request, definitions, outcome)};
}

/// None where the file wants the other way; its lines so far must begin the others.
std::optional<Told> in_bulk(study::ScoreRequest const& request, std::vector<study::Definition> const& definitions,
                            std::string& begun) {
    begun.clear();
    auto const begin = [&](document::Table const& columns) {
        begun = text_of(columns);
        return true;
    };
    auto const take = [&](std::string_view lines) {
        begun += lines;
        return true;
    };
    auto const outcome = study::score_in_bulk(request, definitions, {begin, take});
    if (!outcome) return std::nullopt;
    return Told{begun, rest_of(request, definitions, *outcome)};
}

/// The same bytes through a pipe: what they give, or whether all else must do it.
void same_through_a_pipe(study::ScoreRequest request, std::vector<study::Definition> const& definitions, bool taken) {
    support::Folder const folder;
    std::istringstream again(support::content(request.data));
    request.data = "-";
    request.reading.scratch_folder = folder.path();
    request.reading.standard_input = &again;
    auto const expected = all_at_once(request, definitions);
    again.clear();
    again.seekg(0);
    request.reading.kept = data::keep_input("-", request.reading);
    request.window_bytes = 700;
    request.jobs = 2;
    request.lines_are_final = true;
    std::string begun;
    auto const told = in_bulk(request, definitions, begun);
    CHECK(told.has_value() == taken);
    // What was taken from the pipe is there for the other way.
    auto const got = told ? *told : all_at_once(request, definitions);
    CHECK(got.lines == expected.lines);
    CHECK(got.rest == expected.rest);
}

/// Both ways, with small windows and several threads. Whether the file could be scored in bulk.
bool same_both_ways(study::ScoreRequest request, std::vector<study::Definition> const& definitions) {
    auto const expected = all_at_once(request, definitions);
    bool taken = true;
    for (std::size_t const window : {300U, 5'000U, 1U << 18U}) {
        request.window_bytes = window;
        request.jobs = window == 300U ? 3 : 1;
        request.lines_are_final = window == 300U;
        std::string begun;
        auto const told = in_bulk(request, definitions, begun);
        INFO("windows of " << window << " bytes");
        if (!told) {
            taken = false;
            if (!expected.lines.empty() && request.lines_are_final) CHECK(expected.lines.starts_with(begun));
            continue;
        }
        CHECK(told->lines == expected.lines);
        CHECK(told->rest == expected.rest);
    }
    request.lines_are_final = false;
    same_through_a_pipe(request, definitions, taken);
    return taken;
}

std::vector<study::Definition> definitions_of(std::vector<std::string> const& ids) {
    std::vector<study::Definition> definitions;
    for (auto const& id : ids)
        definitions.push_back(study::load_definition(id));
    return definitions;
}

/// Files as people have them, and worse: how often each trouble comes is drawn for the whole file.
class Messy {
public:
    explicit Messy(unsigned seed) : random_(seed) {}
    /// From now on every row has a cell that is no answer, and files are longer than a batch.
    void spoil_every_row() { spoils_ = true; }

    bool rarely(double share) { return std::uniform_real_distribution(0.0, 1.0)(random_) < share; }
    std::size_t below(std::size_t n) { return random_() % n; }
    template <class T>
    T one_of(std::vector<T> const& those) {
        return those[below(those.size())];
    }

    std::string file(std::vector<study::Definition> const& definitions) {
        blank_ = one_of<double>({0, 0.02, 0.3});
        bad_ = one_of<double>({0, 0.002, 0.05});
        odd_ = one_of<double>({0, 0, 0.05});
        quoted_ = one_of<double>({0, 0, 0.2, 1});
        delimiter_ = one_of<std::string>({",", ",", ";", "\t"});
        auto const end = one_of<std::string>({"\n", "\n", "\r\n"});
        auto const ids = below(6);
        std::vector<std::string> header{"id", "site"};
        for (auto const& definition : definitions) {
            for (auto const& item : definition.instrument->items)
                header.push_back(definition.instrument->id + "_" + item.id);
        }
        std::string text = line(header) + end;
        auto const rows = below(120) + (spoils_ ? 600 : 0);
        for (std::size_t r = 0; r < rows; ++r) {
            std::vector<std::string> fields{id(ids, r), one_of<std::string>({"A", "B c", " d", "=x", "-5", "", "a, b", "\"q\""})};
            for (auto const& definition : definitions) {
                bool const straight = rarely(0.05);
                std::string before;
                for (auto const& item : definition.instrument->items) {
                    auto const& set = definition.instrument->responses[item.responses];
                    before = straight && !before.empty() ? before : cell(set);
                    fields.push_back(before);
                }
            }
            if (spoils_) fields[2 + below(fields.size() - 2)] = bad_cell();
            if (rarely(0.01)) fields.pop_back();
            if (rarely(0.01)) fields.insert(fields.end(), {"", " "});
            if (rarely(0.01)) text += one_of<std::string>({"", "  "}) + end;
            text += line(fields) + end;
        }
        if (rarely(0.2)) text += line({"Total", "12"}) + end + end;
        if (rarely(0.2)) text.resize(text.size() - end.size());
        if (rarely(0.03)) text += '\0';
        if (rarely(0.05)) text += "\"open" + delimiter_;
        return text;
    }

private:
    std::string id(std::size_t kind, std::size_t row) {
        auto const number = std::to_string(row + 1);
        if (kind == 0) return number;
        if (kind == 1) return std::string(6 - number.size(), '0') + number;
        if (kind == 2) return std::to_string(below(80));  // some twice
        if (kind == 3) return rarely(0.1) ? "" : number;
        if (kind == 5) return rarely(0.05) ? " " + std::to_string(row) : number;  // some twice, and with a blank
        return "S-" + std::to_string(1000 - row);  // descending
    }
    std::string bad_cell() {
        // A number that may have a decimal comma wants a look at the whole file before any line is final.
        if (spoils_) return one_of<std::string>({"x", "99", "-9", "7.5", "=1+1", "55", "\xC3\xA4", "9", "NA", "na ", "1-Feb", "two \"lines\""});
        return one_of<std::string>({"x", "99", "-9", "7.5", "=1+1", "1,5", "\xC3\xA4", "1,234", "9", "NA", "na ", "1-Feb",
                                    "two \"lines\"", std::string(250, 'y')});
    }
    std::string cell(instrument::ResponseSet const& set) {
        if (rarely(blank_)) return one_of<std::string>({"", "", " "});
        if (rarely(bad_)) return bad_cell();
        if (set.options.empty()) return std::to_string(below(60));
        auto const& option = one_of(set.options);
        if (rarely(odd_)) return one_of<std::string>({option.code + ".0", " " + option.code, "0" + option.code, option.label});
        return option.code;
    }
    std::string line(std::vector<std::string> const& fields) {
        std::string text;
        for (auto const& field : fields) {
            if (&field != fields.data()) text += delimiter_;
            bool const must = field.find_first_of("\"\n" + delimiter_) != std::string::npos;
            if (!must && !rarely(quoted_)) {
                text += field;
                continue;
            }
            text += '"';
            for (auto const c : field)
                text += c == '"' ? std::string("\"\"") : std::string(1, c);
            text += '"';
        }
        return text;
    }

    std::mt19937 random_;
    double blank_ = 0;
    double bad_ = 0;
    double odd_ = 0;
    double quoted_ = 0;
    std::string delimiter_;
    bool spoils_ = false;
};

/// Many items with codes of two digits: their answers, runs and spreads are more than anything is made for beforehand.
/// With 300 of them a byte does not count them.
std::string long_definition(int items) {
    std::string text = R"(
instrument long "A long one" {
  source  "Made up"
  licence free "Made up"
  responses degree {)";
    for (int code = 0; code <= 20; ++code)
        text += " " + std::to_string(code) + " \"Degree " + std::to_string(code) + "\"";
    text += " missing 99 \"Not answered\" }\n  items degree {";
    for (int item = 1; item <= items; ++item)
        text += " d" + std::to_string(item) + " \"Topic " + std::to_string(item) + "\"" + (item % 3 == 0 ? " reversed" : "");
    return text + R"( }
  scale whole { sum of d1..d)" + std::to_string(items) + R"(  missing at most 30 prorate  bands { from 0 "low" from 600 "middle" from 1100 "high" } }
  scale part  { mean of d1..d20  missing none }
  scale few   { sum of d1..d)" + std::to_string(items) + R"(  missing none }
  score half = whole / 2
  flag high "Look" when d7 >= 15
  flag most "Look" when few >= 500
}
)";
}

}  // namespace

TEST_CASE("score_in_bulk: messy files give what they give all at once", "[study][bulk][property]") {
    support::Folder const folder;
    auto const one = definitions_of({"wemwbs"});
    auto const battery = definitions_of({"phq9", "gad7", "pss10"});
    std::size_t taken = 0;
    for (unsigned seed = 0; seed < 60; ++seed) {
        Messy messy(seed);
        auto const& definitions = seed % 3 == 0 ? battery : one;
        study::ScoreRequest request;
        request.data = folder.file("messy.csv", messy.file(definitions));
        if (messy.rarely(0.4)) request.carry = {"site"};
        if (messy.rarely(0.2)) request.wave = "site";
        if (messy.rarely(0.1)) request.reading.csv.decimal = DecimalMark::comma;
        INFO("seed " << seed);
        if (same_both_ways(request, definitions)) ++taken;
    }
    CHECK(taken > 20);
}

TEST_CASE("score_in_bulk: an instrument with everything that a byte must tell", "[study][bulk][property]") {
    support::Folder const folder;
    auto const path = folder.file("hard.inst", R"(
instrument hard "All at once" {
  source  "Made up"
  licence free "Made up"
  responses often { 0 "Never"  1 "Now and then"  2 "Often"  3 "Always"  missing 9 "Not answered"  missing "NA" "None" }
  responses grade { 2 "Poor"  4 "Fair"  6 "Good"  8 "Best" }
  items often { a1 "One"  a2 "Two" reversed  a3 "Three"  a4 "Four" reversed  a5 "Five" optional }
  items grade { b1 "Six"  b2 "Seven"  b3 "Eight" unscored }
  scale some  { sum of a1..a5  missing at most 2 prorate  bands { from 0 "low" from 6 "high" } }
  scale means { mean of a1..a4  missing none }
  scale high  { max of b1, b2  missing at most 1 }
  score twice = 2 * means
  score both  = some + high
  score first = a1 + 1
  score step  = lookup(steps, all_sum)
  scale all_sum { sum of a1..a4  missing none }
  table steps { 0 => 0  1 => 3  2 => 5  3 => 6  4 => 8  5 => 10  6 => 11  7 => 12  8 => 13  9 => 14  10 => 15  11 => 16  12 => 20 }
  flag risk "Look" urgent when a4 >= 2
  flag any  "Look" when a1 = 3 or b1 = 8
  validity { longstring above 3  irv below 0.4  missing above 2 }
}
)");
    auto const definitions = definitions_of({path});
    std::ostringstream why;
    for (auto const& d : definitions.front().diagnostics)
        why << d.code << " " << d.message << "\n";
    INFO(why.str());
    REQUIRE(definitions.front().ok());
    std::size_t taken = 0;
    for (unsigned seed = 500; seed < 540; ++seed) {
        study::ScoreRequest request;
        request.data = folder.file("messy.csv", Messy(seed).file(definitions));
        INFO("seed " << seed);
        if (same_both_ways(request, definitions)) ++taken;
    }
    CHECK(taken > 15);
}

TEST_CASE("score_in_bulk: wide batteries and rows that are all bad", "[study][bulk][property]") {
    support::Folder const folder;
    auto const battery = definitions_of({"wemwbs", "phq9", "gad7", "pss10"});
    auto const long_ones = definitions_of({folder.file("long.inst", long_definition(70)), "gad7"});
    auto const longer = definitions_of({folder.file("longer.inst", long_definition(300))});
    REQUIRE(long_ones.front().ok());
    REQUIRE(longer.front().ok());
    std::size_t taken = 0;
    std::size_t spoilt_and_taken = 0;
    for (unsigned seed = 2000; seed < 2024; ++seed) {
        Messy messy(seed);
        bool const spoils = seed % 2 == 0;
        if (spoils) messy.spoil_every_row();
        auto const& definitions = seed % 4 < 2 ? battery : seed % 8 < 4 ? long_ones : longer;
        study::ScoreRequest request;
        request.data = folder.file("messy.csv", messy.file(definitions));
        INFO("seed " << seed);
        if (!same_both_ways(request, definitions)) continue;
        ++taken;
        if (spoils) ++spoilt_and_taken;
    }
    CHECK(taken > 6);
    CHECK(spoilt_and_taken > 1);
}

TEST_CASE("score_in_bulk: an id that comes again with a blank before it", "[study][bulk][regression]") {
    support::Folder const folder;
    auto const definitions = definitions_of({"phq2"});
    study::ScoreRequest request;
    request.data = folder.file("few.csv", "id,q1,q2\n1,2,1\n2,1,1\n 2,1,1\n3,0,0\n");
    CHECK(same_both_ways(request, definitions));
    auto const outcome = study::score_in_bulk(
        request, definitions, {[](document::Table const&) { return true; }, [](std::string_view) { return true; }});
    REQUIRE(outcome);
    REQUIRE(outcome->value);
    CHECK((*outcome->value)->read.findings.total() == 1);
}

TEST_CASE("score_in_bulk: every instrument of the library", "[study][bulk]") {
    support::Folder const folder;
    unsigned seed = 1000;
    std::size_t taken = 0;
    auto const& entries = instrument::catalogue().listings;
    for (auto const& entry : entries) {
        auto const definitions = definitions_of({std::string(entry.id)});
        REQUIRE(definitions.front().ok());
        study::ScoreRequest request;
        request.data = folder.file("answers.csv", Messy(++seed).file(definitions));
        INFO(entry.id << ", seed " << seed);
        if (same_both_ways(request, definitions)) ++taken;
    }
    CHECK(taken > entries.size() / 2);
}

TEST_CASE("score_in_bulk: codes that somebody says are missing", "[study][bulk][property]") {
    support::Folder const folder;
    auto const definitions = definitions_of({"phq9", "gad7"});
    std::size_t taken = 0;
    for (unsigned seed = 0; seed < 30; ++seed) {
        study::ScoreRequest request;
        request.data = folder.file("messy.csv", Messy(2'000 + seed).file(definitions));
        request.carry = {"site"};
        request.reading.exports.missing = {"-9", "x", "99", "A", "never", "9.0"};
        INFO("seed " << seed);
        if (same_both_ways(request, definitions)) ++taken;
    }
    CHECK(taken > 15);
}

namespace {

std::string in_encoding(std::string const& text, char const* encoding) {
    auto const handle = ::iconv_open(encoding, "UTF-8");
    std::string out(4 * text.size() + 16, '\0');
    std::string from = text;
    auto* in = from.data();
    auto in_left = from.size();
    auto* to = out.data();
    auto room = out.size();
    REQUIRE(::iconv(handle, &in, &in_left, &to, &room) == 0);
    ::iconv_close(handle);
    out.resize(out.size() - room);
    return out;
}

}  // namespace

TEST_CASE("score_in_bulk: texts in other encodings", "[study][bulk]") {
    support::Folder const folder;
    auto const definitions = definitions_of({"phq2"});
    std::string text = "id;site;q1;q2\n";
    for (int row = 0; row < 20'000; ++row) {
        text += std::to_string(row % 19'990) + (row % 3 == 0 ? ";Köln;" : ";Ærø \xE2\x82\xAC;") + std::to_string(row % 4) + ";" +
                (row % 17 == 0 ? "\xE2\x82\xAC" : std::to_string(row % 5)) + "\n";
    }
    study::ScoreRequest request;
    request.reading.scratch_folder = folder.path();
    request.carry = {"site"};
    for (auto const& [encoding, mark] : {std::pair("UTF-16LE", "\xFF\xFE"), std::pair("UTF-16BE", "\xFE\xFF"), std::pair("UTF-16LE", "")}) {
        INFO(encoding);
        request.data = folder.file("wide.csv", mark + in_encoding(text, encoding));
        CHECK(same_both_ways(request, definitions));
    }
    request.data = folder.file("old.csv", in_encoding(text, "windows-1252"));
    request.reading.csv.encoding = "windows-1252";
    CHECK(same_both_ways(request, definitions));
    request.reading.csv.encoding = "none-such";
    CHECK_FALSE(same_both_ways(request, definitions));
    // A byte that the encoding has not: the error is that of the whole file.
    request.reading.csv.encoding = "windows-1252";
    request.data = folder.file("wrong.csv", in_encoding(text, "windows-1252") + "1;\x81;1;1\n");
    CHECK_FALSE(same_both_ways(request, definitions));
    // Half a character at the end.
    request.reading.csv.encoding.reset();
    request.data = folder.file("half.csv", "\xFF\xFE" + in_encoding(text, "UTF-16LE") + "1");
    CHECK_FALSE(same_both_ways(request, definitions));
}

namespace {

/// An SPSS file with an id, a text, a date, and the items of PHQ-9, with what such files have.
std::string spss_file(support::StatisticsFormat format, unsigned seed, std::size_t rows) {
    std::mt19937 random(seed);
    auto const below = [&](std::size_t n) { return random() % n; };
    std::vector<support::StatisticsVariable> variables{{"id", "Who"}, {"site", "", 20}, {"seen", "", 0, "DATE11"}};
    bool const with_codes = below(2) == 0;
    for (int item = 1; item <= 9; ++item) {
        auto& variable = variables.emplace_back(support::StatisticsVariable{"q" + std::to_string(item), "Item"});
        if (with_codes) variable.missing = {{-99, -90}, {9, 9}};
    }
    bool const repeats = below(2) == 0;
    for (std::size_t row = 0; row < rows; ++row) {
        variables[0].cells.emplace_back(static_cast<double>(repeats ? below(rows) : row + 1));
        std::vector<std::string> const sites{"North", "S, \"x\"", "", " two words", "M\xC3\xBCnchen, 1"};
        variables[1].cells.emplace_back(sites[below(sites.size())]);
        variables[2].cells.emplace_back(13'000'000'000.0 + 86'400.0 * static_cast<double>(below(1'000)));
        for (std::size_t item = 0; item < 9; ++item) {
            std::vector<support::StatisticsCell> const rare{std::monostate(), 9.0, -99.0, 4.0, 2.5, 1e6, -95.5, 0.1};
            auto& cells = variables[3 + item].cells;
            cells.push_back(below(30) == 0 ? rare[below(rare.size())] : support::StatisticsCell(static_cast<double>(below(4))));
        }
    }
    return support::statistics_file(format, variables);
}

}  // namespace

TEST_CASE("score_in_bulk: SPSS files that are compressed by rows, packed, and neither", "[study][bulk][property]") {
    using support::StatisticsFormat;
    support::Folder const folder;
    auto const definitions = definitions_of({"phq9"});
    for (unsigned seed = 0; seed < 18; ++seed) {
        study::ScoreRequest request;
        request.reading.scratch_folder = folder.path();
        constexpr StatisticsFormat formats[]{StatisticsFormat::sav, StatisticsFormat::sav_by_rows, StatisticsFormat::zsav};
        auto const format = formats[seed % 3];
        auto const bytes = spss_file(format, seed, seed < 15 ? 300 : 9'000);
        request.data = folder.file("answers.sav", bytes);
        request.carry = {"site", "seen"};
        INFO("seed " << seed);
        CHECK(same_both_ways(request, definitions));
        if (seed > 5) continue;
        // Cut off anywhere, or longer than it says: told as by the reader of the whole file.
        for (auto const size : {bytes.size() - 1, bytes.size() - 8, bytes.size() - 100, bytes.size() / 2, std::size_t{700}, std::size_t{100}}) {
            INFO("cut at " << size);
            request.data = folder.file("cut.sav", bytes.substr(0, size));
            (void)same_both_ways(request, definitions);
        }
        request.data = folder.file("longer.sav", bytes + std::string(16, '\1'));
        (void)same_both_ways(request, definitions);
        for (std::size_t at = bytes.size() / 2; at < bytes.size(); at += 1 + bytes.size() / 40) {
            INFO("another byte at " << at);
            auto broken = bytes;
            broken[at] = static_cast<char>(broken[at] + 1);
            request.data = folder.file("broken.sav", broken);
            (void)same_both_ways(request, definitions);
        }
    }
}

TEST_CASE("score_in_bulk: an SPSS file that wants another look goes the other way", "[study][bulk]") {
    support::Folder const folder;
    auto const definitions = definitions_of({"phq2"});
    auto const taken = [&](support::StatisticsFormat format, std::vector<support::StatisticsVariable> variables) {
        for (std::string const name : {"q1", "q2"})
            variables.push_back({name, "", 0, "", {1.0, 2.0}});
        study::ScoreRequest request;
        request.data = folder.file("answers.sav", support::statistics_file(format, variables));
        return same_both_ways(request, definitions);
    };
    using Cells = std::vector<support::StatisticsCell>;
    auto const rows = support::StatisticsFormat::sav_by_rows;
    CHECK(taken(rows, {{"site", "", 10, "", Cells{"a", "b"}}}));
    CHECK(taken(support::StatisticsFormat::zsav, {{"site", "", 10, "", Cells{"a", "b"}}}));
    CHECK_FALSE(taken(rows, {{"site", "", 10, "", Cells{"a\nb", "b"}}}));
    CHECK_FALSE(taken(rows, {{"site", "", 400, "", Cells{"a", "b"}}}));
    CHECK_FALSE(taken(rows, {{"weight", "", 0, "", Cells{1e300, 2.0}}}));
    CHECK_FALSE(taken(rows, {{"seen", "", 0, "DATE11", Cells{-5.0, 1e10}}}));
    CHECK_FALSE(taken(rows, {{"seen", "", 0, "DATE11", Cells{2e10, 1e10}, {{0, 5}}}}));
}

TEST_CASE("score_in_bulk: a packed SPSS file that grows without measure is refused as a whole one is", "[study][bulk][refusal]") {
    support::Folder const folder;
    auto const definitions = definitions_of({"phq2"});
    std::vector<support::StatisticsVariable> variables{{"q1"}, {"q2"}};
    for (auto& variable : variables)
        variable.cells.assign(300'000, 1.0);
    study::ScoreRequest request;
    request.reading.scratch_folder = folder.path();
    request.data = folder.file("answers.zsav", support::statistics_file(support::StatisticsFormat::zsav, variables));
    CHECK(same_both_ways(request, definitions));
    request.reading.package_limits.cells = {1'000, 1};
    CHECK_FALSE(same_both_ways(request, definitions));
    auto const refused = study::score(request, definitions);
    CHECK(refused.diagnostics[0].code == "D204");
}

TEST_CASE("score_in_bulk: a pipe of more than is kept in memory, with ids that come twice", "[study][bulk]") {
    support::Folder const folder;
    auto const definitions = definitions_of({"phq2"});
    std::string text = "id,q1,q2\n";
    for (int row = 0; text.size() < 3 * kept_in_memory; ++row)
        text += std::to_string(row * 7 % 100'003) + "," + std::to_string(row % 4) + "," + std::to_string(row % 3) + "\n";
    text += "5,1,x\n\n\nTotal,4,5\n\n\n" + std::string(100'000, '\n') + "  ";
    study::ScoreRequest request;
    request.data = folder.file("many.csv", text);
    CHECK(same_both_ways(request, definitions));
}

TEST_CASE("score_in_bulk: lines that cannot be taken end the run", "[study][bulk]") {
    support::Folder const folder;
    auto const definitions = definitions_of({"phq2"});
    study::ScoreRequest request;
    request.data = folder.file("few.csv", "id,q1,q2\n1,2,1\n2,1,1\n");
    std::size_t taken = 0;
    auto const outcome = study::score_in_bulk(request, definitions, {[](auto const&) { return true; }, [&](std::string_view) { return ++taken < 1; }});
    REQUIRE(outcome);
    CHECK_FALSE(outcome->value);
    CHECK(taken == 1);
}

TEST_CASE("score_in_bulk: a map is followed as in a whole file and its file is an input", "[study][bulk][map]") {
    support::Folder const folder;
    auto const definitions = definitions_of({"phq9"});
    study::ScoreRequest request;
    std::string header = "id";
    std::string map = "instrument,item,column\n";
    for (int i = 9; i >= 1; --i) {
        header += ",mood " + std::to_string(i);
        map += "phq9,q" + std::to_string(i) + ",mood " + std::to_string(10 - i) + "\n";
    }
    std::string text = header + ",q1\n";
    for (int row = 0; row < 400; ++row) {
        text += std::to_string(row);
        for (int i = 0; i < 9; ++i)
            text += "," + std::to_string((row * (i + 1) + i) % 5 == 4 ? 9 : (row + i * i) % 4);
        text += ",x\n";
    }
    request.data = folder.file("d.csv", text);
    request.map = folder.file("map.csv", map);
    CHECK(same_both_ways(request, definitions));
    auto const whole = study::score(request, definitions);
    REQUIRE(whole.value);
    CHECK((*whole.value)->file.tally.counts.rows == 400);
    REQUIRE(study::receipt_of(request, definitions, **whole.value).inputs.size() == 1);
    CHECK((*whole.value)->parts[0].binding.item_columns[0] == 1U);  // 'mood 9', and not 'q1'
}

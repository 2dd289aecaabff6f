// What fuzzing starts from, made of what the project has anyway:
//   fuzz_material FOLDER
// FOLDER/<target>/ has the seeds of each target, FOLDER/<target>.dict its words.
#include "base/source.hpp"
#include "data/xlsx/zip.hpp"
#include "fuzz/workbook_text.hpp"
#include "instrument/json/forms.hpp"
#include "instrument/json/write.hpp"
#include "instrument/syntax/words.hpp"
#include "support/statistics_file.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <string>

using namespace quaestor;
namespace fs = std::filesystem;

namespace {

fs::path const root = QUAESTOR_ROOT;

std::string content(fs::path const& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write(fs::path const& path, std::string const& text) {
    std::ofstream out(path, std::ios::binary);
    out << text;
    if (!out.flush()) throw std::runtime_error("cannot write " + path.string());
}

/// "tests/language/bad/empty.inst" -> "tests_language_bad_empty.inst"
std::string seed_name(fs::path const& path) {
    auto name = fs::relative(path, root).string();
    for (auto& c : name)
        if (c == '/') c = '_';
    return name;
}

template <class Use>
void each_file(std::initializer_list<char const*> folders, std::string const& ending, Use const& use) {
    for (auto const* folder : folders) {
        for (auto const& entry : fs::recursive_directory_iterator(root / folder))
            if (entry.is_regular_file() && entry.path().extension() == ending) use(entry.path());
    }
}

/// Enough lines to be a file of its kind, few enough to be read a thousand times a second.
std::string beginning(std::string text) {
    constexpr std::size_t enough = 2000;
    if (text.size() <= enough) return text;
    return text.substr(0, text.rfind('\n', enough) + 1);
}

/// libFuzzer's form: one word in quotes a line, bytes that cannot be printed as \xNN.
std::string dictionary(std::set<std::string> const& words) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out;
    for (auto const& word : words) {
        out += '"';
        for (char const c : word) {
            auto const byte = static_cast<unsigned char>(c);
            if (c == '"' || c == '\\') {
                out += '\\';
                out += c;
            } else if (byte < 0x20 || byte >= 0x7F) {
                out += "\\x";
                out += hex[byte >> 4U];
                out += hex[byte & 15U];
            } else {
                out += c;
            }
        }
        out += "\"\n";
    }
    return out;
}

std::set<std::string> language_words() {
    std::set<std::string> words{"instrument", "..", "=>", "{",  "}", "(", ")",
                                ">=",         "<=", "!=", "\"", "%", "#"};
    for (auto const list : {instrument::syntax::statement_words(), instrument::syntax::clause_words(),
                            instrument::syntax::expression_words()})
        words.insert(list.begin(), list.end());
    return words;
}

std::set<std::string> json_words() {
    auto words = language_words();
    words.insert({"true", "false", "null", "[", "]", ":", "\\u0022", "\\n", "e9"});
    for (auto const* form : instrument::json::all_forms()) {
        for (auto const& key : form->keys) {
            words.insert("\"" + std::string(key.name) + "\":");
            for (auto const word : key.words)
                words.insert("\"" + std::string(word) + "\"");
        }
    }
    return words;
}

std::set<std::string> csv_words() {
    return {"\"",  "\"\"",         "\"\n",     ",",    ";",    "\t",    "|",  "\r\n",
            "\r",  "\n\n",         "NA",       "-9",   "007",  "sep=;", "=1", "id",
            "1,5", "\xEF\xBB\xBF", "\xC3\xA4", "\xE9", "2.50", "1e5",   "-0", "2147483648"};
}

std::set<std::string> xlsx_words() {
    return {"<row r=\"3\">",
            "</row>",
            "<c r=\"B2\" t=\"s\">",
            "<c r=\"XFD1048576\">",
            "</c>",
            "<v>1</v>",
            "<f>A1+1</f>",
            "t=\"inlineStr\"",
            "<is><t>",
            "</t></is>",
            "t=\"b\"",
            "t=\"e\"",
            "t=\"d\"",
            "t=\"str\"",
            "s=\"1\"",
            "<v>#N/A</v>",
            "<v>45351.5</v>",
            "<v>1e308</v>",
            "<si><r><t>",
            "<mergeCells><mergeCell ref=\"A1:C1\"/>",
            "</mergeCells>",
            "date1904=\"1\"",
            "state=\"hidden\"",
            "state=\"veryHidden\"",
            "formatCode=\"yyyy\\-mm\"",
            "numFmtId=\"14\"",
            "_x0041_",
            "&#10;",
            "<!DOCTYPE x>",
            "<![CDATA[",
            "=== xl/workbook.xml\n",
            "xml:space=\"preserve\"",
            "Target=\"/xl/",
            "PK\x03\x04",
            "PK\x01\x02",
            "PK\x05\x06"};
}

std::set<std::string> sav_words() {
    using namespace std::string_literals;
    auto const record = [](int kind) { return std::string(1, static_cast<char>(kind)) + "\0\0\0"s; };
    std::set<std::string> words{"$FL2",
                                "$FL3",
                                "UTF-8",
                                "windows-1252",
                                "SPSSPORT",
                                "ASCII SPSS PORT FILE",
                                "<stata_dta>",
                                "<map>",
                                "<data>",
                                "<strls>",
                                "GSO",
                                "<value_labels>",
                                "<release>118",
                                "%td",
                                "%tc",
                                "LSF",
                                "MSF",
                                "V1_A=a\tV2_A=b",
                                "V1_A=00700\0\t"s,
                                "\x72\x02\x01"s,
                                "\xE7\x03\0\0"s};
    for (auto const kind : {1, 2, 3, 4, 6, 7, 8, 10, 11, 13, 14, 16, 20, 21, 22})
        words.insert(record(kind));
    words.insert("\xFF\xFF\xFF\xFF\xFF\xFF\xEF\xFF"s);  // system missing
    words.insert("\xFF\xFF\xFF\x7F"s);
    words.insert("\xFD\xFF\xFF\xFF"s);  // a range and a value
    return words;
}

std::set<std::string> fhir_words() {
    std::set<std::string> words{"{", "}", "[", "]", ",", ":", "true", "null", "1e400", "0.10", "\\u0000", "\\ud800", "\n",
                                "itemWeight", "ordinalValue", "entered-in-error", "in-progress", "next",
                                "QuestionnaireResponse", "Bundle", "Questionnaire", "LA6569-3", "http://loinc.org"};
    for (auto const* key : {"resourceType", "entry", "resource", "item", "linkId", "answer", "extension", "url", "status",
                            "subject", "reference", "identifier", "value", "id", "authored", "questionnaire", "text",
                            "link", "relation", "total", "valueCoding", "code", "display", "system", "valueInteger",
                            "valueDecimal", "valueBoolean", "valueString", "valueQuantity", "unit", "comparator"})
        words.insert("\"" + std::string(key) + "\":");
    return words;
}

std::set<std::string> map_words() {
    auto words = csv_words();
    words.insert({"instrument", "item", "column", "how", "suggestion", "topic", "note", "mood", "gloom", "phq9", "q1", "q2", "q3",
                  "age", "tired", "mood_q1", "\n---\n", "#", "\"#", "'="});
    return words;
}

/// The file, and each object of it that is on lines of its own.
void write_responses(fs::path const& folder, std::string const& text) {
    write(folder / "bundle.json", text);
    std::size_t number = 0;
    for (auto at = text.find("{\"resource\": {"); at != std::string::npos;) {
        auto const next = text.find("{\"resource\": {", at + 1);
        auto const one = text.substr(at + 13, text.rfind("}}", next) + 1 - (at + 13));
        write(folder / ("response" + std::to_string(++number) + ".json"), one);
        at = next;
    }
}

/// Maps as people write them, some with the data that they are about.
void write_maps(fs::path const& folder) {
    constexpr std::array<std::string_view, 9> maps{
        "item,column\nq1,first\nq2,tired\n,age\n",
        "# ours, since May\ninstrument;item;column\r\nmood;q1;first\r\nmood;q2;tired\r\ngloom;q1;q1\r\n",
        "\xEF\xBB\xBFinstrument\titem\tcolumn\tnote\nmood\tq1\ta\tx\n\tage\tyears\t\n\n---\na\tyears\tq2\tq3\n1\t2\t3\t4\n",
        "instrument,item,column,how,suggestion,topic\nmood,q1,,to be confirmed: called much alike,first,Low mood\nmood,q3,,,,\n",
        "item,column\nfirst,q1\ntired,q2\n",
        "item,column\nq1,first\nq1,tired\nq2,first\nq9,q1\nphq9,q1,x\n",
        "instrument,item,column\nphq9,q1,first\nmod,q1,q2\n,,remarks\n,,Q1\n",
        "column,item\n\"a, \"\"b\"\"\",q1\n'=c,q2\ntotal,\n\n---\n\"a, \"\"b\"\"\",=c,total\n1,1,1\n",
        "sep=;\nitem;column\nq1;Q1\nq2;base q2\n\n---\nq1,Q1,base_q1,base_q2,base_q3\n1,1,1,1,1\n"};
    for (std::size_t i = 0; i < maps.size(); ++i)
        write(folder / ("map" + std::to_string(i) + ".csv"), std::string(maps[i]));
}

/// The parts of a workbook, unpacked.
std::string unpacked(std::string const& bytes) {
    namespace xlsx = data::xlsx;
    auto const archive = xlsx::Archive::open("seed", bytes, {});
    if (!archive.value) throw std::runtime_error("a workbook of the tests cannot be read");
    std::vector<support::Part> parts;
    for (auto const& entry : archive.value->entries()) {
        xlsx::Budget budget{1U << 20U};
        xlsx::Unpacker unpacker(*archive.value, entry, budget);
        support::Part part{entry.name, {}};
        for (auto piece = unpacker.next(); piece.value && !piece.value->empty(); piece = unpacker.next())
            part.content += *piece.value;
        parts.push_back(std::move(part));
    }
    return fuzz::text_of(parts);
}

/// What the tests' own files have not: other formats, compressed, with long texts.
void write_statistics_files(fs::path const& folder) {
    using support::StatisticsFormat;
    std::vector<support::StatisticsVariable> const variables{
        {"ID", "Who", 12, "", {"007", "B"}},
        {"Q1", "First", 0, "", {3.0, std::monostate()}},
        {"DAY", "", 0, "DATE11", {13'000'000'000.0, 1.5}},
        {"NOTE", "", 300, "", {std::string(260, 'x'), ""}},
    };
    auto const make = [&](char const* name, StatisticsFormat format) {
        auto own = variables;
        if (format == StatisticsFormat::dta) own[2].format = "%td";
        if (format == StatisticsFormat::por) own.pop_back();
        write(folder / name, support::statistics_file(format, own));
    };
    make("made.sav", StatisticsFormat::sav);
    make("made.zsav", StatisticsFormat::zsav);
    make("made.por", StatisticsFormat::por);
    make("made.dta", StatisticsFormat::dta);
}

}  // namespace

int main(int count, char const* const* arguments) {
    if (count != 2) {
        std::cerr << "fuzz_material FOLDER\n";
        return 2;
    }
    fs::path const out = arguments[1];
    for (auto const* target : {"definition", "json", "csv", "xlsx", "sav", "fhir", "map"})
        fs::create_directories(out / target);

    each_file({"tests/language", "instruments", "samples"}, ".inst", [&](fs::path const& path) {
        auto const text = content(path);
        write(out / "definition" / seed_name(path), text);
        auto const twin = instrument::json::write(SourceText(path.filename().string(), text));
        if (twin.value) write(out / "json" / (seed_name(path) + ".json"), *twin.value);
    });
    each_file({"tests", "samples"}, ".csv",
              [&](fs::path const& path) { write(out / "csv" / seed_name(path), beginning(content(path))); });
    each_file({"tests/data/xlsx/files"}, ".xlsx", [&](fs::path const& path) {
        auto const bytes = content(path);
        write(out / "xlsx" / seed_name(path), bytes);
        write(out / "xlsx" / (seed_name(path) + ".txt"), unpacked(bytes));
    });
    for (auto const* ending : {".sav", ".dta"}) {
        each_file({"tests/data/statistics_package/files"}, ending,
                  [&](fs::path const& path) { write(out / "sav" / seed_name(path), content(path)); });
    }
    write_statistics_files(out / "sav");
    each_file({"tests/data/fhir"}, ".json",
              [&](fs::path const& path) { write_responses(out / "fhir", content(path)); });
    write_maps(out / "map");
    write(out / "definition.dict", dictionary(language_words()));
    write(out / "json.dict", dictionary(json_words()));
    write(out / "csv.dict", dictionary(csv_words()));
    write(out / "xlsx.dict", dictionary(xlsx_words()));
    write(out / "sav.dict", dictionary(sav_words()));
    write(out / "fhir.dict", dictionary(fhir_words()));
    write(out / "map.dict", dictionary(map_words()));
    return 0;
}

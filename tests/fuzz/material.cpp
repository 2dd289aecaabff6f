// What fuzzing starts from, made of what the project has anyway:
//   fuzz_material FOLDER
// FOLDER/<target>/ has the seeds of each target, FOLDER/<target>.dict its words.
#include "base/source.hpp"
#include "instrument/json/forms.hpp"
#include "instrument/json/write.hpp"
#include "instrument/syntax/words.hpp"

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

}  // namespace

int main(int count, char const* const* arguments) {
    if (count != 2) {
        std::cerr << "fuzz_material FOLDER\n";
        return 2;
    }
    fs::path const out = arguments[1];
    for (auto const* target : {"definition", "json", "csv"})
        fs::create_directories(out / target);

    each_file({"tests/language", "instruments", "samples"}, ".inst", [&](fs::path const& path) {
        auto const text = content(path);
        write(out / "definition" / seed_name(path), text);
        auto const twin = instrument::json::write(SourceText(path.filename().string(), text));
        if (twin.value) write(out / "json" / (seed_name(path) + ".json"), *twin.value);
    });
    each_file({"tests", "samples"}, ".csv",
              [&](fs::path const& path) { write(out / "csv" / seed_name(path), beginning(content(path))); });
    write(out / "definition.dict", dictionary(language_words()));
    write(out / "json.dict", dictionary(json_words()));
    write(out / "csv.dict", dictionary(csv_words()));
    return 0;
}

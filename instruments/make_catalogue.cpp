// Writes the catalogue of the library as C++, at build time: make_catalogue OUTPUT areas.txt not_included.txt
// The definitions come from the embedded ones. One with an error ends the build with what is wrong in it.
#include "base/render.hpp"
#include "base/text.hpp"
#include "instrument/catalogue.hpp"
#include "instrument/library.hpp"
#include "instrument/load.hpp"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace quaestor;
using instrument::PhraseKind;

/// A line's first word and what follows it; both empty for blank lines and remarks.
struct Line {
    std::string word;
    std::string rest;
    bool indented = false;
};

std::vector<Line> lines_of(std::string const& path) {
    std::ifstream in(path);
    if (!in) throw std::runtime_error(path + ": cannot be opened");
    std::vector<Line> lines;
    for (std::string text; std::getline(in, text);) {
        auto const line = text::trimmed(text);
        if (line.empty() || line.front() == '#') continue;
        auto const end = std::min(line.find(' '), line.size());
        lines.push_back({std::string(line.substr(0, end)), std::string(text::trimmed(line.substr(end))),
                         text.front() == ' '});
    }
    return lines;
}

std::string literal(std::string_view text) {
    std::string out = "\"";
    for (char const c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"sv";
}

std::string list(std::string const& name, std::string const& type, std::vector<std::string> const& entries) {
    std::string out =
        "constexpr std::array<" + type + ", " + std::to_string(entries.size()) + "> " + name + "{{\n";
    for (auto const& entry : entries)
        out += "    " + entry + ",\n";
    return out + "}};\n";
}

std::vector<std::string> phrases_of(instrument::Instrument const& instrument) {
    std::vector<std::string> out;
    auto const add = [&](std::string const& kind, std::string const& id, std::string const& text) {
        if (!text.empty())
            out.push_back("{PhraseKind::" + kind + ", " + literal(id) + ", " + literal(text) + "}");
    };
    for (auto const ref : instrument.declared) {
        add(ref.kind == instrument::ResultKind::scale ? "scale" : "score", instrument.id_of(ref),
            instrument.title_of(ref));
    }
    for (auto const& flag : instrument.flags)
        add("flag", flag.id, flag.message);
    for (auto const& item : instrument.items)
        add("item", item.id, item.label);
    add("population", "", instrument.card.population);
    for (auto const& note : instrument.card.notes)
        add("note", "", note);
    return out;
}

class Writer {
public:
    explicit Writer(std::vector<Line> const& areas) {
        for (auto const& area : areas) {
            order_.push_back(area.word);
            entries_.push_back("{" + literal(area.word) + ", " + literal(area.rest) + "}");
        }
        out_ = list("areas", "Area", entries_);
    }

    void library() {
        struct Place {
            std::size_t area;
            instrument::EmbeddedFile file;
        };
        std::vector<Place> places;
        for (auto const& file : instrument::embedded_files())
            places.push_back({area(std::string(instrument::area_of(file)), std::string(file.path)), file});
        std::stable_sort(places.begin(), places.end(),
                         [](Place const& a, Place const& b) { return a.area < b.area; });
        entries_.clear();
        for (auto const& place : places)
            definition(place.file);
        out_ += list("listings", "Listing", entries_);
    }

    void not_included(std::string const& path) {
        entries_.clear();
        std::vector<Line> facts;
        std::string id;
        for (auto const& line : lines_of(path)) {
            if (!line.indented) {
                if (!id.empty()) absent(path, id, facts);
                id = line.word;
                facts.clear();
            } else {
                facts.push_back(line);
            }
        }
        absent(path, id, facts);
        out_ += list("not_included", "NotIncluded", entries_);
    }

    [[nodiscard]] std::string text() const {
        return "// Made by instruments/make_catalogue.cpp out of instruments/; edit that.\n"
               "#include \"instrument/catalogue.hpp\"\n\n#include <array>\n\n"
               "namespace quaestor::instrument {\nnamespace {\n\nusing namespace "
               "std::string_view_literals;\n\n" +
               out_ +
               "\nconstexpr Catalogue built_in{areas, listings, not_included};\n\n}  // namespace\n\n"
               "Catalogue const& catalogue() {\n    return built_in;\n}\n\n"
               "}  // namespace quaestor::instrument\n";
    }

private:
    [[nodiscard]] std::size_t area(std::string const& name, std::string const& where) const {
        auto const found = std::find(order_.begin(), order_.end(), name);
        if (found == order_.end())
            throw std::runtime_error(where + ": area '" + name + "' has no line in instruments/areas.txt");
        return static_cast<std::size_t>(found - order_.begin());
    }

    void definition(instrument::EmbeddedFile const& file) {
        SourceText const source{std::string(file.path), std::string(file.text)};
        auto const loaded = instrument::load(source);
        if (!loaded.ok()) {
            std::string findings;
            for (auto const& diagnostic : loaded.diagnostics)
                findings += render(diagnostic, source);
            throw std::runtime_error(findings);
        }
        auto const& instrument = *loaded.value;
        auto const phrases = "phrases_of_" + instrument.id;
        out_ += list(phrases, "Phrase", phrases_of(instrument));
        entries_.push_back("{" + literal(instrument.id) + ", " + literal(instrument.title) + ", " +
                           literal(instrument::area_of(file)) + ", " +
                           std::to_string(instrument.items.size()) +
                           ", Licence::" + std::string(word(instrument.card.licence)) +
                           ", Status::" + std::string(word(instrument.card.status)) + ", " + phrases + "}");
    }

    void absent(std::string const& path, std::string const& id, std::vector<Line> const& facts) {
        auto const here = path + ": " + id;
        auto const all = [&](std::string const& word) {
            std::vector<std::string> found;
            for (auto const& fact : facts) {
                if (fact.word == word) found.push_back(literal(fact.rest));
            }
            return found;
        };
        auto const one = [&](std::string const& word) {
            auto const found = all(word);
            if (found.size() != 1) throw std::runtime_error(here + ": needs one line '" + word + "'");
            return found.front();
        };
        for (auto const& fact : facts) {
            static std::vector<std::string> const known{"title",       "area",       "also", "source",
                                                        "proprietary", "unverified", "ask"};
            if (std::find(known.begin(), known.end(), fact.word) == known.end())
                throw std::runtime_error(here + ": a line cannot start with '" + fact.word + "'");
            if (fact.word == "area") (void)area(fact.rest, here);
        }
        bool const proprietary = !all("proprietary").empty();
        out_ += list("other_names_of_" + id, "std::string_view", all("also"));
        out_ += list("sources_of_" + id, "std::string_view", all("source"));
        entries_.push_back("{" + literal(id) + ", " + one("title") + ", " + one("area") +
                           ", other_names_of_" + id + ", sources_of_" + id + ", " +
                           (proprietary ? "true" : "false") + ", " +
                           one(proprietary ? "proprietary" : "unverified") + ", " + one("ask") + "}");
    }

    std::vector<std::string> order_;
    std::vector<std::string> entries_;
    std::string out_;
};

}  // namespace

int main(int argc, char** argv) {
    try {
        if (argc != 4) throw std::runtime_error("make_catalogue OUTPUT areas.txt not_included.txt");
        Writer writer(lines_of(argv[2]));
        writer.library();
        writer.not_included(argv[3]);
        std::ofstream out(argv[1]);
        out << writer.text();
        if (!out.flush()) throw std::runtime_error(std::string(argv[1]) + ": cannot be written");
        return 0;
    } catch (std::exception const& fault) {
        std::cerr << fault.what() << '\n';
        return 1;
    }
}

#include "cli/console.hpp"

#include "base/render.hpp"
#include "base/text.hpp"
#include "report/findings.hpp"

#include <algorithm>
#include <ostream>

namespace quaestor::cli {
namespace {

constexpr std::size_t most_shown = 20;

std::string finding_line(data::Table const& table, data::Finding const& finding, FindingsView const& view) {
    auto const place = finding.column == data::no_column ? table.place_at(finding.line)
                                                         : table.place_at(finding.line, finding.row, finding.column);
    auto line = "  " + text::printable(place) + ": " + text::printable(finding.detail);
    if (view.values && !finding.raw.empty()) line += ", found '" + text::printable(finding.raw) + "'";
    if (auto const near = view.values && view.near ? view.near(finding) : ""; !near.empty())
        line += "; did you mean '" + text::printable(near) + "'?";
    return line + "\n";
}

/// What one code says of a cell or row, in a few words.
std::string heading(std::string const& code, std::size_t count) {
    auto const cells = text::counted(count, "cell", "cells");
    auto const rows = text::counted(count, "row", "rows");
    if (code == "C101") return cells + " out of range";
    if (code == "C104") return cells + " with a number that can be read in two ways";
    if (code == "C102") return cells + " that cannot be read as an answer";
    if (code == "C103") return cells + " that cannot be read as a fact about the respondent";
    if (code == "C006") return rows + " with an id that an earlier row has";
    if (code == "D175") return cells + " with several choices";
    if (code == "D177") return text::counted(count, "preview", "previews") + " of the survey, not scored";
    if (code == "D178") return text::counted(count, "test", "tests") + " of the survey, not scored";
    if (code == "D179") return text::counted(count, "response", "responses") + " taken for spam, and scored";
    if (code == "D234") return text::counted(count, "response", "responses") + " entered in error, not scored";
    if (code == "D235") return cells + " with several answers to one question";
    if (code == "D236") return cells + " with an answer that is no value";
    if (code == "D121") return rows + " with too few or too many fields, not scored";
    if (code == "D159") return cells + " with an error of Excel";
    if (code == "D160")
        return cells + " with a formula whose value is not stored: open the file in Excel and save it";
    if (code == "D161") return cells + " with a number that cannot be what the cell is to show";
    return rows + " that cannot be read, not scored";
}

}  // namespace

Diagnostic usage_error(std::string message, std::string hint) {
    return {Severity::error, "U001", std::move(message), {}, std::move(hint), "quaestor"};
}

void print(Streams const& streams, Diagnostic const& diagnostic) {
    streams.err << render(diagnostic, RenderOptions{streams.colour});
}

void print(Streams const& streams, Diagnostics const& diagnostics) {
    for (auto const& diagnostic : diagnostics)
        print(streams, diagnostic);
}

void print(Streams const& streams, study::Definition const& definition) {
    for (auto const& diagnostic : definition.diagnostics) {
        if (diagnostic.labels.empty() && !diagnostic.where.empty()) {
            print(streams, diagnostic);
        } else {
            streams.err << render(diagnostic, definition.source, RenderOptions{streams.colour});
        }
    }
}

void print_findings(Streams const& streams, std::string const& file, data::Table const& table,
                    data::Findings const& findings, FindingsView const& view) {
    auto const order = view.list ? report::in_order(findings) : std::vector<std::size_t>();
    for (auto const& code : findings.counts()) {
        bool const told = std::find(view.told.begin(), view.told.end(), code.code) != view.told.end();
        if (told && (!view.list || (code.found == 1 && !view.values))) continue;
        streams.err << text::printable(file) << ": " << heading(code.code, code.found) << " [" << code.code
                    << "]\n";
        if (!view.list) continue;
        std::size_t shown = 0;
        for (std::size_t i = 0; i < order.size() && shown < most_shown; ++i) {
            auto const finding = findings[order[i]];
            if (finding.code != code.code) continue;
            streams.err << finding_line(table, finding, view);
            ++shown;
        }
        if (code.found > shown) {
            streams.err << "  and " << text::grouped(code.found - shown) << " more; " << view.rest << "\n";
        }
    }
}

void print_read(Streams const& streams, std::string const& file, Outcome<data::ReadResult> const& read) {
    print(streams, read.diagnostics);
    if (!read.value) return;
    FindingsView view{false, false, {}};
    for (auto const& diagnostic : read.diagnostics)
        view.told.push_back(diagnostic.code);
    print_findings(streams, file, read.value->table, read.value->findings, view);
}

std::optional<std::vector<study::Definition>> load_definitions(
    std::string const& verb, std::vector<std::string> const& names, Streams const& streams) {
    std::vector<study::Definition> definitions;
    bool good = true;
    for (auto const& name : names) {
        auto definition = study::load_definition(name);
        print(streams, definition);
        good = good && definition.ok();
        for (auto const& other : definitions) {
            if (!definition.ok() || !other.ok() || other.instrument->id != definition.instrument->id)
                continue;
            print(streams, usage_error(verb + ": '" + other.instrument->id + "' is asked for twice",
                                       "name each instrument once"));
            good = false;
        }
        definitions.push_back(std::move(definition));
    }
    if (!good) return std::nullopt;
    return definitions;
}

}  // namespace quaestor::cli

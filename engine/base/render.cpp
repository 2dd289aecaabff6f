#include "base/render.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace quaestor {
namespace {

std::string_view word(Severity severity) {
    switch (severity) {
        case Severity::note:
            return "note";
        case Severity::warning:
            return "warning";
        case Severity::error:
            return "error";
    }
    return "";
}

std::string_view colour_of(Severity severity) {
    switch (severity) {
        case Severity::note:
            return "\033[1;36m";
        case Severity::warning:
            return "\033[1;35m";
        case Severity::error:
            return "\033[1;31m";
    }
    return "";
}

std::string headline(Diagnostic const& d, std::string const& place, RenderOptions const& options) {
    std::string out;
    if (!place.empty()) out += text::printable(place) + ": ";
    if (options.colour) out += colour_of(d.severity);
    out += word(d.severity);
    if (!d.code.empty()) out += "[" + d.code + "]";
    if (options.colour) out += "\033[0m";
    return out + ": " + text::printable(d.message) + "\n";
}

/// The part of a line that is shown, in bytes, with what stands for the rest.
struct Window {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string_view before;
    std::string_view after;
};

Window window(std::string_view line, std::size_t caret) {
    constexpr std::size_t longest = 160;
    constexpr std::size_t lead = 60;
    auto const boundary = [&](std::size_t at) {
        while (at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80)
            ++at;
        return at;
    };
    if (line.size() <= longest) return {0, line.size(), "", ""};
    auto const begin = caret > lead ? boundary(caret - lead) : 0;
    auto const end = boundary(std::min(line.size(), begin + longest));
    return {begin, end, begin > 0 ? "..." : "", end < line.size() ? "..." : ""};
}

/// A span that runs over the line's end is cut there: the caret shows where it starts.
std::string snippet(Label const& label, bool first, SourceText const& source, std::size_t gutter,
                    RenderOptions const& options) {
    auto const at = source.position(label.span.begin);
    auto const line = source.line(at.line);
    auto const start = source.line_start(at.line);
    auto const begin = std::min<std::size_t>(label.span.begin - start, line.size());
    auto const end = std::clamp<std::size_t>(label.span.end - start, begin, line.size());
    auto const width = std::max<std::size_t>(1, text::display_width(line.substr(begin, end - begin)));

    // A line that is longer than a screen is shown from a little before the caret.
    auto const shown = window(line, begin);
    auto const indent =
        text::display_width(line.substr(shown.begin, begin - shown.begin)) + shown.before.size();
    auto const room = text::display_width(line.substr(begin, shown.end - begin));

    auto const number = std::to_string(at.line);
    auto const bar = std::string(gutter, ' ') + " | ";
    std::string out = std::string(gutter - number.size(), ' ') + number + " | " + std::string(shown.before) +
                      text::printable(line.substr(shown.begin, shown.end - shown.begin)) +
                      std::string(shown.after) + "\n";
    out += bar + std::string(indent, ' ');
    if (options.colour) out += first ? "\033[1;31m" : "\033[1;34m";
    out += std::string(std::min(width, std::max<std::size_t>(1, room)), first ? '^' : '-');
    if (options.colour) out += "\033[0m";
    if (!label.text.empty()) out += " " + text::printable(label.text);
    return out + "\n";
}

std::string beneath(Diagnostic const& d) {
    std::string out;
    for (auto const& line : d.details)
        out += "    " + text::printable(line) + "\n";
    return d.hint.empty() ? out : out + "  hint: " + text::printable(d.hint) + "\n";
}

}  // namespace

std::string render(Diagnostic const& d, SourceText const& source, RenderOptions const& options) {
    if (d.labels.empty()) {
        return headline(d, d.where.empty() ? source.name() : d.where, options) + beneath(d);
    }
    auto const at = source.position(d.labels.front().span.begin);
    auto out =
        headline(d, source.name() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column), options);
    std::size_t gutter = 3;
    for (auto const& label : d.labels) {
        gutter = std::max(gutter, std::to_string(source.position(label.span.begin).line).size() + 1);
    }
    for (std::size_t i = 0; i < d.labels.size(); ++i) {
        out += snippet(d.labels[i], i == 0, source, gutter, options);
    }
    return out + beneath(d);
}

std::string render(Diagnostic const& d, RenderOptions const& options) {
    return headline(d, d.where, options) + beneath(d);
}

}  // namespace quaestor

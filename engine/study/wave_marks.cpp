#include "study/wave_marks.hpp"

#include "base/text.hpp"
#include "scoring/codes.hpp"
#include "scoring/name_key.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace quaestor::study {
namespace {

using scoring::name_key;
using scoring::NamePart;

Diagnostic refused(std::string message, std::string hint) {
    return {
        Severity::error, std::string(scoring::code::wave_mark), std::move(message), {}, std::move(hint), ""};
}

bool has_letter(std::string_view mark) {
    return std::any_of(mark.begin(), mark.end(), [](char c) { return c < '0' || c > '9'; });
}

/// A mark as it was written, its place told by what stands at its ends.
WaveMark read_mark(std::string_view written) {
    WaveMark mark;
    auto const equal = written.find('=');
    bool const named = equal != std::string_view::npos;
    auto const text = named ? written.substr(equal + 1) : written;
    auto const parts = scoring::name_parts(text);
    if (!parts.empty()) {
        auto const begin = parts.front().begin;
        auto const end = parts.back().end;
        mark.mark = text.substr(begin, end - begin);
        bool const open_before = begin > 0;
        bool const open_behind = end < text.size();
        if (open_before && open_behind) mark.place = MarkPlace::between;
        if (open_before && !open_behind) mark.place = MarkPlace::behind;
        if (!open_before && open_behind) mark.place = MarkPlace::front;
    }
    mark.wave = named ? std::string(text::trimmed(written.substr(0, equal))) : mark.mark;
    return mark;
}

}  // namespace

std::string_view word(MarkPlace place) {
    switch (place) {
        case MarkPlace::front:
            return "in front of";
        case MarkPlace::behind:
            return "behind";
        case MarkPlace::between:
            return "inside";
    }
    return "";
}

std::string WaveMark::written(std::string_view mark, MarkPlace place) {
    std::string out(mark);
    if (place != MarkPlace::front) out.insert(0, 1, '_');
    if (place != MarkPlace::behind) out += '_';
    return out;
}

Outcome<std::vector<WaveMark>> wave_marks(std::vector<std::string> const& written) {
    std::vector<WaveMark> marks;
    for (auto const& one : written) {
        auto mark = read_mark(one);
        if (mark.wave.empty()) {
            return Outcome<std::vector<WaveMark>>::failure(refused(
                "--waves: '" + one + "' is no mark of a wave",
                "a mark has letters or digits, as in --waves t1,t2; base= names the wave without a mark"));
        }
        for (auto const& other : marks) {
            bool const same_wave = other.wave == mark.wave;
            if (!same_wave && name_key(other.mark) != name_key(mark.mark)) continue;
            return Outcome<std::vector<WaveMark>>::failure(
                refused("--waves: '" + one +
                            "' is there twice: upper case, blanks and signs make no other mark of it",
                        ""));
        }
        marks.push_back(std::move(mark));
    }
    bool const any_mark =
        std::any_of(marks.begin(), marks.end(), [](WaveMark const& mark) { return !mark.mark.empty(); });
    if (!any_mark) {
        return Outcome<std::vector<WaveMark>>::failure(refused(
            "--waves: one wave at least needs a mark", "for example --waves t1,t2, or --waves base=,t2"));
    }
    return {std::move(marks), {}};
}

std::optional<std::string> without_mark(std::string_view name, std::string_view mark, MarkPlace place) {
    constexpr std::size_t longest = 200;  // a question's whole text is no name with a mark
    if (name.size() > longest) return std::nullopt;
    auto const parts = scoring::name_parts(name);
    auto const length = scoring::name_parts(mark).size();
    if (length == 0 || parts.size() <= length) return std::nullopt;
    auto const key = name_key(mark);
    bool const may_touch = has_letter(mark);
    auto const is_mark = [&](std::size_t first) {
        auto const begin = parts[first].begin;
        return name_key(name.substr(begin, parts[first + length - 1].end - begin)) == key;
    };
    auto const apart = [&](std::size_t part) { return parts[part - 1].end < parts[part].begin; };
    auto const last = parts.size() - length;
    switch (place) {
        case MarkPlace::front:
            if (!is_mark(0) || !(may_touch || apart(length))) return std::nullopt;
            return std::string(name.substr(parts[length].begin));
        case MarkPlace::behind:
            if (!is_mark(last) || !(may_touch || apart(last))) return std::nullopt;
            return std::string(name.substr(0, parts[last - 1].end));
        case MarkPlace::between:
            for (std::size_t first = 1; first < last; ++first) {
                if (!is_mark(first) || !apart(first) || !apart(first + length)) continue;
                return std::string(name.substr(0, parts[first].begin)) +
                       std::string(name.substr(parts[first + length].begin));
            }
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace quaestor::study

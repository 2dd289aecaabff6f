#include "instrument/search.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <set>

namespace quaestor::instrument {
namespace {

/// What a place says of what an instrument is about, in comparison.
double weight_of(Place place) {
    switch (place) {
        case Place::id:
            return 100;
        case Place::title:
            return 40;
        case Place::scale:
            return 25;
        case Place::area:
            return 20;
        case Place::score:
        case Place::flag:
        case Place::population:
            return 12;
        case Place::item:
            return 8;
        case Place::note:
            return 4;
    }
    return 0;
}

Place place_of(PhraseKind kind) {
    switch (kind) {
        case PhraseKind::scale:
            return Place::scale;
        case PhraseKind::score:
            return Place::score;
        case PhraseKind::flag:
            return Place::flag;
        case PhraseKind::item:
            return Place::item;
        case PhraseKind::population:
            return Place::population;
        case PhraseKind::note:
            return Place::note;
    }
    return Place::note;
}

/// The words of a text, bare. One with hyphens is there in one piece and in its parts.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    auto const joins = [](char c) { return c == '-' || c == '_'; };
    auto const inside = [](char c) { return !bare_name(std::string_view(&c, 1)).empty(); };
    std::size_t at = 0;
    while (at < text.size()) {
        auto end = at;
        std::vector<std::string> parts;
        auto part = at;
        while (end < text.size() && (inside(text[end]) || joins(text[end]))) {
            if (joins(text[end])) {
                parts.push_back(bare_name(text.substr(part, end - part)));
                part = end + 1;
            }
            ++end;
        }
        parts.push_back(bare_name(text.substr(part, end - part)));
        if (parts.size() > 1) words.push_back(bare_name(text.substr(at, end - at)));
        words.insert(words.end(), parts.begin(), parts.end());
        at = end + 1;
    }
    std::erase(words, "");
    return words;
}

/// 1 for the same word, less for one that starts with the wanted one or is its singular; else 0.
double likeness(std::string const& wanted, std::string const& word) {
    constexpr std::size_t shortest_start = 3;
    if (word == wanted) return 1;
    if (wanted.size() >= shortest_start && word.starts_with(wanted)) return 0.7;
    if (wanted.size() > shortest_start && wanted == word + "s") return 0.7;
    return 0;
}

/// "PHQ-9" of "Patient Health Questionnaire, depression (PHQ-9)".
std::string_view abbreviation(std::string_view title) {
    auto const open = title.rfind('(');
    auto const close = title.find(')', open);
    if (open == std::string_view::npos || close == std::string_view::npos) return {};
    return title.substr(open + 1, close - open - 1);
}

/// An instrument with everything that can be found of it.
struct Candidate {
    Hit hit;
    std::vector<Match> texts;
};

std::vector<Candidate> candidates(Catalogue const& catalogue) {
    std::vector<Candidate> out;
    auto const begin = [&](std::string_view id, std::string_view title, std::string_view area) -> Candidate& {
        auto& made = out.emplace_back();
        made.texts = {{Place::id, {}, id}, {Place::title, {}, title}};
        if (auto const* known = catalogue.area(area)) made.texts.push_back({Place::area, {}, known->heading});
        return made;
    };
    for (auto const& listing : catalogue.listings) {
        auto& made = begin(listing.id, listing.title, listing.area);
        made.hit.listing = &listing;
        for (auto const& phrase : listing.phrases)
            made.texts.push_back({place_of(phrase.kind), phrase.id, phrase.text});
    }
    for (auto const& absent : catalogue.not_included) {
        auto& made = begin(absent.id, absent.title, absent.area);
        made.hit.not_included = &absent;
        for (auto const name : absent.also)
            made.texts.push_back({Place::id, {}, name});
    }
    return out;
}

/// How well one word fits one text.
double fit(std::string const& wanted, Match const& text) {
    if (text.place == Place::id && bare_name(text.text) == wanted) return weight_of(Place::id);
    if (text.place == Place::title && bare_name(abbreviation(text.text)) == wanted) return weight_of(Place::id);
    double best = 0;
    for (auto const& word : words_of(text.text))
        best = std::max(best, likeness(wanted, word));
    // A part of an id, such as "anxiety" of "promis_anxiety_4a", says no more than the title does.
    constexpr double part_of_id = 8;
    return best * (text.place == Place::id ? part_of_id : weight_of(text.place));
}

void look_for(std::string const& wanted, Candidate& candidate) {
    double best = 0;
    double sum = 0;
    for (auto& text : candidate.texts) {
        auto const weight = fit(wanted, text);
        if (weight == 0) continue;
        text.weight += weight;
        best = std::max(best, weight);
        sum += weight;
    }
    if (best == 0) return;
    ++candidate.hit.words;
    // The best place decides; how many others there are decides among equals.
    constexpr double most_for_others = 5;
    candidate.hit.weight += best + std::min((sum - best) / 20, most_for_others);
}

/// The word of the library that is nearest: of the names and titles, else of all texts.
std::optional<std::string> nearest_word(std::string const& wanted, std::vector<Candidate> const& all) {
    constexpr std::size_t shortest_guess = 4;
    for (bool const names_only : {true, false}) {
        std::set<std::string> words;
        for (auto const& candidate : all) {
            for (auto const& text : candidate.texts) {
                if (names_only && text.place != Place::id && text.place != Place::title &&
                    text.place != Place::area && text.place != Place::scale)
                    continue;
                for (auto& word : words_of(text.text)) {
                    if (word.size() >= shortest_guess) words.insert(std::move(word));
                }
            }
        }
        std::vector<std::string> const known(words.begin(), words.end());
        if (auto near = text::nearest(wanted, known)) return near;
    }
    return std::nullopt;
}

bool says_little(std::string const& word) {
    static constexpr std::array<std::string_view, 14> words{"a",  "an", "and", "at", "by",  "for", "from",
                                                            "in", "of", "on",  "or", "the", "to",  "with"};
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<std::string> wanted_words(std::span<std::string const> words) {
    std::vector<std::string> all;
    for (auto const& word : words) {
        std::string_view rest = word;
        while (!rest.empty()) {
            auto const end = std::min(rest.find(' '), rest.size());
            if (auto one = bare_name(rest.substr(0, end)); !one.empty()) all.push_back(std::move(one));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    if (!std::all_of(all.begin(), all.end(), says_little)) std::erase_if(all, says_little);
    return all;
}

}  // namespace

SearchResult search(Catalogue const& catalogue, std::span<std::string const> words) {
    SearchResult result;
    auto all = candidates(catalogue);
    auto const found_anywhere = [&] {
        return std::accumulate(all.begin(), all.end(), std::size_t{0},
                               [](std::size_t sum, Candidate const& c) { return sum + c.hit.words; });
    };
    std::size_t wanted_count = 0;
    for (auto const& word : wanted_words(words)) {
        auto const before = found_anywhere();
        for (auto& candidate : all)
            look_for(word, candidate);
        if (found_anywhere() == before) {
            auto near = nearest_word(word, all);
            if (near) {
                for (auto& candidate : all)
                    look_for(*near, candidate);
            }
            result.unknown.push_back({word, near});
            if (!near) continue;
        }
        ++wanted_count;
    }
    std::size_t most = 0;
    for (auto const& candidate : all)
        most = std::max(most, candidate.hit.words);
    if (most == 0) return result;
    result.all_words = most == wanted_count;
    for (auto& candidate : all) {
        if (candidate.hit.words < most) continue;
        std::erase_if(candidate.texts, [](Match const& match) { return match.weight == 0; });
        std::stable_sort(candidate.texts.begin(), candidate.texts.end(),
                         [](Match const& a, Match const& b) { return a.weight > b.weight; });
        candidate.hit.matches = std::move(candidate.texts);
        result.hits.push_back(std::move(candidate.hit));
    }
    std::stable_sort(result.hits.begin(), result.hits.end(),
                     [](Hit const& a, Hit const& b) { return a.weight > b.weight; });
    return result;
}

}  // namespace quaestor::instrument

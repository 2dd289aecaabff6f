#include "cli/instrument_list.hpp"

#include "base/text.hpp"
#include "report/text_page.hpp"

#include <algorithm>
#include <array>
#include <sstream>
#include <vector>

namespace quaestor::cli {
namespace {

using instrument::Catalogue;
using instrument::Listing;
using instrument::NotIncluded;
using instrument::Place;

std::string heading(instrument::Area const& area) {
    return std::string(area.id) + ": " + std::string(area.heading);
}

std::string pad(std::string text, std::size_t width) {
    auto const shown = text::display_width(text);
    if (shown < width) text.append(width - shown, ' ');
    return text;
}

std::string items(Listing const& listing) {
    return text::counted(listing.items, "item", "items");
}

std::string facts(Listing const& listing) {
    return items(listing) + ", " + std::string(word(listing.licence)) + ", " +
           std::string(word(listing.status));
}

constexpr std::size_t items_width = 9;     // "36 items"
constexpr std::size_t licence_width = 12;  // "registration"
constexpr std::size_t status_width = 11;   // "provisional"
constexpr std::size_t gap = 2;

/// Of the longest id in an area: each area has columns of its own, since a few ids are very long.
std::size_t id_width(Catalogue const& catalogue, std::string_view area) {
    std::size_t width = 0;
    for (auto const& listing : catalogue.listings) {
        if (listing.area == area) width = std::max(width, listing.id.size());
    }
    return width;
}

/// `names`: the columns of id and title, so that the others stand below each other in all areas.
std::string in_one_line(Listing const& listing, std::size_t id, std::size_t names) {
    auto const indent = gap + id + gap;
    std::istringstream title(report::wrapped(listing.title, indent, names));
    std::string first;
    std::getline(title, first);
    auto out = std::string(gap, ' ') + pad(std::string(listing.id), id + gap);
    out += pad(first, names + gap - indent) + pad(items(listing), items_width + gap) +
           pad(std::string(word(listing.licence)), licence_width + gap) + std::string(word(listing.status)) +
           "\n";
    // A long title goes on below itself.
    for (std::string rest; std::getline(title, rest);)
        out += rest + "\n";
    return out;
}

std::string in_two_lines(Listing const& listing, std::size_t id, std::size_t width) {
    auto const indent = gap + id + gap;
    return std::string(gap, ' ') + pad(std::string(listing.id), id + gap) +
           report::wrapped(listing.title, indent, width) + "\n" + std::string(indent, ' ') +
           report::wrapped(facts(listing), indent, width) + "\n";
}

std::string place_in_words(instrument::Match const& match) {
    // Notes are long: what is around the word would be a riddle, so only the start is shown.
    constexpr std::size_t longest = 70;
    auto text = std::string(match.text);
    if (text::display_width(text) > longest) text = text.substr(0, text.rfind(' ', longest)) + " ...";
    auto const named = [&](std::string_view what) {
        return std::string(what) + " " + std::string(match.id) + (text.empty() ? "" : " '" + text + "'");
    };
    switch (match.place) {
        case Place::id:
            return "name";
        case Place::title:
            return "title";
        case Place::area:
            return "area '" + text + "'";
        case Place::scale:
            return named("scale");
        case Place::score:
            return named("score");
        case Place::flag:
            return named("flag");
        case Place::item:
            return named("item");
        case Place::population:
            return "population '" + text + "'";
        case Place::note:
            return "note '" + text + "'";
    }
    return {};
}

std::string places_in_words(instrument::Hit const& hit) {
    constexpr std::size_t most = 4;
    std::vector<std::string> places;
    for (auto const& match : hit.matches) {
        if (places.size() == most) break;
        auto words = place_in_words(match);
        if (std::find(places.begin(), places.end(), words) == places.end())
            places.push_back(std::move(words));
    }
    auto const more =
        hit.matches.size() > most ? "; and " + std::to_string(hit.matches.size() - most) + " more" : "";
    return "found in: " + text::join(places, "; ") + more;
}

std::string reason(NotIncluded const& absent) {
    return absent.proprietary ? "proprietary, not in the library" : "not in the library";
}

std::vector<std::string> ids_of_area(Catalogue const& catalogue, std::string_view area) {
    std::vector<std::string> ids;
    for (auto const& listing : catalogue.listings) {
        if (listing.area == area) ids.emplace_back(listing.id);
    }
    return ids;
}

}  // namespace

std::string instrument_list(Catalogue const& catalogue, std::size_t width) {
    std::size_t names = 0;
    for (auto const& listing : catalogue.listings) {
        names = std::max(names,
                         gap + id_width(catalogue, listing.area) + gap + text::display_width(listing.title));
    }
    constexpr std::size_t facts_width = gap + items_width + gap + licence_width + gap + status_width;
    constexpr std::size_t narrowest_names = 56;
    bool const one_line = width == 0 || width >= narrowest_names + facts_width;
    if (width != 0 && one_line) names = std::min(names, width - facts_width);
    std::string out;
    for (auto const& area : catalogue.areas) {
        auto const id = id_width(catalogue, area.id);
        out += (out.empty() ? "" : "\n") + heading(area) + "\n";
        for (auto const& listing : catalogue.listings) {
            if (listing.area == area.id)
                out += one_line ? in_one_line(listing, id, names) : in_two_lines(listing, id, width);
        }
    }
    std::vector<std::string> absent;
    for (auto const& each : catalogue.not_included)
        absent.emplace_back(each.id);
    out +=
        "\n" +
        report::wrapped(
            "Not in the library, but known to 'quaestor instruments show', which says why and whom to ask: " +
                text::join(absent, ", "),
            0, width == 0 ? default_width : width) +
        "\n";
    return out;
}

std::string search_list(instrument::SearchResult const& result, std::size_t width) {
    constexpr std::size_t most = 20;
    constexpr std::size_t indent = 6;
    report::TextPage page(width);
    std::vector<std::string> rest;
    for (std::size_t i = 0; i < result.hits.size(); ++i) {
        auto const& hit = result.hits[i];
        auto const id = std::string(hit.listing != nullptr ? hit.listing->id : hit.not_included->id);
        if (i >= most) {
            rest.push_back(id);
            continue;
        }
        auto const title = std::string(hit.listing != nullptr ? hit.listing->title : hit.not_included->title);
        page.hanging_entry(
            id, title + "; " + (hit.listing != nullptr ? facts(*hit.listing) : reason(*hit.not_included)),
            indent);
        page.paragraph(places_in_words(hit), indent);
    }
    if (!rest.empty()) page.entry("and", text::join(rest, ", "));
    return page.text();
}

std::string not_included_text(Catalogue const& catalogue, NotIncluded const& absent, std::size_t width) {
    report::TextPage page(width);
    page.heading(std::string(absent.id) + ": " + std::string(absent.title));
    page.paragraph("");
    page.paragraph(absent.proprietary ? "It is proprietary, so the library has no definition of it."
                                      : "It could not be verified, so the library has no definition of it.");
    page.fact("why", std::string(absent.reason));
    page.fact(absent.proprietary ? "licence" : "see",
              (absent.proprietary ? "ask " : "") + std::string(absent.ask));
    for (auto const source : absent.sources)
        page.fact("source", std::string(source));
    page.paragraph("");
    page.paragraph(std::string(absent.proprietary ? "With a licence" : "With its manual") +
                   " you can write its scoring down as a definition of your own, and give its path: quaestor "
                   "score DATA -i ./" +
                   std::string(absent.id) + ".inst");
    auto const ids = ids_of_area(catalogue, absent.area);
    page.paragraph("The library has of this area (" + heading(*catalogue.area(absent.area)) +
                   "): " + text::join(ids, ", "));
    return page.text();
}

std::string area_in_words(Catalogue const& catalogue, std::string_view id) {
    for (auto const& listing : catalogue.listings) {
        if (listing.id == id) return heading(*catalogue.area(listing.area));
    }
    return {};
}

}  // namespace quaestor::cli

#include "library_page.hpp"

#include "base/text.hpp"
#include "instrument/catalogue.hpp"
#include "instrument/library.hpp"
#include "instrument/load.hpp"

#include <algorithm>
#include <vector>

namespace support {
namespace {

using namespace quaestor;

/// As the cell of a table: a bar would end it.
std::string cell(std::string_view words) {
    std::string out;
    for (char const c : words) {
        if (c == '|') out += '\\';
        out += c;
    }
    return out;
}

std::string row(std::vector<std::string> const& cells) {
    return "| " + text::join(cells, " | ") + " |\n";
}

std::string link(instrument::Reference const& source) {
    if (source.doi.empty()) return cell(source.text);
    return cell(source.text) + ", [doi](https://doi.org/" + source.doi + ")";
}

instrument::Instrument definition(std::string_view id) {
    auto const file = instrument::find_embedded(id).value();
    return instrument::load(SourceText(std::string(file.path), std::string(file.text))).value.value();
}

std::string line(instrument::Listing const& listing) {
    auto const model = definition(listing.id);
    std::vector<std::string> scores;
    for (auto const ref : model.declared)
        scores.push_back("`" + model.id_of(ref) + "`");
    std::vector<std::string> sources;
    for (auto const& source : model.card.sources)
        sources.push_back(link(source));
    auto const file = std::string(instrument::find_embedded(listing.id)->path);
    return row({"[`" + model.id + "`](../" + file + ")", cell(model.title),
                std::to_string(model.items.size()), text::join(scores, " "),
                std::string(word(model.card.licence)), std::string(word(model.card.status)),
                text::join(sources, "; ")});
}

std::string head(std::vector<std::string> const& names) {
    return row(names) + row(std::vector<std::string>(names.size(), "---"));
}

}  // namespace

std::string library_page() {
    auto const& catalogue = instrument::catalogue();
    auto const provisional =
        std::count_if(catalogue.listings.begin(), catalogue.listings.end(),
                      [](auto const& each) { return each.status == instrument::Status::provisional; });
    std::string out =
        "# The library\n\n"
        "Made from the definitions in `instruments/` by the target `accept_golden`; edit those.\n\n" +
        std::to_string(catalogue.listings.size()) + " definitions, " + std::to_string(provisional) +
        " of them provisional: facts in them could not be verified, which `quaestor instruments show ID` "
        "names, and so\n"
        "does every output made with one. Item labels are topics in our own words; the sentences of "
        "questionnaires are\n"
        "copyrighted and are not here. A licence is `free`; or `registration`, to be used after registering; "
        "or\n"
        "`permission`, which the owner gives for some uses or for all: `show` has its text.\n";
    for (auto const& area : catalogue.areas) {
        out += "\n## " + std::string(area.heading) + " (" + std::string(area.id) + ")\n\n" +
               head({"id", "instrument", "items", "scores", "licence", "status", "source"});
        for (auto const& listing : catalogue.listings) {
            if (listing.area == area.id) out += line(listing);
        }
    }
    out +=
        "\n## Not in the library\n\n"
        "Instruments that people ask for, without a definition. Whoever may use one can write its scoring "
        "down and give\n"
        "the path of that file.\n\n" +
        head({"name", "instrument", "why", "whom to ask", "source"});
    for (auto const& absent : catalogue.not_included) {
        std::vector<std::string> sources;
        for (auto const source : absent.sources)
            sources.push_back(cell(source));
        out +=
            row({"`" + std::string(absent.id) + "`", cell(absent.title),
                 std::string(absent.proprietary ? "Proprietary. " : "Not verified. ") + cell(absent.reason),
                 cell(absent.ask), text::join(sources, "; ")});
    }
    return out;
}

}  // namespace support

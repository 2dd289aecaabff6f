#include "report/instrument.hpp"

#include "base/text.hpp"
#include "report/expression_words.hpp"
#include "report/instrument_scoring.hpp"
#include "report/text_page.hpp"

#include <algorithm>
#include <optional>

namespace quaestor::report {
namespace {

using instrument::Instrument;

void card(Instrument const& instrument, InstrumentPage const& about, TextPage& page) {
    auto const& c = instrument.card;
    page.heading(instrument.id + ": " + instrument.title);
    page.paragraph("");
    page.fact("version", c.version);
    page.fact("area", about.area);
    for (auto const& source : c.sources)
        page.fact("source", source.text + (source.doi.empty() ? "" : ", " + unbroken("doi " + source.doi)));
    page.fact("licence", std::string(word(c.licence)) + ": " + c.licence_text);
    page.fact("status", std::string(word(c.status)));
    page.fact("recall", c.recall);
    page.fact("population", c.population);
    page.fact("language", c.language);
    page.fact("definition", about.definition);
    if (c.status == instrument::Status::provisional) {
        page.heading("PROVISIONAL: not verified");
        page.paragraph(c.unverified);
    }
    if (c.notes.empty()) return;
    page.heading("Notes");
    for (auto const& note : c.notes)
        page.bullet(note);
}

/// `scored`: with the value that counts, which is another than the code somewhere in the set.
std::string option_text(instrument::Option const& option, bool scored) {
    auto part = option.code;
    if (!option.label.empty()) part += " = " + option.label;
    if (scored && option.kind == instrument::OptionKind::answer)
        part += " (scored " + text::number(option.value) + ")";
    if (option.kind == instrument::OptionKind::missing) part += " (missing)";
    if (option.kind == instrument::OptionKind::not_applicable) part += " (not applicable)";
    return unbroken(part);
}

std::string answers(instrument::ResponseSet const& set) {
    std::vector<std::string> parts;
    switch (set.kind) {
        case instrument::ResponseKind::options:
            break;
        case instrument::ResponseKind::time:
            parts.emplace_back("a clock time, such as 23:30");
            break;
        case instrument::ResponseKind::date:
            parts.emplace_back("a date, such as 2024-02-29");
            break;
        case instrument::ResponseKind::text:
            parts.emplace_back("a text");
            break;
        case instrument::ResponseKind::integer:
        case instrument::ResponseKind::number:
            parts.push_back(
                (set.kind == instrument::ResponseKind::integer ? "a whole number, " : "a number, ") +
                range_in_words(set.values) + (set.unit.empty() ? "" : " " + set.unit));
    }
    bool const recoded =
        std::any_of(set.options.begin(), set.options.end(), [](instrument::Option const& option) {
            return option.kind == instrument::OptionKind::answer && option.number != option.value;
        });
    for (auto const& option : set.options)
        parts.push_back(option_text(option, recoded));
    return text::join(parts, ", ");
}

void respondent(Instrument const& instrument, TextPage& page) {
    if (instrument.covariates.empty()) return;
    page.heading("Respondent (columns that the rules use)");
    for (auto const& covariate : instrument.covariates) {
        if (covariate.kind == instrument::CovariateKind::number) {
            page.entry(covariate.id, "a number, " + range_in_words(covariate.range));
            continue;
        }
        std::vector<std::string> parts;
        for (auto const& category : covariate.categories) {
            parts.push_back(category.name);
            if (!category.aliases.empty()) parts.back() += " (or " + text::join(category.aliases, ", ") + ")";
        }
        page.entry(covariate.id, text::join(parts, ", "));
    }
}

std::vector<std::string> item_row(instrument::Item const& item) {
    std::vector<std::string> marks;
    if (item.reversed) marks.emplace_back("reversed");
    if (item.optional) marks.emplace_back("may be left out");
    if (item.unscored) marks.emplace_back("not scored");
    if (item.weight != 1) marks.push_back("weight " + text::number(item.weight));
    return {item.id, item.alias, item.label + (marks.empty() ? "" : " (" + text::join(marks, ", ") + ")")};
}

void items(Instrument const& instrument, TextPage& page) {
    page.heading("Items (" + std::to_string(instrument.items.size()) +
                 "; topics in our own words, the sentences are on the form)");
    bool const aliases = std::any_of(instrument.items.begin(), instrument.items.end(),
                                     [](instrument::Item const& item) { return !item.alias.empty(); });
    page.paragraph("A column of a data file is called like the item" +
                   std::string(aliases ? ", by the name beside it," : "") + " or " + instrument.id + "_" +
                   instrument.items.front().id + " and so on.");
    // All rows at once, so that the columns of the whole list are aligned; answers stand between them.
    std::size_t id_width = 0;
    std::size_t alias_width = 0;
    for (auto const& item : instrument.items) {
        id_width = std::max(id_width, text::display_width(item.id));
        alias_width = std::max(alias_width, text::display_width(item.alias));
    }
    std::optional<std::size_t> before;
    for (auto const& item : instrument.items) {
        if (item.responses != before) {
            page.paragraph("");
            page.entry("answers:", answers(instrument.responses[item.responses]));
            before = item.responses;
        }
        auto row = item_row(item);
        row[0].append(id_width - text::display_width(row[0]), ' ');
        row[1].append(alias_width - text::display_width(row[1]), ' ');
        page.rows({row});
    }
}

}  // namespace

std::string instrument_text(Instrument const& instrument, InstrumentPage const& about) {
    TextPage page(about.width);
    card(instrument, about, page);
    respondent(instrument, page);
    items(instrument, page);
    add_scoring(instrument, page);
    return page.text();
}

}  // namespace quaestor::report

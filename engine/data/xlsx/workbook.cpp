#include "data/xlsx/workbook.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/xlsx/sheet.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace quaestor::data::xlsx {
namespace {

class WorkbookHandler : public XmlHandler {
public:
    struct Tab {
        std::string name;
        std::string relationship;
        bool hidden = false;
    };

    void open(std::string_view element, Attributes const& attributes) override {
        if (element == "sheet" && depth() == 2) {
            auto const state = attributes.text("state");
            tabs.push_back({std::string(attributes.text("name")), std::string(attributes.text("id")),
                            state == "hidden" || state == "veryHidden"});
        } else if (element == "workbookPr" && depth() == 1) {
            since_1904 = attributes.is_set("date1904");
        } else if (element == "calcPr" && depth() == 1) {
            recalculates = attributes.is_set("fullCalcOnLoad");
        }
    }

    std::vector<Tab> tabs;
    bool since_1904 = false;
    bool recalculates = false;
};

/// What else begins like an archive: a part that gives it away, what it is, and what to do.
struct OtherArchive {
    std::string_view part;
    std::string_view name;
    std::string_view hint;
};

constexpr std::string_view save_as_xlsx =
    "open it in Excel or LibreOffice and save it as .xlsx, or as CSV in UTF-8";

constexpr std::array other_archives{
    OtherArchive{"xl/workbook.bin", "a binary Excel workbook (.xlsb)", save_as_xlsx},
    OtherArchive{"content.xml", "an OpenDocument file (.ods)", save_as_xlsx},
    OtherArchive{"word/document.xml", "a Word document", "answers are read from a sheet or a CSV file"},
    OtherArchive{"ppt/presentation.xml", "a PowerPoint file", "answers are read from a sheet or a CSV file"},
    OtherArchive{"Index/Document.iwa", "a Numbers or Pages file", "export it as an Excel workbook or CSV"},
};

Diagnostic no_workbook(Archive const& archive) {
    auto const found = std::find_if(other_archives.begin(), other_archives.end(),
                                    [&](auto const& other) { return archive.find(other.part) != nullptr; });
    bool const known = found != other_archives.end();
    return {Severity::error,
            std::string(code::unsupported_format),
            "the file begins like an Excel workbook and is " +
                (known ? std::string(found->name) : "another zip archive"),
            {},
            known ? std::string(found->hint) : "take the data file out of the archive and name that",
            archive.file()};
}

/// Name of the part that is the workbook; empty where there is none.
Outcome<std::string> main_part(Package& package) {
    Outcome<std::string> outcome;
    auto related = package.relationships("");
    if (!related.value) return {std::nullopt, std::move(related.diagnostics)};
    for (auto const& relationship : *related.value) {
        if (relationship.kind == "officeDocument") outcome.value = relationship.part;
    }
    if (!outcome.value) outcome.value = "xl/workbook.xml";
    return outcome;
}

/// Number and name of each; `empty` has the places of those that were found to be.
std::string listed(Workbook const& workbook, std::vector<std::size_t> const& empty = {}) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < workbook.sheets.size(); ++i) {
        auto const& sheet = workbook.sheets[i];
        bool const nothing = std::find(empty.begin(), empty.end(), i) != empty.end();
        names.push_back(std::to_string(i + 1) + " '" + sheet.name + "'" +
                        (sheet.hidden ? " (hidden)"
                         : nothing    ? " (empty)"
                                      : ""));
    }
    constexpr std::size_t most_shown = 20;
    auto const more = names.size() > most_shown ? names.size() - most_shown : 0;
    names.resize(names.size() - more);
    return text::join(names, ", ") + (more > 0 ? " and " + text::grouped(more) + " more" : "");
}

Outcome<SheetChoice> refused(Package const& package, std::string_view code, std::string message,
                             std::string hint) {
    return Outcome<SheetChoice>::failure(
        {Severity::error, std::string(code), std::move(message), {}, std::move(hint), package.file()});
}

Outcome<SheetChoice> chosen(Sheet const& sheet, std::string const& why) {
    Outcome<SheetChoice> outcome;
    outcome.value = SheetChoice{sheet, "sheet: '" + sheet.name + "' (" + why + ")"};
    return outcome;
}

Outcome<SheetChoice> asked_for(Package const& package, Workbook const& workbook, std::string const& asked) {
    auto const& sheets = workbook.sheets;
    for (auto const& sheet : sheets) {
        if (sheet.name == asked) return chosen(sheet, "asked for");
    }
    for (auto const& sheet : sheets) {
        if (text::equal_ignoring_case(sheet.name, asked)) return chosen(sheet, "asked for");
    }
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        if (std::to_string(i + 1) == asked) return chosen(sheets[i], "asked for as number " + asked);
    }
    return refused(package, code::no_such_sheet, "there is no sheet '" + asked + "'",
                   "the sheets are: " + listed(workbook));
}

}  // namespace

Outcome<Workbook> open_workbook(Package& package) {
    auto const failed = [](Diagnostic diagnostic) {
        return Outcome<Workbook>::failure(std::move(diagnostic));
    };
    auto const part = main_part(package);
    if (!part.value) return {std::nullopt, part.diagnostics};
    if (package.archive().find(*part.value) == nullptr || part.value->ends_with(".bin"))
        return failed(no_workbook(package.archive()));
    auto const related = package.relationships(*part.value);
    if (!related.value) return {std::nullopt, related.diagnostics};
    WorkbookHandler handler;
    if (auto wrong = package.read(*part.value, handler)) return failed(std::move(*wrong));

    Outcome<Workbook> outcome;
    outcome.value.emplace();
    auto& workbook = *outcome.value;
    workbook.since_1904 = handler.since_1904;
    workbook.recalculates = handler.recalculates;
    for (auto const& relationship : *related.value) {
        if (relationship.kind == "sharedStrings") workbook.strings_part = relationship.part;
        if (relationship.kind == "styles") workbook.styles_part = relationship.part;
    }
    for (auto const& tab : handler.tabs) {
        auto const leads = std::find_if(related.value->begin(), related.value->end(),
                                        [&](Relationship const& r) { return r.id == tab.relationship; });
        if (leads == related.value->end())
            return failed(not_a_workbook(package.file(), "sheet '" + tab.name + "' is nowhere in the file"));
        if (leads->kind != "worksheet") continue;
        if (leads->part.empty())
            return failed(not_a_workbook(package.file(), "sheet '" + tab.name + "' lies in another file"));
        workbook.sheets.push_back({tab.name, leads->part, tab.hidden});
    }
    if (workbook.sheets.empty()) return failed(not_a_workbook(package.file(), "it has no sheet with cells"));
    return outcome;
}

Outcome<SheetChoice> choose_sheet(Package& package, Workbook const& workbook,
                                  std::optional<std::string> const& asked) {
    if (asked) return asked_for(package, workbook, *asked);
    if (workbook.sheets.size() == 1) return chosen(workbook.sheets[0], "the only one");
    std::vector<std::size_t> filled;
    std::vector<std::size_t> empty;
    for (std::size_t i = 0; i < workbook.sheets.size(); ++i) {
        if (workbook.sheets[i].hidden) continue;
        ContentProbe probe;
        if (auto wrong = package.read(workbook.sheets[i].part, probe))
            return Outcome<SheetChoice>::failure(std::move(*wrong));
        (probe.found() ? filled : empty).push_back(i);
    }
    if (filled.size() == 1)
        return chosen(workbook.sheets[filled[0]], "the only visible one with anything in it");
    auto const example = filled.empty() ? 1 : filled[0] + 1;
    return refused(package, code::sheet_unclear,
                   (filled.empty() ? "no visible sheet of the workbook has anything in it: "
                                   : "the workbook has several sheets: ") +
                       listed(workbook, empty),
                   "choose one by name or number: --sheet " + std::to_string(example));
}

}  // namespace quaestor::data::xlsx

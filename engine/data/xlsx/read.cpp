#include "data/xlsx/read.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/xlsx/header_finder.hpp"
#include "data/xlsx/package.hpp"
#include "data/xlsx/sheet_table.hpp"
#include "data/xlsx/strings.hpp"
#include "data/xlsx/styles.hpp"
#include "data/xlsx/workbook.hpp"

#include <utility>

namespace quaestor::data {
namespace {

Outcome<ReadResult> failure(Diagnostic diagnostic) {
    return Outcome<ReadResult>::failure(std::move(diagnostic));
}

template <class T>
Outcome<ReadResult> stopped(Outcome<T> stage) {
    return {std::nullopt, std::move(stage.diagnostics)};
}

}  // namespace

Outcome<ReadResult> read_xlsx(std::string const& name, std::string_view bytes, XlsxOptions const& options) {
    auto const& limits = options.limits;
    if (bytes.size() > limits.file_bytes) {
        return failure({Severity::error,
                        std::string(code::file_too_large),
                        "the file has " + text::grouped(bytes.size()) + " bytes; " +
                            text::grouped(limits.file_bytes) + " are read at most",
                        {},
                        "divide the file",
                        name});
    }
    auto archive = xlsx::Archive::open(name, bytes, limits);
    if (!archive.value) return stopped(std::move(archive));
    xlsx::Package package(std::move(*archive.value), limits);
    auto const workbook = xlsx::open_workbook(package);
    if (!workbook.value) return stopped(workbook);
    auto const choice = xlsx::choose_sheet(package, *workbook.value, options.sheet);
    if (!choice.value) return stopped(choice);

    xlsx::StringsHandler strings(name, limits);
    if (!workbook.value->strings_part.empty()) {
        if (auto wrong = package.read(workbook.value->strings_part, strings))
            return failure(std::move(*wrong));
    }
    xlsx::StylesHandler styles;
    if (!workbook.value->styles_part.empty()) {
        if (auto wrong = package.read(workbook.value->styles_part, styles)) return failure(std::move(*wrong));
    }

    xlsx::SheetPlace const place{name, choice.value->sheet.name};
    xlsx::CellValues values(strings.strings, styles.kinds(), workbook.value->since_1904, options.notation);
    xlsx::SheetTable table(place, values, limits, bytes.size());
    xlsx::HeaderFinder finder(place, values, options.header_row, table);
    xlsx::SheetHandler handler(place, limits, finder);
    if (auto wrong = package.read(choice.value->sheet.part, handler)) return failure(std::move(*wrong));
    if (auto wrong = finder.finish()) return failure(std::move(*wrong));
    std::vector<std::string> decisions{choice.value->decision};
    if (workbook.value->since_1904) decisions.emplace_back("dates: counted from 1904, as the workbook says");
    return std::move(table).finish(std::move(decisions), workbook.value->recalculates);
}

}  // namespace quaestor::data

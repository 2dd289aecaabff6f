#include "data/csv/opening.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/csv/dialect.hpp"
#include "data/csv/scanner.hpp"

#include <utility>

namespace quaestor::data::csv {
namespace {

Outcome<Opening> failure(std::string_view why, std::string message, std::string const& file) {
    return Outcome<Opening>::failure({Severity::error, std::string(why), std::move(message), {}, {}, file});
}

template <class T>
Outcome<Opening> stopped(Outcome<T> stage) {
    return {std::nullopt, std::move(stage.diagnostics)};
}

/// The first record that is something; counts the blank lines above it.
bool find_header(Scanner& scanner, Record& record, std::size_t& blank_lines) {
    while (scanner.next(record)) {
        if (!record.is_blank_line()) return true;
        ++blank_lines;
    }
    return false;
}

}  // namespace

Outcome<Opening> open_csv(std::string const& name, std::string_view bytes, CsvOptions const& options) {
    auto utf8 = utf8_text(name, bytes, options.encoding);
    if (!utf8.value) return stopped(std::move(utf8));
    Outcome<Opening> outcome;
    auto& opening = outcome.value.emplace();
    opening.utf8 = std::move(*utf8.value);
    if (text::trimmed(opening.utf8.text()).empty()) return failure(code::empty_file, "the file is empty", name);
    auto dialect = find_dialect(name, opening.utf8.text(), options);
    if (!dialect.value) return stopped(std::move(dialect));
    opening.delimiter = dialect.value->delimiter;

    Scanner scanner(dialect.value->text, opening.delimiter, dialect.value->first_line, options.limits);
    Record record;
    if (!find_header(scanner, record, opening.blank_lines))
        return failure(code::empty_file, "the file is empty", name);
    auto header = read_header(name, record, options.limits);
    if (!header.value) return stopped(std::move(header));
    auto const skipped = static_cast<std::size_t>(dialect.value->text.data() - opening.utf8.text().data());
    opening.header_bytes = skipped + scanner.bytes_read();
    opening.first_line = scanner.line();
    opening.header = std::move(*header.value);

    opening.decisions.push_back(opening.utf8.decision);
    for (auto const& more : {dialect.value->decisions, opening.header.decisions})
        opening.decisions.insert(opening.decisions.end(), more.begin(), more.end());
    if (dialect.value->titles_skipped) {
        outcome.diagnostics.add({Severity::note,
                                 std::string(code::titles_skipped),
                                 dialect.value->decisions.back(),
                                 {},
                                 "another line with --header-line N",
                                 name});
    }
    outcome.diagnostics.append(std::move(header.diagnostics));
    return outcome;
}

}  // namespace quaestor::data::csv

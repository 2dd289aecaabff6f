#include "document/write/xlsx.hpp"

#include "base/expects.hpp"
#include "base/text.hpp"
#include "document/write/clean_text.hpp"
#include "document/write/csv_fields.hpp"
#include "document/write/xlsx_book.hpp"
#include "document/write/xlsx_check.hpp"

#include <algorithm>
#include <cstring>
#include <system_error>
#include <thread>
#include <utility>

namespace quaestor::document {
namespace {

using xlsx::Book;
using xlsx::DataRows;
using xlsx::PlannedSheet;
using xlsx::Refused;
using xlsx::Sheet;
using xlsx::SheetBody;
using xlsx::TextTroubles;

Diagnostic trouble(std::string code, std::string message, std::string hint) {
    return {Severity::error, std::move(code), std::move(message), {}, std::move(hint)};
}

constexpr char const* no_room = "make room or choose another place";

std::vector<Sheet> sheets_of(Document const& document) {
    std::vector<Sheet> sheets{{document.title, document.subtitle, &document.summary, &document.facts, false}};
    for (auto const& section : document.sections) {
        auto const is_table =
            section.blocks.size() == 1 && std::holds_alternative<Table>(section.blocks.front());
        expects(!section.data_sheet || is_table, "xlsx: a data sheet is one table");
        sheets.push_back({section.title, {}, &section.blocks, nullptr, section.data_sheet});
    }
    return sheets;
}

std::vector<std::string> names_of(std::vector<Sheet> const& sheets) {
    std::vector<std::string> titles{"Summary"};
    for (std::size_t i = 1; i < sheets.size(); ++i)
        titles.emplace_back(sheets[i].title);
    return sheet_names(titles);
}

Diagnostic too_many_columns(std::string const& name, std::size_t columns) {
    return trouble("W102",
                   "sheet '" + name + "' would have " + text::grouped(columns) + " columns, and a workbook holds " +
                       text::grouped(xlsx::most_columns),
                   "write CSV instead, which has no such limit");
}

/// What a sheet cannot hold. Decided before anything is read or written.
void check_limits(Sheet const& sheet, std::string const& name, Diagnostics& diagnostics) {
    for (auto const& block : *sheet.blocks) {
        auto const* const table = std::get_if<Table>(&block);
        if (table == nullptr) continue;
        expects(!table->columns.empty(), "xlsx: a table without columns");
        if (table->columns.size() > xlsx::most_columns)
            diagnostics.add(too_many_columns(name, table->columns.size()));
    }
}

Diagnostic too_many_rows(std::string const& name, std::string const& rows) {
    return trouble("W101",
                   "sheet '" + name + "' would have " + rows + " rows, and a workbook holds " +
                       text::grouped(xlsx::most_rows),
                   "write CSV instead, which has no such limit");
}

/// Zip's old form ends at 4 GiB for a sheet's XML; the newer form is not read everywhere, so only where it is
/// needed. Rows of data sheets do not come through the library.
bool needs_zip64(std::vector<PlannedSheet> const& sheets) {
    constexpr std::size_t cells_for_certain = 30'000'000;
    for (auto const& planned : sheets) {
        for (auto const& block : *planned.sheet.blocks) {
            if (planned.sheet.data) continue;
            auto const* const table = std::get_if<Table>(&block);
            if (table != nullptr && table->rows * table->columns.size() > cells_for_certain) return true;
        }
    }
    return false;
}

void report(TextTroubles const& troubles, Diagnostics& diagnostics) {
    if (troubles.cut > 0) {
        diagnostics.add({Severity::warning,
                         "W104",
                         text::counted(troubles.cut, "text was", "texts were") + " cut to the " +
                             text::grouped(cell_limit) + " characters that a cell of a workbook holds",
                         {},
                         "write CSV too, which keeps them whole"});
    }
    if (troubles.repaired > 0) {
        diagnostics.add({Severity::warning,
                         "W105",
                         text::counted(troubles.repaired, "text has", "texts have") +
                             " bytes that are no characters; the workbook shows U+FFFD in their place",
                         {},
                         "read the data with --encoding"});
    }
}

/// What every row's way has in common: errors of the library and of the disk become W103.
template <class Work>
void guarded(Diagnostics& diagnostics, Work const& work) {
    auto const say = [&](std::string const& why) {
        diagnostics.add(trouble("W103", "the workbook cannot be written: " + why, no_room));
    };
    try {
        work();
    } catch (Refused const& refused) {
        say(refused.what());
    } catch (std::system_error const& error) {
        say(std::strerror(error.code().value()));
    }
}

/// Beside the thread that hands them on: none where there is little to do.
unsigned threads_for(std::size_t pieces, unsigned jobs) {
    if (jobs == 0) jobs = std::max(1U, std::thread::hardware_concurrency());
    return jobs == 1 || pieces <= 1 ? 0 : static_cast<unsigned>(std::min<std::size_t>(jobs, pieces));
}

unsigned threads_for(Table const& table, unsigned jobs) {
    auto const rows = SheetBody::rows_of_piece(table.columns.size());
    return threads_for((table.rows + rows - 1) / rows, jobs);
}

/// All sheets as they are going to be; none where one cannot hold what it should.
std::vector<PlannedSheet> planned(Document const& document, Diagnostics& diagnostics) {
    auto const sheets = sheets_of(document);
    auto const names = names_of(sheets);
    for (std::size_t i = 0; i < sheets.size(); ++i)
        check_limits(sheets[i], names[i], diagnostics);
    std::vector<PlannedSheet> found;
    for (std::size_t i = 0; i < sheets.size() && !diagnostics.has_errors(); ++i)
        found.push_back({sheets[i], names[i], xlsx::plan(sheets[i])});
    for (auto const& sheet : found) {
        if (sheet.plan.end > xlsx::most_rows)
            diagnostics.add(too_many_rows(sheet.name, text::grouped(sheet.plan.end)));
    }
    return found;
}

/// `streamed`: rows that are there already, of the data sheet with the table `key`.
void write_book(Document const& document, std::vector<PlannedSheet> sheets, Book& book, unsigned jobs,
                DataRows* streamed, std::string const& key, Diagnostics& diagnostics) {
    std::vector<std::unique_ptr<DataRows>> read;
    for (auto& sheet : sheets) {
        if (!sheet.sheet.data) continue;
        auto const& table = std::get<Table>(sheet.sheet.blocks->front());
        if (streamed != nullptr && table.key == key) {
            sheet.rows = std::exchange(streamed, nullptr);
            continue;
        }
        sheet.rows = read.emplace_back(book.data_rows(table, threads_for(table, jobs))).get();
        sheet.rows->add(table);
    }
    expects(streamed == nullptr, "xlsx: a document without the sheet whose rows were streamed");
    report(book.write(document, sheets), diagnostics);
}

/// Where the row that starts at `begin` has its line end.
std::size_t end_of_row(std::string_view lines, std::size_t begin) {
    while (true) {
        auto const end = lines.find('\n', begin);
        expects(end != std::string_view::npos, "XlsxStream: a row without an end");
        auto const quote = lines.substr(begin, end - begin).find('"');
        if (quote == std::string_view::npos) return end;
        // Two quotes that stand for one close and open: it comes to the same.
        auto const closing = lines.find('"', begin + quote + 1);
        expects(closing != std::string_view::npos, "XlsxStream: quotes that are not closed");
        begin = closing + 1;
    }
}

/// Rows of a table as they were written as CSV.
std::vector<std::vector<Cell>> cells_of(Table const& table, std::string_view csv) {
    std::vector<std::vector<Cell>> rows;
    CsvFields fields(csv);
    while (!fields.done()) {
        auto& row = rows.emplace_back();
        for (bool last = false; !last;) {
            auto const field = fields.next();
            last = field.last;
            auto const kind = table.columns[row.size()].kind;
            if (field.text.empty() && !field.quoted) {
                row.emplace_back();
            } else if (kind == Kind::text || kind == Kind::flag) {
                row.emplace_back(field.quoted ? original_of(field.text).text : field.text);
            } else if (auto const number = text::parse_number(field.text).value_or(0); kind == Kind::count) {
                row.emplace_back(static_cast<std::int64_t>(number));
            } else {
                row.emplace_back(number);
            }
        }
    }
    return rows;
}

}  // namespace

Diagnostics write_xlsx(Document const& document, std::string const& path, unsigned jobs) {
    Diagnostics diagnostics;
    auto const sheets = planned(document, diagnostics);
    if (diagnostics.has_errors()) return diagnostics;
    guarded(diagnostics, [&] {
        bool const has_data = std::any_of(sheets.begin(), sheets.end(), [](auto const& s) { return s.sheet.data; });
        Book book(path, needs_zip64(sheets), has_data);
        write_book(document, sheets, book, jobs, nullptr, {}, diagnostics);
    });
    return diagnostics;
}

struct XlsxStream::State {
    Table table;  ///< its columns
    std::string name;
    std::string path;
    unsigned jobs = 0;
    std::unique_ptr<Book> book;
    std::unique_ptr<DataRows> rows;
    std::size_t taken = 0;  ///< rows
    std::string first;      ///< lines of the first rows, for the widths of the columns
    std::string piece;      ///< lines that are not handed on yet
    std::size_t in_piece = 0;
    bool clear = true;
    bool closed = false;
    Diagnostics problems;

    void hand_on() {
        auto const row = static_cast<std::uint32_t>(taken - in_piece + 2);
        clear = rows->body().add_lines(std::exchange(piece, {}), row) && clear;
        in_piece = 0;
    }
    /// One whole row.
    void take(std::string_view line) {
        if (taken < xlsx::sampled_rows) first += line;
        piece += line;
        ++taken;
        if (++in_piece == SheetBody::rows_of_piece(table.columns.size())) hand_on();
    }
};

XlsxStream::XlsxStream(Table const& table, std::string name, std::string path, unsigned jobs)
    : state_(std::make_unique<State>()) {
    auto& state = *state_;
    state.table = table;
    state.table.cells = nullptr;
    state.table.rows = 0;
    state.name = std::move(name);
    state.path = std::move(path);
    state.jobs = jobs;
    if (table.columns.size() > xlsx::most_columns) {
        state.problems.add(too_many_columns(state.name, table.columns.size()));
        return;
    }
    guarded(state.problems, [&] {
        state.book = std::make_unique<Book>(state.path, false, true);
        constexpr std::size_t many = 1000;
        state.rows = state.book->data_rows(state.table, threads_for(many, jobs));
    });
}

XlsxStream::~XlsxStream() = default;

bool XlsxStream::append(std::string_view lines) {
    auto& state = *state_;
    if (state.problems.has_errors()) return false;
    guarded(state.problems, [&] {
        for (std::size_t begin = 0; begin < lines.size() && !state.problems.has_errors();) {
            auto const at = end_of_row(lines, begin);
            state.take(lines.substr(begin, at + 1 - begin));
            begin = at + 1;
            if (state.taken >= xlsx::most_rows)
                state.problems.add(too_many_rows(state.name, "more than " + text::grouped(xlsx::most_rows)));
        }
    });
    return state.clear && !state.problems.has_errors();
}

bool XlsxStream::close() {
    auto& state = *state_;
    if (!state.closed && !state.problems.has_errors()) {
        guarded(state.problems, [&] {
            if (state.in_piece > 0) state.hand_on();
            state.clear = state.rows->body().finish() && state.clear;
        });
        state.closed = true;
    }
    return state.clear && !state.problems.has_errors();
}

bool XlsxStream::is_clear() const {
    return state_->clear;
}

Diagnostics const& XlsxStream::problems() const {
    return state_->problems;
}

Diagnostics XlsxStream::finish(Document document) {
    auto& state = *state_;
    (void)close();
    if (state.problems.has_errors() || !state.clear) return state.problems;
    for (auto& section : document.sections) {
        if (!section.data_sheet) continue;
        auto& table = std::get<Table>(section.blocks.front());
        if (table.key != state.table.key) continue;
        table.rows = state.taken;
        table.cells = [held = cells_of(state.table, state.first)](std::size_t row, std::size_t column) {
            expects(row < held.size(), "XlsxStream: a row that is not there any more");
            return held[row][column];
        };
    }
    Diagnostics diagnostics;
    auto const sheets = planned(document, diagnostics);
    if (diagnostics.has_errors()) return diagnostics;
    guarded(diagnostics, [&] {
        write_book(document, sheets, *state.book, state.jobs, state.rows.get(), state.table.key, diagnostics);
    });
    return diagnostics;
}

}  // namespace quaestor::document

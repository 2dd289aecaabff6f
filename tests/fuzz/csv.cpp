// A data file of any bytes: a table or an error, every cell there, and the same table when it is written and
// read again.
#include "data/codes.hpp"
#include "data/read.hpp"
#include "fuzz/promises.hpp"

#include <cstdint>

using namespace quaestor;

namespace {

std::string quoted(std::string const& cell) {
    std::string out = "\"";
    for (char const c : cell) {
        out += c;
        if (c == '"') out += '"';
    }
    return out + "\"";
}

/// The rows that were not refused, everything in quotes.
std::string written(data::Table const& table) {
    std::string out;
    for (std::size_t c = 0; c < table.column_count(); ++c)
        out += (c > 0 ? "," : "") + quoted(table.column(c).name());
    out += '\n';
    for (std::size_t r = 0; r < table.row_count(); ++r) {
        if (table.refused(r)) continue;
        for (std::size_t c = 0; c < table.column_count(); ++c)
            out += (c > 0 ? "," : "") + quoted(table.text(c, r));
        out += '\n';
    }
    return out;
}

void look_at(data::ReadResult const& read, std::size_t bytes) {
    auto const& table = read.table;
    // What a survey program took for spam is told and scored all the same.
    auto const scored = read.findings.count(data::code::spam_response);
    fuzz::promise(table.refused_rows().size() == read.findings.total() - scored, "each refused row has one finding");
    for (std::size_t i = 0; i < read.findings.size(); ++i) {
        auto const& finding = read.findings[i];
        fuzz::promise(table.refused(finding.row) == (finding.code != data::code::spam_response),
                      "a finding is about a refused row");
    }
    for (std::size_t c = 0; c < table.column_count(); ++c) {
        auto const& column = table.column(c);
        fuzz::promise(column.size() == table.row_count(), "columns are of one length");
        fuzz::promise(table.find(column.name()) == c, "a column is found by its name");
        for (std::size_t r = 0; r < table.row_count(); ++r) {
            bool const unreadable = column.missing()[r] == MissingReason::unreadable;
            fuzz::promise(unreadable == table.refused(r), "cells of refused rows are unreadable, no others");
            fuzz::promise(table.text(c, r).size() <= 3 * bytes, "no cell is longer than the file in UTF-8");
        }
    }
}

void write_and_read(data::Table const& table) {
    // A single column of such a name would be taken for Excel's line that names the delimiter.
    bool const separator = table.column_count() == 1 && table.column(0).name().size() == 5;
    if (separator) return;
    auto text = written(table);
    // What was refused is gone, and a total that stood elsewhere must not be the last row now.
    for (std::size_t c = 0; c < table.column_count(); ++c)
        text += (c > 0 ? "," : "") + quoted("end");
    text += '\n';
    data::ReadOptions options;
    options.csv.delimiter = ',';
    options.csv.header_line = 1;
    // The header lines of an export are gone, so that the table proves less than the file did: what a survey program
    // calls its columns would make a header line of the first respondent.
    options.exports.origin = data::Origin::none;
    auto const again = data::read_bytes("again.csv", text, options);
    if (!again.value) {
        fuzz::broken("a table that is written can be read\n" + render(again.diagnostics[0]) + text);
    }
    fuzz::same(text, written(again.value->table), "a table that is written comes back");
}

void read(std::string const& name, std::string const& bytes, data::ReadOptions const& options) {
    if (data::begins_like_json(bytes)) return;  // that is fhir.cpp's
    auto const outcome = data::read_bytes(name, bytes, options);
    fuzz::told(outcome, SourceText(name, bytes));
    if (!outcome.value) return;
    look_at(*outcome.value, bytes.size());
    write_and_read(outcome.value->table);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string const bytes(reinterpret_cast<char const*>(data), size);
    read("fuzz.csv", bytes, {});
    read("fuzz.tsv", bytes, {});
    data::ReadOptions semicolon;
    semicolon.csv.delimiter = ';';
    read("fuzz.csv", bytes, semicolon);
    data::ReadOptions given;
    given.csv.encoding = "windows-1252";
    given.csv.decimal = DecimalMark::comma;
    given.csv.header_line = 2;
    read("fuzz.csv", bytes, given);
    data::ReadOptions tight;
    tight.csv.limits = {.file_bytes = 2000, .field_bytes = 20, .columns = 10, .refused_cells = 20};
    read("-", bytes, tight);
    return 0;
}

// Random tables out to CSV and back, and random bytes in: what a fuzzer would do, with a seed.
#include "base/text.hpp"
#include "data/csv/read.hpp"

#include <random>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace quaestor;

namespace {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }
    bool once_in(std::size_t n) { return below(n) == 0; }
    std::string const& of(std::vector<std::string> const& pool) { return pool[below(pool.size())]; }

private:
    std::mt19937_64 engine_;
};

using Rows = std::vector<std::vector<std::string>>;

std::string random_cell(Dice& dice, std::size_t kind) {
    static std::vector<std::string> const pieces{"a",  "B", " ",  "\"",   "\"\"", ",",        ";",
                                                 "\t", "|", "\n", "\r\n", "\r",   "\xC3\xA4", "\xE2\x82\xAC",
                                                 "1",  "-", "=",  "'"};
    if (dice.once_in(10)) return "";
    if (kind == 0) return std::to_string(dice.below(5));
    if (kind == 1) return "-" + std::to_string(1 + dice.below(4000000000U));
    if (kind == 2) return std::to_string(dice.below(100)) + "." + std::to_string(1 + dice.below(9));
    if (kind == 3) return std::string(dice.below(4), '0') + std::to_string(dice.below(1000));
    std::string cell;
    for (auto n = dice.below(6); n > 0; --n) {
        cell += dice.of(pieces);
    }
    return cell;
}

Rows random_rows(Dice& dice) {
    auto const columns = 1 + dice.below(6);
    std::vector<std::size_t> kinds;
    for (std::size_t c = 0; c < columns; ++c) {
        kinds.push_back(dice.below(5));
    }
    Rows rows(dice.below(30));
    for (auto& row : rows) {
        for (auto const kind : kinds) {
            row.push_back(random_cell(dice, dice.once_in(40) ? 4 : kind));
        }
    }
    return rows;
}

/// One column's empty cell is quoted: as a line it would be a blank one.
std::string written(Dice& dice, std::string const& cell, char delimiter, bool only_column) {
    bool const must = cell.find_first_of(std::string("\"\r\n") + delimiter) != std::string::npos ||
                      (only_column && text::trimmed(cell).empty());
    if (!must && !dice.once_in(4)) return cell;
    std::string quoted = "\"";
    for (char const c : cell) {
        quoted += c;
        if (c == '"') quoted += '"';
    }
    return quoted + "\"";
}

std::string csv_of(Dice& dice, Rows const& rows, std::size_t columns, char delimiter) {
    auto const line_end = dice.of({"\n", "\r\n", "\r"});
    std::string out = dice.once_in(5) ? "\xEF\xBB\xBF" : "";
    for (std::size_t c = 0; c < columns; ++c) {
        if (c > 0) out += delimiter;
        out += written(dice, "c" + std::to_string(c), delimiter, false);
    }
    for (auto const& row : rows) {
        out += line_end;
        for (std::size_t c = 0; c < columns; ++c) {
            if (c > 0) out += delimiter;
            out += written(dice, row[c], delimiter, columns == 1);
        }
    }
    // The last line end may be missing, but not where the last cell is the empty one after a delimiter: that
    // is the same.
    return dice.once_in(3) ? out : out + line_end;
}

}  // namespace

TEST_CASE("read_csv: any table written as CSV comes back cell by cell", "[data][csv][property]") {
    Dice dice(20240501);
    for (int round = 0; round < 4000; ++round) {
        auto const rows = random_rows(dice);
        auto const columns = rows.empty() ? 1 + dice.below(4) : rows.front().size();
        data::CsvOptions options;
        char const delimiter = ",;\t|^"[dice.below(5)];
        options.delimiter = delimiter;
        auto const text = csv_of(dice, rows, columns, delimiter);
        CAPTURE(round, text);
        auto const got = data::read_csv("f.csv", text, options);
        REQUIRE(got.ok());
        auto const& table = got.value->table;
        REQUIRE(table.row_count() == rows.size());
        REQUIRE(table.column_count() == columns);
        REQUIRE(got.value->findings.empty());
        for (std::size_t r = 0; r < rows.size(); ++r) {
            for (std::size_t c = 0; c < columns; ++c) {
                REQUIRE(table.text(c, r) == rows[r][c]);
                bool const blank = text::trimmed(rows[r][c]).empty();
                REQUIRE(table.column(c).missing()[r] == (blank ? MissingReason::blank : MissingReason::none));
            }
        }
    }
}

TEST_CASE("read_csv: the delimiter of a plain table is found by itself", "[data][csv][property]") {
    Dice dice(7);
    for (int round = 0; round < 500; ++round) {
        char const delimiter = ",;\t|"[dice.below(4)];
        auto const columns = 2 + dice.below(5);
        Rows rows(1 + dice.below(30));
        for (auto& row : rows) {
            for (std::size_t c = 0; c < columns; ++c) {
                row.push_back(random_cell(dice, c == 0 ? 4 : 0));
            }
        }
        auto const text = csv_of(dice, rows, columns, delimiter);
        CAPTURE(text);
        auto const got = data::read_csv("f.csv", text);
        REQUIRE(got.ok());
        REQUIRE(got.value->table.row_count() == rows.size());
        REQUIRE(got.value->table.text(0, 0) == rows[0][0]);
    }
}

TEST_CASE("read_csv: random bytes give a table or an error and never harm", "[data][csv][property]") {
    Dice dice(99);
    std::string const loaded = "\"\",,;\t|\n\n\r\r\nab12 -.=\xC3\xA4\xEF\xBB\xBF\xFF";
    std::size_t tables = 0;
    for (int round = 0; round < 20000; ++round) {
        std::string bytes = dice.once_in(2) ? "id,q1,q2\nA,1,2\n" : "";
        for (auto n = dice.below(60); n > 0; --n) {
            // The heavy signs alone make valid text often; one file in four has any byte at all.
            bytes += round % 4 == 0 ? static_cast<char>(dice.below(256))
                                    : loaded[dice.below(loaded.size() - 1 - round % 4)];
        }
        CAPTURE(round, bytes);
        data::CsvOptions options;
        if (dice.once_in(3)) options.delimiter = ',';
        if (dice.once_in(5))
            options.limits = {.file_bytes = 50, .field_bytes = 5, .columns = 4, .refused_cells = 10};
        auto const got = data::read_csv("f.csv", bytes, options);
        REQUIRE(got.value.has_value() != got.diagnostics.has_errors());
        if (!got.value) continue;
        ++tables;
        auto const& table = got.value->table;
        REQUIRE(table.refused_rows().size() == got.value->findings.total());
        for (std::size_t r = 0; r < table.row_count(); ++r) {
            for (std::size_t c = 0; c < table.column_count(); ++c) {
                bool const unreadable = table.column(c).missing()[r] == MissingReason::unreadable;
                REQUIRE(unreadable == table.refused(r));
                REQUIRE(table.text(c, r).size() <= bytes.size());
            }
        }
    }
    CHECK(tables > 1000);
}

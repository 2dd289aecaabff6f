#include "document/write/sav.hpp"

#include "base/expects.hpp"
#include "data/read.hpp"
#include "support/folder.hpp"

#include <cmath>
#include <cstdlib>
#include <ctime>
#include <limits>

#include <catch2/catch.hpp>

using namespace quaestor;
using namespace quaestor::document;

namespace {

Table of(std::vector<Column> columns, std::vector<std::vector<Cell>> rows) {
    Table table;
    table.key = "t";
    table.title = "A table";
    table.columns = std::move(columns);
    table.hold(std::move(rows));
    return table;
}

struct Written {
    std::string bytes;
    Diagnostics diagnostics;
    data::Table table;
};

Written written(Table const& table) {
    support::Folder const folder;
    auto const path = folder.file("a.sav", "");
    Written out;
    out.diagnostics = write_sav(table, path);
    out.bytes = support::content(path);
    auto read = data::read_bytes("a.sav", out.bytes);
    REQUIRE(read.value);
    out.table = std::move(read.value->table);
    return out;
}

/// "|" between the cells of a column as they are read again.
std::string column(data::Table const& table, std::size_t c) {
    std::string all;
    for (std::size_t row = 0; row < table.row_count(); ++row)
        all += (row > 0 ? "|" : "") + table.text(c, row);
    return all;
}

/// Sets the time zone and puts it back.
class Zone {
public:
    explicit Zone(char const* name) {
        if (auto const* now = std::getenv("TZ")) before_ = now;
        ::setenv("TZ", name, 1);
        ::tzset();
    }
    Zone(Zone const&) = delete;
    Zone& operator=(Zone const&) = delete;
    ~Zone() {
        if (before_.empty()) {
            ::unsetenv("TZ");
        } else {
            ::setenv("TZ", before_.c_str(), 1);
        }
        ::tzset();
    }

private:
    std::string before_;
};

Table people() {
    return of({{"id", "Who"},
               {"total", "Total", Kind::number, 1},
               {"band", "Band", Kind::flag, {}, {}, {}, {"Total, band", {{1, "low"}, {2, "high"}}, true}},
               {"flag",
                "Flag",
                Kind::flag,
                {},
                {},
                {},
                {{}, {{0, "no"}, {-9, "not known"}}, false, false, {{-9, -9}}}},
               {"n", "Answers", Kind::count}},
              {{"007", 1.5, "low", "no", 3},
               {"12345678901234567890", 0.1 + 0.2, "high", "not known", 0},
               {Cell(), Cell(), Cell(), Cell(), Cell()}});
}

}  // namespace

TEST_CASE("write_sav: texts and numbers come back as they are", "[document][sav]") {
    auto const got = written(people());
    CHECK(got.diagnostics.empty());
    CHECK(column(got.table, 0) == "007|12345678901234567890|");
    CHECK(got.table.column(1).reals()[1] == 0.1 + 0.2);
    CHECK(got.table.column(1).missing()[2] == MissingReason::blank);
    CHECK(column(got.table, 4) == "3|0|");
    CHECK(got.table.column(0).info().label == "Who");
    CHECK_FALSE(got.table.column(0).info().numbers);
    CHECK(got.table.column(4).info().numbers);
}

TEST_CASE("write_sav: words are numbers with labels and what is no answer is declared", "[document][sav]") {
    auto const got = written(people());
    auto const& band = got.table.column(2);
    CHECK(column(got.table, 2) == "1|2|");
    CHECK(band.info().label == "Total, band");
    CHECK(band.info().label_of("2") == "high");
    CHECK(band.missing()[2] == MissingReason::blank);
    auto const& flag = got.table.column(3);
    CHECK(flag.missing()[1] == MissingReason::declared);
    CHECK(flag.text(1) == "-9");
    CHECK(flag.info().label_of("-9") == "not known");
}

TEST_CASE("write_sav: columns of numbers that are texts keep labels and declarations", "[document][sav]") {
    constexpr auto infinity = std::numeric_limits<double>::infinity();
    Column age{"age", "Age", Kind::text};
    age.variable.numbers = true;
    age.variable.codes = {{-1, "refused"}, {100, "100 and more"}};
    age.variable.missing = {{-infinity, -1}, {999, 999}};
    auto const got = written(of({age}, {{"34.25"}, {"-1"}, {"999"}, {Cell()}}));
    auto const& column = got.table.column(0);
    CHECK(column.info().numbers);
    CHECK(column.reals()[0] == 34.25);
    CHECK(column.missing()[1] == MissingReason::declared);
    CHECK(column.missing()[2] == MissingReason::declared);
    CHECK(column.missing()[3] == MissingReason::blank);
    CHECK(column.info().label_of("-1") == "refused");
    REQUIRE(column.info().missing_ranges.size() == 2);
    CHECK(std::isinf(column.info().missing_ranges[0].low));
    CHECK(column.info().missing_ranges[0].high == -1);
}

TEST_CASE("write_sav: texts of any length up to what a string holds", "[document][sav]") {
    std::vector<std::vector<Cell>> rows;
    for (std::size_t const length : {1U, 255U, 256U, 700U, 4'001U, 8'000U, 40'000U})
        rows.push_back({std::string(length, 'x') + (length == 700 ? "ä" : "")});
    auto const got = written(of({{"t", "T"}}, rows));
    for (std::size_t row = 0; row + 1 < rows.size(); ++row)
        CHECK((got.table.text(0, row) == std::get<std::string>(rows[row][0].value)));
    CHECK((got.table.text(0, 6) == std::string(8'000, 'x')));
    REQUIRE(got.diagnostics.size() == 1);
    CHECK(got.diagnostics[0].code == "W104");
}

TEST_CASE("write_sav: bytes that are no text are replaced and told", "[document][sav]") {
    auto const got = written(of({{"t", "T"}}, {{"a\xFF"}, {std::string("a\0b", 3)}}));
    CHECK(column(got.table, 0) == "a\xEF\xBF\xBD|a b");
    REQUIRE(got.diagnostics.size() == 1);
    CHECK(got.diagnostics[0].code == "W105");
}

TEST_CASE("write_sav: long labels are cut at a character", "[document][sav]") {
    std::string const before(119, 'x');
    Column flag{"f", std::string(251, 'y') + "ä", Kind::flag};
    flag.variable.codes = {{1, before + "ä"}};
    auto const got = written(of({flag}, {{before + "ä"}}));
    CHECK(got.table.column(0).info().label == std::string(251, 'y'));
    CHECK(got.table.column(0).info().label_of("1") == before);
}

TEST_CASE("write_sav: columns that SPSS cannot call by their key are told", "[document][sav]") {
    auto const got = written(of({{"patient id", "Patient"}, {"total", "Total", Kind::count}}, {{"a", 1}}));
    CHECK(got.table.column(0).name() == "patient_id");
    REQUIRE(got.diagnostics.size() == 1);
    CHECK(got.diagnostics[0].code == "W108");
    CHECK(got.diagnostics[0].severity == Severity::note);
    CHECK(got.diagnostics[0].message ==
          "SPSS has rules for names, so in this file 'patient id' is patient_id");
}

TEST_CASE("write_sav: many columns whose names begin alike stay apart", "[document][sav]") {
    std::vector<Column> columns;
    std::vector<Cell> row;
    for (int i = 0; i < 500; ++i) {
        auto const key = "instrument_with_a_long_name_item_" + std::to_string(i);
        columns.push_back({key, key, i % 2 == 0 ? Kind::count : Kind::text});
        row.push_back(i % 2 == 0 ? Cell(i) : Cell(std::string(300, 'x') + std::to_string(i)));
    }
    auto const got = written(of(columns, {row}));
    REQUIRE(got.table.column_count() == 500);
    for (std::size_t i = 0; i < 500; ++i) {
        CHECK(got.table.column(i).name() == columns[i].key);
        CHECK(got.table.text(i, 0) == (i % 2 == 0 ? "" : std::string(300, 'x')) + std::to_string(i));
    }
}

TEST_CASE("write_sav: the same bytes in every time zone", "[document][sav][property]") {
    auto const here = written(people()).bytes;
    for (auto const* zone : {"Pacific/Kiritimati", "America/St_Johns", "UTC0"}) {
        Zone const there(zone);
        CHECK(written(people()).bytes == here);
    }
    CHECK(here.find("01 Jan 0012:00:00") != std::string::npos);
}

TEST_CASE("write_sav: a table without rows is a file without cases", "[document][sav]") {
    auto const got = written(of({{"id", "Who"}, {"n", "N", Kind::count}}, {}));
    CHECK(got.table.row_count() == 0);
    CHECK(got.table.column_count() == 2);
}

TEST_CASE("write_sav: says when the file cannot be written", "[document][sav][refusal]") {
    support::Folder const folder;
    for (auto const& path : {std::string("/dev/full"), folder.path("no/such.sav")}) {
        auto const found = write_sav(people(), path);
        REQUIRE(found.size() == 1);
        CHECK(found[0].code == "W107");
        CHECK(found[0].message.find("(null)") == std::string::npos);
    }
}

TEST_CASE("write_sav: what our own code must not do is a bug", "[document][sav][refusal]") {
    support::Folder const folder;
    auto const path = folder.file("a.sav", "");
    CHECK_THROWS_AS(write_sav(of({{"n", "N", Kind::number}}, {{std::nan("")}}), path), Bug);
    Column flag{"f", "F", Kind::flag};
    flag.variable.codes = {{1, "yes"}};
    CHECK_THROWS_AS(write_sav(of({flag}, {{"maybe"}}), path), Bug);
}

#include "document/write/xlsx.hpp"

#include "base/expects.hpp"
#include "document/write/xlsx_plan.hpp"
#include "support/folder.hpp"

#include <clocale>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <sys/resource.h>

#include <catch2/catch.hpp>

using namespace quaestor;
using namespace quaestor::document;

namespace {

Table small_table() {
    Table table;
    table.key = "scree";
    table.title = "Eigenvalues";
    table.columns = {{"k", "Factor", Kind::count},
                     {"value", "Observed", Kind::number, {}, {}, "Of the matrix."}};
    table.hold({{1, 2.5}, {2, Cell::absent("not computed")}, {3, 0.3}});
    table.emphasis = {{{"value"}, ToneRule{when::Below{1}, Tone::muted}}, {{"value"}, DataBar{0, 3}}};
    table.notes = {"Small print."};
    return table;
}

Figure scree() {
    Figure figure;
    figure.key = "plot";
    figure.title = "Scree plot";
    figure.table = "scree";
    figure.categories = "k";
    figure.series = {{"value"}};
    return figure;
}

Document with(std::vector<Block> blocks, bool data_sheet = false) {
    Document document;
    document.title = "Title & more";
    document.summary = {Paragraph{"Careful.", Tone::warning}};
    document.facts = {{"Data", "a.csv"}};
    Section section;
    section.key = "s";
    section.title = "Section";
    section.blocks = std::move(blocks);
    section.data_sheet = data_sheet;
    document.sections = {std::move(section)};
    return document;
}

Table one_cell(Cell cell) {
    Table table;
    table.key = "t";
    table.columns = {{"a", "A"}};
    table.hold({{std::move(cell)}});
    return table;
}

Table lazy(std::size_t rows, std::size_t columns, std::size_t& reads) {
    Table table;
    table.key = "t";
    table.columns.assign(columns, {"a", "A"});
    table.rows = rows;
    table.cells = [&reads](std::size_t, std::size_t) {
        ++reads;
        return Cell(1);
    };
    return table;
}

/// While it lives, no file of this process can grow beyond `bytes`.
class SmallFiles {
public:
    explicit SmallFiles(rlim_t bytes) : before_signal_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        auto limit = before_;
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    SmallFiles(SmallFiles const&) = delete;
    SmallFiles& operator=(SmallFiles const&) = delete;
    ~SmallFiles() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, before_signal_);
    }

private:
    void (*before_signal_)(int);
    rlimit before_{};
};

std::string write(Document const& document) {
    support::Folder const folder;
    CHECK(write_xlsx(document, folder.path("a.xlsx")).empty());
    return support::content(folder.path("a.xlsx"));
}

}  // namespace

TEST_CASE("write_xlsx: the same bytes in every run and time zone and place", "[document][xlsx][property]") {
    auto const document = with({scree(), small_table()});
    auto const first = write(document);
    REQUIRE(first.starts_with("PK"));
    ::setenv("TZ", "Pacific/Kiritimati", 1);
    auto const second = write(document);
    ::unsetenv("TZ");
    CHECK(first == second);
}

TEST_CASE("write_xlsx: numbers have points whatever the locale", "[document][xlsx][regression]") {
    auto const document = with({one_cell(0.5)});
    auto const plain = write(document);
    auto const set = std::setlocale(LC_ALL, "de_DE.UTF-8") != nullptr;
    auto const german = write(document);
    std::setlocale(LC_ALL, "C");
    if (!set) WARN("there is no German locale here");
    CHECK(plain == german);
}

TEST_CASE("write_xlsx: leaves the workbook and nothing else", "[document][xlsx]") {
    support::Folder const folder;
    CHECK(write_xlsx(with({small_table()}), folder.path("a.xlsx")).empty());
    CHECK_THROWS_AS(
        write_xlsx(with({one_cell(std::numeric_limits<double>::quiet_NaN())}), folder.path("a.xlsx")), Bug);
    auto const files = std::distance(std::filesystem::directory_iterator(folder.path()), {});
    CHECK(files == 1);
}

TEST_CASE("write_xlsx: more rows than a sheet holds are refused before any is written",
          "[document][xlsx][refusal]") {
    support::Folder const folder;
    std::size_t reads = 0;
    auto const found = write_xlsx(with({lazy(1'048'577, 2, reads)}, true), folder.path("a.xlsx"));
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == "W101");
    CHECK(found[0].message == "sheet 'Section' would have 1,048,578 rows, and a workbook holds 1,048,576");
    CHECK(reads < 1000);  // the first rows are sampled for widths
    CHECK_FALSE(std::filesystem::exists(folder.path("a.xlsx")));
}

TEST_CASE("write_xlsx: the last row that fits is one less than the sheet has", "[document][xlsx]") {
    std::size_t reads = 0;
    auto const blocks = std::vector<Block>{lazy(1'048'575, 1, reads)};
    xlsx::Sheet sheet;
    sheet.blocks = &blocks;
    sheet.data = true;
    CHECK(xlsx::plan(sheet).end == xlsx::most_rows);
}

TEST_CASE("write_xlsx: more columns than a sheet holds are refused", "[document][xlsx][refusal]") {
    support::Folder const folder;
    std::size_t reads = 0;
    auto const found = write_xlsx(with({lazy(1, 16'385, reads)}), folder.path("a.xlsx"));
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == "W102");
    CHECK(reads == 0);
}

TEST_CASE("write_xlsx: a place that cannot be written is reported", "[document][xlsx][refusal]") {
    support::Folder const folder;
    auto const found = write_xlsx(with({small_table()}), folder.path("no/such.xlsx"));
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == "W103");
}

TEST_CASE("write_xlsx: a full disk is reported", "[document][xlsx][refusal]") {
    auto const found = write_xlsx(with({small_table()}), "/dev/full");
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == "W103");
}

TEST_CASE("write_xlsx: scratch files that run out of room are noticed", "[document][xlsx][refusal]") {
    support::Folder const folder;
    std::size_t reads = 0;
    auto const document = with({lazy(10'000, 5, reads)}, true);
    SmallFiles const limit(100'000);
    auto const found = write_xlsx(document, folder.path("a.xlsx"));
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == "W103");
}

TEST_CASE("write_xlsx: texts that do not fit are written as far as possible and told", "[document][xlsx]") {
    support::Folder const folder;
    auto table = one_cell(std::string(40'000, 'x'));
    table.columns.push_back({"b", "B"});
    table.hold({{std::string(40'000, 'x'), "a\xFF"}, {std::string(40'000, 'y'), "=1+1"}});
    auto const found = write_xlsx(with({table}), folder.path("a.xlsx"));
    CHECK_FALSE(found.has_errors());
    REQUIRE(found.size() == 2);
    CHECK(found[0].code == "W104");
    CHECK(found[0].message == "2 texts were cut to the 32,767 characters that a cell of a workbook holds");
    CHECK(found[1].code == "W105");
}

TEST_CASE("write_xlsx: numbers that are not finite are our bug", "[document][xlsx][refusal]") {
    support::Folder const folder;
    for (double const number :
         {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
        CHECK_THROWS_AS(write_xlsx(with({one_cell(number)}), folder.path("a.xlsx")), Bug);
        CHECK_THROWS_AS(write_xlsx(with({one_cell(number)}, true), folder.path("a.xlsx")), Bug);
    }
}

TEST_CASE("write_xlsx: a figure needs its table and an emphasis its column", "[document][xlsx][refusal]") {
    support::Folder const folder;
    CHECK_THROWS_AS(write_xlsx(with({scree()}), folder.path("a.xlsx")), Bug);
    auto table = small_table();
    table.emphasis[0].columns = {"none"};
    CHECK_THROWS_AS(write_xlsx(with({table}), folder.path("a.xlsx")), Bug);
}

TEST_CASE("write_xlsx: empty tables and sections and odd titles are taken", "[document][xlsx]") {
    Table empty = small_table();
    empty.hold({});
    auto document = with({scree(), empty, Notes{}});
    document.title = "=1+1 \xFF\x01";
    document.sections.push_back({"x", "Section", {}});
    document.sections.push_back({"y", "a/b [c] and much more than thirty-one characters", {Paragraph{""}}});
    document.facts = {{"", ""}};
    support::Folder const folder;
    auto const found = write_xlsx(document, folder.path("a.xlsx"));
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == "W105");  // the title's byte
}

TEST_CASE("plan: a chart above its table knows where the table will be", "[document][xlsx]") {
    std::vector<Block> const blocks{scree(), small_table(), Paragraph{"end"}};
    xlsx::Sheet sheet;
    sheet.title = "Section";
    sheet.blocks = &blocks;
    auto const plan = xlsx::plan(sheet);
    REQUIRE(plan.rows.size() == 3);
    auto const table = xlsx::place(plan, sheet, 1);
    CHECK(table.header ==
          2 + 1 + xlsx::figure_rows + 1 + 1);  // titles, figure title, figure, free row, table title
    CHECK(table.first == table.header + 1);
    CHECK(table.last == table.header + 3);
    CHECK(plan.rows[2] == table.last + 3);  // small print and a free row
}

TEST_CASE("lines: wraps at words and counts line ends", "[document][xlsx]") {
    CHECK(xlsx::lines("", 10) == 1);
    CHECK(xlsx::lines("short", 10) == 1);
    CHECK(xlsx::lines("a\nb\nc", 10) == 3);
    CHECK(xlsx::lines("one two three four five six", 10) > 1);
    CHECK(xlsx::lines(std::string(1000, 'a'), 10) >= 70);
}

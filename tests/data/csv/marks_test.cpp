// The marks of every width of instructions are the same, and are where the scanner divides.
#include "data/csv/marks.hpp"

#include "data/csv/scanner.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>

using namespace quaestor::data;
using csv::Marks;

namespace {

Marks marks_of(std::string const& text, csv::Width width) {
    Marks marks;
    auto const padded = text + std::string(csv::marks_overread, '"');
    csv::find_marks(std::string_view(padded).substr(0, text.size()), ',', marks, width);
    return marks;
}

bool same(Marks const& a, Marks const& b) {
    if (a.fields != b.fields || a.records != b.records || a.regular != b.regular || a.quotes != b.quotes ||
        a.nul != b.nul || a.beyond_ascii != b.beyond_ascii || a.carriage_returns != b.carriage_returns ||
        a.lines_in_fields != b.lines_in_fields)
        return false;
    auto const equal = [](auto const& x, auto const& y, std::size_t n) {
        return std::equal(x.data(), x.data() + n, y.data());
    };
    auto const blocks = a.records == 0 ? 0 : a.last[a.records - 1].offset / 64 + 1;
    return equal(a.ends, b.ends, blocks) && equal(a.shorts, b.shorts, a.fields) && equal(a.last, b.last, a.records);
}

/// Each record's fields as the marks have them: with their quotes.
std::vector<std::vector<std::string>> divided(std::string const& text, Marks const& marks) {
    std::vector<std::vector<std::string>> records;
    std::size_t begin = 0;
    std::size_t field = 0;
    for (std::size_t r = 0; r < marks.records; ++r) {
        auto& record = records.emplace_back();
        auto const first = begin;
        for (std::size_t n = 0; field <= marks.last[r].field; ++field, ++n) {
            auto const end = csv::end_of_field(marks, static_cast<std::uint32_t>(first), n);
            record.push_back(text.substr(begin, end - begin));
            begin = end + 1;
        }
        REQUIRE(begin == marks.last[r].offset + 1);
        if (begin < text.size() && text[begin - 1] == '\r') ++begin;
    }
    return records;
}

std::vector<std::vector<std::string>> scanned(std::string const& text, bool& trouble) {
    std::vector<std::vector<std::string>> records;
    csv::Scanner scanner(text, ',', 1, {});
    csv::Record record;
    trouble = false;
    while (scanner.next(record)) {
        trouble = trouble || record.trouble != csv::Trouble::none || record.stray_quote.line > 0;
        auto& fields = records.emplace_back();
        for (auto const& field : record.fields)
            fields.push_back(field.quoted ? '"' + std::string(field.text) + '"' : std::string(field.text));
    }
    return records;
}

std::string random_text(std::mt19937& random, std::string const& alphabet) {
    std::string text;
    auto const length = random() % 220;
    for (std::size_t i = 0; i < length; ++i)
        text += alphabet[random() % alphabet.size()];
    return text + '\n';
}

}  // namespace

TEST_CASE("find_marks: fields, records, and what short fields hold", "[data][csv][marks]") {
    for (auto const width : csv::widths()) {
        auto const marks = marks_of("a,,12\n\"x,\n\",5\r\n\n", width);
        REQUIRE(marks.records == 3);
        CHECK(marks.regular);
        CHECK(marks.lines_in_fields);
        CHECK(marks.fields == 6);
        CHECK(marks.ends[0] == (1U << 1U | 1U << 2U | 1U << 5U | 1U << 11U | 1U << 13U | 1U << 15U));
        CHECK(std::vector(marks.shorts.data(), marks.shorts.data() + 6) ==
              std::vector<std::uint8_t>{'a', Marks::short_empty, Marks::short_long, Marks::short_long, '5',
                                        Marks::short_empty});
        CHECK(std::vector(marks.last.data(), marks.last.data() + 3) == std::vector<Marks::Last>{{5, 2}, {13, 4}, {15, 5}});
    }
}

TEST_CASE("end_of_field: counts the fields that end from a place on", "[data][csv][marks]") {
    std::string text;
    std::vector<std::uint32_t> ends;
    for (std::size_t size = 0; size < 150; ++size) {
        text += std::string(size * size % 71, 'x');
        ends.push_back(static_cast<std::uint32_t>(text.size()));
        text += ',';
    }
    text.back() = '\n';
    for (auto const width : csv::widths()) {
        auto const marks = marks_of(text, width);
        for (std::size_t first = 0; first < ends.size(); ++first) {
            for (std::size_t n = 0; first + n < ends.size(); ++n)
                REQUIRE(csv::end_of_field(marks, ends[first], n) == ends[first + n]);
        }
    }
}

TEST_CASE("find_marks: quotes that are not as they should be are told", "[data][csv][marks]") {
    for (auto const width : csv::widths()) {
        for (auto const* text : {"5\" tall\n", "\"a\"b,c\n", "\"open\n", "a\rb\n", " \"x\"\n", "\"\"x\"\n"})
            CHECK_FALSE(marks_of(text, width).regular);
        for (auto const* text : {"\"a\"\"b\",\"\"\n", "\"\"\"\"\n", "\"a\",\"b\"\r\n", "\n"})
            CHECK(marks_of(text, width).regular);
    }
}

TEST_CASE("find_marks: every width gives the same marks, and the scanner divides there too", "[data][csv][marks][property]") {
    std::mt19937 random(11);
    std::size_t regular = 0;
    for (int trial = 0; trial < 60'000; ++trial) {
        // Now and then with NULs and letters; mostly so that many texts are regular.
        static std::string const wild("1,2\n\"\r;x,\n\"\"a,,,\xC3\0", 19);
        static std::string const tame = "1234,,,,\n\n5,,12345,,67,\n";
        static std::string const quoted = ",\"\",\"\",\"1\",\n";
        auto const& alphabet = trial % 3 == 0 ? wild : trial % 3 == 1 ? tame : quoted;
        auto const text = random_text(random, alphabet);
        auto const plain = marks_of(text, csv::Width::plain);
        for (auto const width : csv::widths())
            REQUIRE(same(plain, marks_of(text, width)));
        bool trouble = false;
        auto const expected = scanned(text, trouble);
        if (!plain.regular) continue;
        ++regular;
        REQUIRE_FALSE(trouble);
        REQUIRE(divided(text, plain) == expected);
    }
    CHECK(regular > 10'000);
}

TEST_CASE("count_of: every width counts as one by one", "[data][csv][marks][property]") {
    std::mt19937 random(3);
    for (std::size_t const size : {0U, 1U, 63U, 64U, 65U, 200U, 64U * 255U, 64U * 255U + 64U, 70'001U}) {
        std::string text(size, 'x');
        for (auto& c : text)
            c = random() % 3 == 0 ? 'x' : random() % 2 == 0 ? '\n' : '\xFF';
        for (char const c : {'x', '\n', '\xFF', '"'}) {
            for (auto const width : csv::widths())
                CHECK(csv::count_of(text, c, width) == static_cast<std::size_t>(std::count(text.begin(), text.end(), c)));
        }
        // A byte counts no more than 255 of them.
        for (auto const width : csv::widths())
            CHECK(csv::count_of(std::string(size, 'x'), 'x', width) == size);
    }
}

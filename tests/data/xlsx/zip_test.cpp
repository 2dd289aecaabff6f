#include "data/xlsx/zip.hpp"

#include "support/workbook.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;
using namespace quaestor::data::xlsx;
using support::Part;

namespace {

data::XlsxLimits const limits;

/// All of the first entry, or its error.
std::string unpack(std::string const& bytes, std::uint64_t may = 1'000'000) {
    auto const archive = Archive::open("a.xlsx", bytes, limits);
    if (!archive.value) return archive.diagnostics[0].code + ": " + archive.diagnostics[0].message;
    if (archive.value->entries().empty()) return "D150: nothing in it";
    Budget budget{may, 0};
    Unpacker unpacker(*archive.value, archive.value->entries().at(0), budget);
    std::string all;
    while (true) {
        auto const piece = unpacker.next();
        if (!piece.value) return piece.diagnostics[0].code + ": " + piece.diagnostics[0].message;
        if (piece.value->empty()) return all;
        all += *piece.value;
    }
}

std::string const text = "abcabcabc";

}  // namespace

TEST_CASE("Unpacker: gives back what was packed, stored or deflated", "[data][xlsx][zip]") {
    std::string long_text;
    for (int i = 0; i < 100'000; ++i)
        long_text += std::to_string(i);
    for (bool const packed : {true, false}) {
        CHECK(unpack(support::archive({Part{"a", text, packed}})) == text);
        CHECK(unpack(support::archive({Part{"a", long_text, packed}})) == long_text);
        CHECK(unpack(support::archive({Part{"a", "", packed}})).empty());
    }
    // A comment behind the archive, which may even look like an archive's end.
    CHECK(unpack(support::archive({Part{"a", text}}) + "comment") == text);
}

TEST_CASE("Archive: finds names without regard to case", "[data][xlsx][zip]") {
    auto const bytes = support::archive({Part{"xl/SharedStrings.xml", "1"}, Part{"b", "2"}});
    auto const archive = Archive::open("a.xlsx", bytes, limits);
    REQUIRE(archive.ok());
    REQUIRE(archive.value->find("xl/sharedStrings.xml") != nullptr);
    CHECK(archive.value->find("xl/sharedStrings.xml")->expanded == 1);
    CHECK(archive.value->find("sharedStrings.xml") == nullptr);
}

TEST_CASE("Archive: every way of cutting one off ends in words", "[data][xlsx][zip][refusal]") {
    auto const whole = support::archive({Part{"a", text}, Part{"b", text}});
    for (std::size_t length = 0; length < whole.size(); ++length) {
        CAPTURE(length);
        CHECK(unpack(whole.substr(0, length)) ==
              "D150: the workbook is cut off or damaged: its end is missing");
    }
    // Without its beginning the list at the end points to nothing.
    for (std::size_t gone = 1; gone < whole.size() - 22; ++gone) {
        CAPTURE(gone);
        CHECK(unpack(whole.substr(gone)).starts_with("D150"));
    }
}

TEST_CASE("Archive: any byte may be wrong and nothing but a message comes of it",
          "[data][xlsx][zip][property]") {
    auto const whole = support::archive({Part{"a", text}, Part{"b", text, false}});
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (char const value : {'\0', '\x7F', '\xFF'}) {
            auto broken = whole;
            broken[at] = value;
            auto const got = unpack(broken);
            CAPTURE(at, static_cast<int>(value));
            CHECK((got == text || got.starts_with("D15")));
        }
    }
}

TEST_CASE("Unpacker: what is not as it says is damaged", "[data][xlsx][zip][refusal]") {
    Part wrong{"a", text};
    wrong.wrong_checksum = true;
    CHECK(unpack(support::archive({wrong})) ==
          "D150: the workbook is cut off or damaged: its part 'a' is damaged");
    Part locked{"a", text};
    locked.encrypted = true;
    CHECK(unpack(support::archive({locked})).ends_with("is protected by a password"));
    Part other{"a", text};
    other.method = 12;
    CHECK(unpack(support::archive({other})).ends_with("is packed in a way that workbooks do not use"));
    Part shorter{"a", support::deflated(text)};
    shorter.packed_already = true;
    shorter.expanded = 5;
    CHECK(unpack(support::archive({shorter})).ends_with("is damaged"));
}

TEST_CASE("Unpacker: stops at the budget and not at what the archive says", "[data][xlsx][zip][refusal]") {
    Part bomb{"a", support::deflated(std::string(10'000'000, ' '))};
    bomb.packed_already = true;
    bomb.expanded = 10;
    CHECK(unpack(support::archive({bomb}), 200'000).starts_with("D151: the workbook has "));
    CHECK(unpack(support::archive({Part{"a", text}}), text.size()) == text);
    CHECK(unpack(support::archive({Part{"a", text}}), text.size() - 1).starts_with("D151"));
}

TEST_CASE("Archive: too many entries are refused before they are read", "[data][xlsx][zip][refusal]") {
    std::vector<Part> parts(11, Part{"a", "1"});
    data::XlsxLimits few;
    few.entries = 10;
    auto const bytes = support::archive(parts);
    auto const got = Archive::open("a.xlsx", bytes, few);
    REQUIRE_FALSE(got.ok());
    CHECK(got.diagnostics[0].message.find("11 parts") != std::string::npos);
}

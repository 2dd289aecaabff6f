#include "document/write/zip.hpp"

#include "base/expects.hpp"
#include "document/write/deflate.hpp"
#include "support/folder.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;
using namespace quaestor::document;

namespace {

zip::Entry stored(std::string name, std::string_view content) {
    return {std::move(name), 0, crc32(content), content.size(), content.size()};
}

}  // namespace

TEST_CASE("zip: what was written is read and unpacks to what it was", "[document][zip]") {
    support::Folder const folder;
    std::string const long_text(100'000, 'q');
    std::string packed;
    Deflater().pack(long_text, true, packed);
    {
        OpenFile file(folder.path("a.zip"));
        zip::Writer archive(file);
        archive.begin(stored("a.xml", "one"));
        archive.append("on");
        archive.append("e");
        archive.begin({"b/c.xml", 8, crc32(long_text), packed.size(), long_text.size()});
        archive.append(packed);
        archive.begin(stored("empty", ""));
        archive.close();
    }
    auto const bytes = support::content(folder.path("a.zip"));
    auto const members = zip::members(bytes);
    REQUIRE(members.size() == 3);
    CHECK(members[0].entry.name == "a.xml");
    CHECK(zip::unpacked(members[0]) == "one");
    CHECK(members[1].entry.name == "b/c.xml");
    CHECK(members[1].entry.crc == crc32(long_text));
    CHECK(zip::unpacked(members[1]) == long_text);
    CHECK(zip::unpacked(members[2]).empty());
}

TEST_CASE("zip: a member of other bytes than it says is our bug", "[document][zip][refusal]") {
    support::Folder const folder;
    OpenFile file(folder.path("a.zip"));
    zip::Writer archive(file);
    archive.begin(stored("a", "one"));
    CHECK_THROWS_AS(archive.append("four"), Bug);
    CHECK_THROWS_AS(archive.close(), Bug);
    CHECK_THROWS_AS(archive.begin(stored("b", "")), Bug);
}

TEST_CASE("zip: members of more than 4 GiB have their sizes in the field for large files", "[document][zip]") {
    OpenFile nowhere("/dev/null");
    zip::Writer archive(nowhere);
    constexpr std::uint64_t size = 5ULL << 30U;
    archive.begin({"large", 0, 0, size, size});
    std::string const piece(1 << 28, 'x');
    for (std::uint64_t written = 0; written < size; written += piece.size())
        archive.append(piece);
    archive.begin(stored("behind", ""));
    archive.close();
    // What is read back by others stands in the directory.
    auto const& directory = archive.directory();
    auto const at = [&](std::size_t place, std::size_t bytes) {
        std::uint64_t value = 0;
        for (std::size_t i = bytes; i-- > 0;)
            value = value << 8U | static_cast<unsigned char>(directory.at(place + i));
        return value;
    };
    constexpr std::size_t header = 46;
    constexpr std::size_t first_field = header + 5;
    CHECK(at(20, 4) == 0xFFFFFFFF);
    CHECK(at(24, 4) == 0xFFFFFFFF);
    CHECK(at(42, 4) == 0);
    CHECK(at(first_field, 2) == 1);
    CHECK(at(first_field + 2, 2) == 16);
    CHECK(at(first_field + 4, 8) == size);
    CHECK(at(first_field + 12, 8) == size);
    constexpr std::size_t second = first_field + 20;
    CHECK(at(second + 20, 4) == 0);
    CHECK(at(second + 42, 4) == 0xFFFFFFFF);
    CHECK(at(second + header + 6 + 2, 2) == 8);
    CHECK(at(second + header + 6 + 4, 8) == size + 30 + 5 + 20);  // its own place, behind the large one
}

TEST_CASE("zip: what is no archive of ours is our bug", "[document][zip][refusal]") {
    CHECK_THROWS_AS(zip::members(""), Bug);
    CHECK_THROWS_AS(zip::members(std::string(100, 'x')), Bug);
}

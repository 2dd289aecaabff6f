// What comes once can be read at any place and again, as an ordinary file can.
#include "base/byte_input.hpp"
#include "support/folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>

using namespace quaestor;

namespace {

std::string some_text(std::size_t size) {
    std::string text;
    while (text.size() < size)
        text += std::to_string(text.size() * 7919) + ',';
    text.resize(size);
    return text;
}

/// Gives `text` in pieces of up to `most` bytes.
Pull in_pieces(std::string text, std::size_t most) {
    return [text = std::move(text), most, at = std::size_t{0}](char* to, std::size_t size) mutable {
        auto const n = std::min({size, most, text.size() - at});
        std::memcpy(to, text.data() + at, n);
        at += n;
        return static_cast<std::ptrdiff_t>(n);
    };
}

std::string read(ByteInput& input, std::size_t offset, std::size_t size) {
    std::string text(size, '?');
    auto const n = input.read(offset, size, text.data());
    REQUIRE(n);
    text.resize(*n);
    return text;
}

}  // namespace

TEST_CASE("keep_bytes: what has gone by can be read again wherever it is kept", "[base]") {
    support::Folder const folder;
    auto const text = some_text(10'000);
    for (std::size_t const in_memory : {0U, 1U, 4'000U, 10'000U, 20'000U}) {
        INFO(in_memory << " bytes in memory");
        auto const input = keep_bytes("pipe", folder.path(), in_pieces(text, 700), in_memory);
        CHECK(read(*input, 0, 3'000) == text.substr(0, 3'000));
        CHECK(input->size() == 3'000);
        CHECK(read(*input, 2'500, 2'000) == text.substr(2'500, 2'000));
        CHECK(read(*input, 6'000, 10) == text.substr(6'000, 10));
        CHECK(read(*input, 3'999, 2) == text.substr(3'999, 2));
        CHECK(read(*input, 0, 20'000) == text);
        CHECK(input->size() == text.size());
        CHECK(read(*input, 9'990, 20) == text.substr(9'990));
        CHECK(read(*input, 10'000, 20).empty());
        CHECK(read(*input, 30'000, 20).empty());
        CHECK_FALSE(input->problem());
    }
    CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("keep_bytes: says why it cannot be read or kept", "[base][refusal]") {
    support::Folder const folder;
    char to[16];
    auto const nowhere = keep_bytes("standard input", folder.path("none"), in_pieces(some_text(100), 8), 16);
    CHECK(nowhere->read(0, 16, to) == 16U);
    CHECK_FALSE(nowhere->read(16, 16, to));
    REQUIRE(nowhere->problem());
    CHECK(nowhere->problem()->code == "D002");
    CHECK(nowhere->problem()->message.find(folder.path("none")) != std::string::npos);
    CHECK(nowhere->problem()->where == "standard input");
    // What is in memory is there all the same; nothing more comes.
    CHECK(nowhere->read(0, 16, to) == 16U);
    CHECK_FALSE(nowhere->read(16, 16, to));

    auto const broken = keep_bytes("pipe", folder.path(), [](char*, std::size_t) {
        errno = EIO;
        return std::ptrdiff_t{-1};
    });
    CHECK_FALSE(broken->read(0, 16, to));
    REQUIRE(broken->problem());
    CHECK(broken->problem()->code == "D001");
}

TEST_CASE("open_bytes: ordinary files and nothing else", "[base]") {
    support::Folder const folder;
    auto const text = some_text(5'000);
    auto const input = open_bytes(folder.file("file", text));
    REQUIRE(input != nullptr);
    CHECK(input->size() == text.size());
    CHECK(read(*input, 0, 9'000) == text);
    CHECK(read(*input, 4'000, 100) == text.substr(4'000, 100));
    CHECK(read(*input, 9'000, 100).empty());
    CHECK(open_bytes(folder.path()) == nullptr);
    CHECK(open_bytes(folder.path("none")) == nullptr);
    CHECK(open_bytes("/dev/null") == nullptr);
}

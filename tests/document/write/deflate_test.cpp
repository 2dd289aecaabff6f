#include "document/write/deflate.hpp"

#include <random>

#include <zlib.h>

#include <catch2/catch.hpp>

using namespace quaestor;
using document::Deflater;

namespace {

/// What zlib makes of a whole stream; empty where it is none.
std::string inflated(std::string packed, std::size_t size) {
    std::string out(size + 1, '\0');  // room for a byte too many, which would be noticed
    z_stream stream{};
    REQUIRE(::inflateInit2(&stream, -15) == Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    auto const answer = ::inflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    ::inflateEnd(&stream);
    CHECK(answer == Z_STREAM_END);
    CHECK(stream.avail_in == 0);
    return out;
}

std::string noise(std::size_t size) {
    std::mt19937 numbers(7);
    std::string out;
    while (out.size() < size)
        out += static_cast<char>(numbers());
    return out;
}

std::string packed(std::string_view piece, bool last) {
    std::string out;
    Deflater().pack(piece, last, out);
    return out;
}

}  // namespace

TEST_CASE("Deflater: pieces that were compressed apart are one stream", "[document][deflate]") {
    std::vector<std::string> const pieces{"", std::string(300'000, 'x'), noise(700'000), "a", "", noise(70'000) + "end"};
    std::string whole;
    std::string stream;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        whole += pieces[i];
        stream += packed(pieces[i], i + 1 == pieces.size());
    }
    CHECK(inflated(stream, whole.size()) == whole);
}

TEST_CASE("Deflater: a stream may end with nothing", "[document][deflate]") {
    CHECK(inflated(packed("abc", false) + packed("", true), 3) == "abc");
}

TEST_CASE("Deflater: what was compressed before makes no difference", "[document][deflate]") {
    Deflater deflater;
    std::string first;
    deflater.pack(noise(200'000), false, first);
    std::string second;
    deflater.pack("abcabcabcabc", false, second);
    CHECK(second == packed("abcabcabcabc", false));
}

TEST_CASE("crc32: is that of zip and goes on from one piece to the next", "[document][deflate]") {
    CHECK(document::crc32("") == 0);
    CHECK(document::crc32("123456789") == 0xCBF43926);
    CHECK(document::crc32("6789", document::crc32("12345")) == 0xCBF43926);
}

TEST_CASE("Deflater: bytes hang on the piece alone", "[document][deflate][property]") {
    std::string rows;
    for (int i = 0; i < 40'000; ++i)
        rows += "<c r=\"A" + std::to_string(i) + "\"><v>" + std::to_string(i * 7919 % 1000) + "</v></c>";
    auto const want = packed(rows, false);
    Deflater used;
    std::string out;
    for (auto const& before : {noise(5'000), rows.substr(3, 100'000), std::string(200'000, 'x'), std::string()}) {
        used.pack(before, before.empty(), out);
        used.pack(rows, false, out);
        CHECK(out == want);
    }
}

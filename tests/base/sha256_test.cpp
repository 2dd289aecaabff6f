#include "base/sha256.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

using quaestor::Sha256;
using quaestor::sha256;

TEST_CASE("sha256: the examples of FIPS 180-4", "[base][sha256]") {
    CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256(std::string(1'000'000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("Sha256: pieces of any length give what the whole gives", "[base][sha256]") {
    std::string text;
    for (int i = 0; i < 300; ++i)
        text += static_cast<char>('a' + i % 26);
    for (std::size_t length = 0; length <= text.size(); ++length) {
        Sha256 pieces;
        for (std::size_t at = 0; at < length; at += 1 + at % 67)
            pieces.update(std::string_view(text).substr(at, std::min(1 + at % 67, length - at)));
        CHECK(pieces.hex() == sha256(text.substr(0, length)));
    }
}

TEST_CASE("Sha256: two at once give what each gives alone", "[base][sha256]") {
    std::string one;
    std::string other;
    for (int i = 0; i < 1500; ++i) {
        one += static_cast<char>('a' + i % 26);
        other += static_cast<char>('0' + i % 10);
    }
    for (std::size_t const begun : {0U, 1U, 63U, 64U, 100U}) {
        for (std::size_t const length : {0U, 1U, 28U, 63U, 64U, 65U, 127U, 128U, 500U, 1400U}) {
            Sha256 a;
            Sha256 b;
            a.update(one.substr(0, begun));
            Sha256::update_both(a, std::string_view(one).substr(begun, length), b, std::string_view(other).substr(0, length / 2));
            Sha256::update_both(a, "!", b, std::string_view(other).substr(length / 2, length));
            CHECK(a.hex() == sha256(one.substr(0, begun + length) + "!"));
            CHECK(b.hex() == sha256(other.substr(0, length / 2 + length)));
        }
    }
}

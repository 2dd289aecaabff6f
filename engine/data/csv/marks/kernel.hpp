/// The loop over a text that every width of instructions shares. Each width includes this in a file of its own, which is
/// compiled for it: nothing here may have external linkage, lest code for one processor runs on another.
#pragma once

#include "data/csv/marks.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>

namespace quaestor::data::csv {

/// What Marks has. There is room for one entry a byte of the text, and 80 more; of `ends`, for one a block.
struct MarksOut {
    std::uint64_t* ends;
    std::uint8_t* shorts;
    Marks::Last* last;
    std::size_t fields = 0;
    std::size_t records = 0;
    bool regular = true;
    bool quotes = false;
    bool beyond_ascii = false;
    bool nul = false;
    bool carriage_returns = false;
    bool lines_in_fields = false;
};

void marks_plain(char const* text, std::size_t size, char delimiter, MarksOut& out);
void marks_avx2(char const* text, std::size_t size, char delimiter, MarksOut& out);
void marks_avx512(char const* text, std::size_t size, char delimiter, MarksOut& out);

std::size_t count_plain(char const* text, std::size_t size, char c);
std::size_t count_avx2(char const* text, std::size_t size, char c);
std::size_t count_avx512(char const* text, std::size_t size, char c);

namespace {

/// In lanes that the compiler makes vectors of, so many at once that a byte counts them.
inline std::size_t count_bytes(char const* text, std::size_t size, char c) {
    constexpr std::size_t lanes = 64;
    std::size_t n = 0;
    auto const whole = size / lanes * lanes;
    for (std::size_t first = 0; first < whole;) {
        auto const behind = whole - first > lanes * 255 ? first + lanes * 255 : whole;
        std::uint8_t counts[lanes]{};
        for (; first < behind; first += lanes) {
            for (std::size_t lane = 0; lane < lanes; ++lane)
                counts[lane] = static_cast<std::uint8_t>(counts[lane] + (text[first + lane] == c));
        }
        for (auto const count : counts)
            n += count;
    }
    for (auto i = whole; i < size; ++i)
        n += text[i] == c ? 1 : 0;
    return n;
}

/// One bit for each of 64 bytes.
using Bits = std::uint64_t;

struct Signs {
    Bits delimiter = 0;
    Bits line_feed = 0;
    Bits carriage_return = 0;
    Bits quote = 0;
    Bits nul = 0;
    Bits high = 0;
};

/// What one block leaves for the next.
struct Carry {
    Bits inside = 0;        ///< all ones inside quotes
    Bits boundary = 0b10;   ///< whether the last two bytes were boundaries: bit 1 is the last
    bool closed = false;    ///< the last byte was a closing quote
    bool returned = false;  ///< the last byte was a carriage return outside of quotes
};

/// Fields and records of one block, from its signs.
struct Cut {
    Bits ends = 0;     ///< fields end here
    Bits records = 0;  ///< those that end a record
    Bits empty = 0;    ///< of `ends`: nothing stands in the field
    Bits single = 0;   ///< of `ends`: one byte does
};

/// A bit is set where an odd number of `bits` is set up to and with it.
inline Bits parity_so_far(Bits bits) {
    for (unsigned shift = 1; shift < 64; shift *= 2)
        bits ^= bits << shift;
    return bits;
}

inline unsigned count(Bits bits) {
    return static_cast<unsigned>(__builtin_popcountll(bits));
}

/// A quote is as it should be that opens at the beginning of a field, closes at its end, or is one of two that stand for
/// one.
inline bool quotes_are_regular(Bits quote, Bits inside, Bits boundary, Bits before, Bits valid, bool closed) {
    auto const opening = quote & inside;
    auto const behind_closing = ((quote & ~inside) << 1U) | (closed ? 1U : 0U);
    bool const opens_well = (opening & ~(before | behind_closing)) == 0;
    bool const closes_well = (behind_closing & valid & ~(boundary | opening)) == 0;
    return opens_well && closes_well;
}

/// `valid`: the bytes that are part of the text.
inline Cut cut(Signs const& signs, Bits valid, Carry& carry, MarksOut& out) {
    auto const quote = signs.quote & valid;
    Bits inside = carry.inside;
    if (quote != 0) {
        out.quotes = true;
        inside ^= parity_so_far(quote);
    }
    auto const line_feed = signs.line_feed & valid & ~inside;
    auto const carriage_return = signs.carriage_return & valid & ~inside;
    auto const delimiter = signs.delimiter & valid & ~inside;
    out.lines_in_fields |= ((signs.line_feed | signs.carriage_return) & valid & inside) != 0;
    out.beyond_ascii |= (signs.high & valid) != 0;
    out.nul |= (signs.nul & valid) != 0;

    auto const boundary = delimiter | line_feed | carriage_return;
    auto const before = (boundary << 1U) | (carry.boundary >> 1U);
    if (quote != 0 || carry.closed) {
        if (!quotes_are_regular(quote, inside, boundary, before, valid, carry.closed)) out.regular = false;
        carry.closed = ((quote & ~inside) >> 63U) != 0;
    }
    auto const behind_return = (carriage_return << 1U) | (carry.returned ? 1U : 0U);
    out.carriage_returns |= carriage_return != 0;
    if ((behind_return & valid & ~line_feed) != 0) out.regular = false;
    carry.returned = (carriage_return >> 63U) != 0;

    Cut found;
    found.records = (line_feed & ~behind_return) | carriage_return;
    found.ends = delimiter | found.records;
    found.empty = found.ends & before;
    found.single = found.ends & ~before & ((boundary << 2U) | carry.boundary);
    carry.boundary = boundary >> 62U;
    carry.inside = (inside >> 63U) != 0 ? ~Bits{0} : 0;
    return found;
}

/// Ends and records of one block.
struct Divided {
    Bits ends = 0;
    Bits records = 0;
};

/// What can take a block outside of quotes that has delimiters and line feeds alone the short way.
template <class Machine>
concept TakesPlain = requires(Machine const& machine, char const* at, Divided& found, std::uint8_t* shorts) {
    { machine.is_plain(at, found) } -> std::same_as<bool>;
    machine.store_plain(at, found.ends, shorts);
};

/// Finds where the fields of any block end, and stores what they hold.
template <class Machine>
[[gnu::always_inline]] inline Divided divide(Machine const& machine, char const* text, std::size_t at, std::size_t size,
                                             Carry& carry, std::uint8_t* shorts, MarksOut& out) {
    auto const left = size - at;
    auto const valid = left >= 64 ? ~Bits{0} : (Bits{1} << left) - 1;
    auto const found = cut(machine.signs(text + at), valid, carry, out);
    machine.store(text + at, at == 0, found, shorts);
    return {found.ends, found.records};
}

/// The same for the few blocks that are not plain: apart, so that what the others need stays in registers.
template <class Machine>
[[gnu::noinline]] Divided divide_apart(Machine const& machine, char const* text, std::size_t at, std::size_t size,
                                       Carry& carry, std::uint8_t* shorts, MarksOut& out) {
    return divide(machine, text, at, size, carry, shorts, out);
}

/// `Machine` finds the signs of 64 bytes, and stores what the fields hold that a cut ends.
template <class Machine>
void run(Machine const& machine, char const* text, std::size_t size, MarksOut& out) {
    Carry carry;
    [[maybe_unused]] bool outside = false;  // of quotes, with nothing left of the block before that the next must know
    std::uint32_t fields = 0;
    auto* shorts = out.shorts;
    auto* last = out.last;
    for (std::size_t at = 0; at < size; at += 64) {
        Divided found;
        if constexpr (!TakesPlain<Machine>) {
            found = divide(machine, text, at, size, carry, shorts, out);
        } else if (outside && size - at >= 64 && machine.is_plain(text + at, found)) {
            machine.store_plain(text + at, found.ends, shorts);
            carry.boundary = found.ends >> 62U;
        } else {
            found = divide_apart(machine, text, at, size, carry, shorts, out);
            outside = carry.inside == 0 && !carry.closed && !carry.returned;
        }
        out.ends[at / 64] = found.ends;
        // Up to two records are written without asking whether there are as many: nobody could foretell the answer.
        auto rest = found.records;
        auto const put_next = [&](std::size_t i) {
            auto const below = (rest & (~rest + 1)) - 1;
            last[i] = {static_cast<std::uint32_t>(at) + count(below), fields + count(found.ends & below)};
            rest &= rest - 1;
        };
        put_next(0);
        put_next(1);
        auto const records = count(found.records);
        for (std::size_t i = 2; i < records; ++i)
            put_next(i);
        last += records;
        auto const here = count(found.ends);
        fields += here;
        shorts += here;
    }
    if (carry.closed || carry.inside != 0 || carry.returned) out.regular = false;
    out.fields = fields;
    out.records = static_cast<std::size_t>(last - out.last);
}

/// For machines that cannot store many at once.
inline void store_one_by_one(char const* at, Cut const& found, std::uint8_t* shorts) {
    for (auto rest = found.ends; rest != 0; rest &= rest - 1) {
        auto const bit = static_cast<unsigned>(__builtin_ctzll(rest));
        auto const one = Bits{1} << bit;
        if ((found.empty & one) != 0) {
            *shorts++ = Marks::short_empty;
        } else if ((found.single & one) != 0) {
            *shorts++ = static_cast<std::uint8_t>(*(at + bit - 1));
        } else {
            *shorts++ = Marks::short_long;
        }
    }
}

}  // namespace
}  // namespace quaestor::data::csv

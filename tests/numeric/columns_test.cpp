// Every width of instructions gives what a plain reading of the header says, for any number of rows.
#include "numeric/columns.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <vector>

using namespace quaestor::numeric;

namespace {

struct Sample {
    std::size_t rows = 0;
    std::vector<std::vector<std::uint8_t>> columns;
};

/// What columns have room for.
std::size_t room_for(std::size_t rows) {
    return (rows + 63) / 64 * 64;
}

/// Runs of equal bytes, and blanks, as answers have them.
Sample sample(std::mt19937& random, std::size_t rows, std::size_t columns, unsigned values) {
    Sample made{rows, std::vector<std::vector<std::uint8_t>>(columns, std::vector<std::uint8_t>(room_for(rows)))};
    for (std::size_t i = 0; i < rows; ++i) {
        std::uint8_t before = 0;
        for (auto& column : made.columns) {
            bool const goes_on = random() % 2 == 0;
            before = goes_on ? before : static_cast<std::uint8_t>(random() % (values + 1));
            column[i] = before;
        }
    }
    return made;
}

}  // namespace

TEST_CASE("column_loops: every width counts, adds and compares as one by one", "[numeric][columns][property]") {
    std::mt19937 random(7);
    struct Shape {
        std::size_t columns;
        unsigned values;
    };
    // A byte counts up to 255 columns.
    constexpr Shape shapes[]{{9, 2}, {9, 5}, {9, 250}, {255, 1}, {256, 1}, {600, 3}};
    for (auto const* loops : all_column_loops()) {
        for (std::size_t const rows : {0U, 1U, 63U, 64U, 65U, 255U, 511U, 512U, 4096U}) {
            for (auto const& [columns, values] : shapes) {
                INFO(loops->name << ", " << rows << " rows, " << columns << " columns, " << values << " values");
                auto const made = sample(random, rows, columns, values);
                std::vector<std::uint8_t const*> bare;
                std::vector<TurnedColumn> turned;
                std::vector<ComparedColumn> compared;
                for (std::size_t c = 0; c < made.columns.size(); ++c) {
                    auto const* const bytes = made.columns[c].data();
                    bare.push_back(bytes);
                    turned.push_back({bytes, static_cast<std::uint8_t>(c % 3 == 1 ? values + 1 : 0)});
                    compared.push_back({bytes, static_cast<std::uint8_t>(c == 4 ? 5 : 0), c == 0 || c == 4 || c == 5,
                                        static_cast<std::uint8_t>(values + (c == 4 ? 5 : 0))});
                }
                std::vector<std::uint16_t> n(room_for(rows));
                std::vector<std::uint16_t> answered(room_for(rows));
                std::vector<std::uint16_t> longest(room_for(rows));
                std::vector<std::uint16_t> present(room_for(rows));
                std::vector<std::uint16_t> sums(room_for(rows));
                std::vector<std::uint16_t> shifted(room_for(rows));
                std::vector<std::uint32_t> squares(room_for(rows));
                loops->count(bare.data(), bare.size(), rows, n.data());
                loops->add(turned.data(), turned.size(), rows, sums.data(), answered.data());
                loops->spread(compared.data(), compared.size(), rows,
                              {longest.data(), present.data(), shifted.data(), squares.data()});
                std::size_t wrong = 0;
                for (std::size_t i = 0; i < rows; ++i) {
                    unsigned count = 0;
                    unsigned sum = 0;
                    unsigned sum_shifted = 0;
                    unsigned sum_squares = 0;
                    unsigned run = 0;
                    unsigned most = 0;
                    for (std::size_t c = 0; c < made.columns.size(); ++c) {
                        unsigned const byte = made.columns[c][i];
                        bool const goes_on = c > 0 && !compared[c].breaks_run && byte == made.columns[c - 1][i];
                        run = byte == 0 ? 0 : goes_on ? run + 1 : 1;
                        most = std::max(most, run);
                        if (byte == 0) continue;
                        ++count;
                        sum += turned[c].turn != 0 ? turned[c].turn - byte : byte;
                        auto const value = static_cast<std::uint8_t>(byte + compared[c].shift);
                        sum_shifted += value;
                        sum_squares += value * value;
                    }
                    if (n[i] != count || answered[i] != count || present[i] != count || sums[i] != sum ||
                        shifted[i] != sum_shifted || squares[i] != sum_squares || longest[i] != most)
                        ++wrong;
                }
                CHECK(wrong == 0);
            }
        }
    }
}

TEST_CASE("column_loops: every width tallies and multiplies as one by one", "[numeric][columns][property]") {
    std::mt19937 random(8);
    for (auto const* loops : all_column_loops()) {
        for (std::size_t const rows : {1U, 31U, 64U, 130U, 512U, 1500U, 8'128U, 8'140U, 20'000U}) {
            for (unsigned const values : {5U, 40U}) {
                INFO(loops->name << ", " << rows << " rows, " << values << " values");
                auto const made = sample(random, rows, 4, values);
                std::vector<std::uint64_t> counts(values + 1, 3);
                auto wanted = counts;
                loops->count_values(made.columns[0].data(), rows, counts.data(), counts.size());
                for (std::size_t i = 0; i < rows; ++i)
                    ++wanted[made.columns[0][i]];
                CHECK(counts == wanted);

                std::vector<std::uint8_t> kept(room_for(rows));
                loops->keep(made.columns[0].data(), made.columns[1].data(), rows, kept.data());
                for (std::size_t i = 0; i < rows; ++i)
                    if (kept[i] != (made.columns[1][i] != 0 ? made.columns[0][i] : 0)) FAIL("row " << i);

                std::vector<std::int16_t> complete(room_for(rows));
                std::fill_n(complete.begin(), rows, std::int16_t{-1});
                std::vector<std::int16_t> straight(room_for(rows));
                std::vector<std::int16_t> reversed(room_for(rows));
                auto const turn = static_cast<std::uint8_t>(values + 1);
                loops->add_kept({made.columns[1].data(), 0}, rows, straight.data(), complete.data());
                loops->add_kept({made.columns[2].data(), turn}, rows, reversed.data(), complete.data());
                auto const got = loops->products({made.columns[2].data(), turn}, complete.data(), straight.data(),
                                                 reversed.data(), rows);
                Products want;
                for (std::size_t i = 0; i < rows; ++i) {
                    std::int64_t const a = made.columns[1][i];
                    std::int64_t const b = turn - made.columns[2][i];
                    if (a == 0 || b == turn) continue;
                    want.x += b;
                    want.xx += b * b;
                    want.xa += b * a;
                    want.xb += b * b;
                }
                CHECK(got.x == want.x);
                CHECK(got.xx == want.xx);
                CHECK(got.xa == want.xa);
                CHECK(got.xb == want.xb);
                auto const alone = loops->products({made.columns[2].data(), turn}, complete.data(), straight.data(), nullptr, rows);
                CHECK((alone.x == want.x && alone.xx == want.xx && alone.xa == want.xa && alone.xb == 0));
            }
        }
    }
}

#include "numeric/parallel.hpp"

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

namespace numeric = quaestor::numeric;

TEST_CASE("run_pieces: runs each piece once on any number of threads", "[numeric][parallel][property]") {
    for (std::size_t const threads : {0U, 1U, 2U, 7U, 100U}) {
        for (std::size_t const count : {0U, 1U, 50U}) {
            std::vector<std::atomic<int>> runs(count);
            numeric::run_pieces(count, threads, [&](std::size_t i) { ++runs[i]; });
            for (auto const& run : runs)
                CHECK(run == 1);
        }
    }
}

TEST_CASE("run_pieces: throws what the first failing piece threw after all have stopped",
          "[numeric][parallel]") {
    for (std::size_t const threads : {1U, 4U}) {
        std::atomic<int> done = 0;
        try {
            numeric::run_pieces(40, threads, [&](std::size_t i) {
                ++done;
                if (i == 7 || i == 30) throw std::runtime_error(std::to_string(i));
            });
            FAIL("nothing was thrown");
        } catch (std::runtime_error const& error) {
            CHECK(error.what() == std::string("7"));
        }
        CHECK(done == 40);
    }
}

// However little is remembered at a time, the same rows are found to repeat earlier ones.
#include "study/bulk/repeats.hpp"
#include "support/folder.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <random>

using namespace quaestor;

TEST_CASE("repeated_rows of a large file: finds each, in one pass or many", "[study][bulk][property]") {
    support::Folder const folder;
    std::mt19937 random(11);
    for (unsigned const different : {30U, 700U, 100'000U}) {
        std::string text = "id,wave\n";
        std::map<std::string, std::uint32_t> first;
        std::vector<std::array<std::uint32_t, 3>> wanted;  // row, line, first line
        std::size_t blank = 0;
        constexpr std::uint32_t rows = 2000;
        for (std::uint32_t row = 0; row < rows; ++row) {
            auto id = random() % 50 == 0 ? std::string() : "P" + std::to_string(random() % different);
            auto const line = row + 2;
            text += (random() % 9 == 0 ? "\"" + id + "\"" : id) + ",1\n";
            if (id.empty()) {
                ++blank;
                continue;
            }
            auto const known = first.emplace(id, line);
            if (!known.second) wanted.push_back({row, line, known.first->second});
        }
        study::bulk::Plan plan;
        plan.header.names = {"id", "wave"};
        plan.header.fields = 2;
        for (auto const& limits : {study::bulk::RepeatLimits{}, {300, 1000}, {100'000, 16}, {700, 5}}) {
            INFO(different << " ids, " << limits.rows_at_once << " rows at once, " << limits.suspects << " suspects");
            data::csv::TextWindows windows(open_bytes(folder.file("ids.csv", text)), 4000);
            windows.start_at(8, 2);
            auto const found = study::bulk::repeated_rows(plan, windows, {0}, rows, limits);
            REQUIRE(found);
            CHECK(found->count == wanted.size());
            CHECK(found->blank_count == blank);
            REQUIRE(found->again.size() == wanted.size());
            for (std::size_t i = 0; i < wanted.size(); ++i) {
                auto const& again = found->again[i];
                if (again.row != wanted[i][0] || again.line != wanted[i][1] || again.first_line != wanted[i][2])
                    FAIL("row " << again.row);
            }
        }
    }
}

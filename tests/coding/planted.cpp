#include "planted.hpp"

#include "support/language.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <stdexcept>

namespace support {

using namespace quaestor;

Cells answers(std::size_t rows, std::size_t items, int low, int high, unsigned seed) {
    std::mt19937 engine(seed);  // its numbers are the same everywhere; those of distributions are not
    auto const uniform = [&] { return static_cast<double>(engine()) / 4294967296.0; };
    Cells cells;
    for (std::size_t row = 0; row < rows; ++row) {
        auto const person = uniform();
        std::vector<std::string> line;
        for (std::size_t item = 0; item < items; ++item) {
            auto const x = 0.65 * person + 0.35 * uniform();
            line.push_back(std::to_string(low + static_cast<int>(std::floor(x * (high - low + 1)))));
        }
        cells.push_back(std::move(line));
    }
    return cells;
}

std::string csv(Cells const& cells) {
    std::string out;
    for (std::size_t item = 0; item < cells.front().size(); ++item)
        out += (item == 0 ? "q" : ",q") + std::to_string(item + 1);
    out += "\n";
    for (auto const& line : cells) {
        for (std::size_t item = 0; item < line.size(); ++item)
            out += (item == 0 ? "" : ",") + line[item];
        out += "\n";
    }
    return out;
}

std::string scale_of(std::size_t items, int low, int high, std::vector<std::size_t> const& reversed) {
    std::string out = "instrument made \"Made\" {\n  source \"Example (2024)\"\n  licence free \"Made up\"\n"
                      "  status verified\n  responses amount {";
    for (int code = low; code <= high; ++code)
        out += " " + std::to_string(code) + " \"Label " + std::string(1, static_cast<char>('a' + code - low)) + "\"";
    out += " }\n  items amount {";
    for (std::size_t item = 1; item <= items; ++item) {
        bool const turned = std::find(reversed.begin(), reversed.end(), item) != reversed.end();
        out += " q" + std::to_string(item) + " \"Item\"" + (turned ? " reversed" : "");
    }
    auto const n = static_cast<int>(items);
    out += " }\n  scale total \"Total\" { sum of q1..q" + std::to_string(items) + " missing none range " +
           std::to_string(n * low) + ".." + std::to_string(n * high) + " }\n  example \"lowest\" {";
    for (std::size_t item = 1; item <= items; ++item) {
        bool const turned = std::find(reversed.begin(), reversed.end(), item) != reversed.end();
        out += " q" + std::to_string(item) + " = " + std::to_string(turned ? high : low);
    }
    return out + " expect total = " + std::to_string(n * low) + " }\n}\n";
}

Looked::Looked(std::string const& definition, std::string const& rows) : instrument(instrument_of(definition)) {
    auto outcome = data::read_bytes("t.csv", rows);
    if (!outcome.value) throw std::runtime_error("the file cannot be read");
    read = std::move(*outcome.value);
    auto bound = scoring::bind(instrument, read.table, "t.csv");
    if (!bound.value) throw std::runtime_error("the columns are not those of the items");
    binding = std::move(*bound.value);
}

coding::Conclusion Looked::conclusion() const {
    return coding::look_at(instrument, binding, read.table);
}

std::vector<coding::Clue> Looked::clues() const {
    std::vector<coding::Conclusion> const conclusions{conclusion()};
    return coding::clues_of(conclusions);
}

std::string Looked::codes() const {
    std::string out;
    for (auto const& clue : clues())
        out += (out.empty() ? "" : " ") + clue.code;
    return out;
}

}  // namespace support

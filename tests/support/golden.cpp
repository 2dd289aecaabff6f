#include "support/golden.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace golden {

namespace text = quaestor::text;

double File::value(std::string const& quantity, std::string const& row, std::string const& column) const {
    for (auto const& entry : entries) {
        if (entry.quantity == quantity && entry.row == row && entry.column == column) return entry.value;
    }
    throw std::runtime_error(path + " has no " + quantity + "," + row + "," + column);
}

std::vector<Entry> File::all(std::string const& quantity) const {
    std::vector<Entry> found;
    std::copy_if(entries.begin(), entries.end(), std::back_inserter(found),
                 [&](Entry const& e) { return e.quantity == quantity; });
    if (found.empty()) throw std::runtime_error(path + " has no " + quantity);
    return found;
}

File read(std::string const& path) {
    std::ifstream in(std::string(QUAESTOR_ROOT) + "/" + path);
    if (!in) throw std::runtime_error("cannot open " + path);
    File file;
    file.path = path;
    bool has_origin = false;
    bool has_tolerance = false;
    bool has_header = false;
    std::string line;
    while (std::getline(in, line)) {
        if (line.empty()) continue;
        if (line.starts_with("# made by:")) has_origin = true;
        if (line.starts_with("# tolerance:")) {
            auto const words = text::trimmed(std::string_view(line).substr(12));
            auto const number = text::parse_number(words.substr(0, words.find(' ')));
            if (!number) throw std::runtime_error(path + ": no number in '" + line + "'");
            file.tolerance = *number;
            has_tolerance = true;
        }
        if (line.starts_with('#')) continue;
        if (!has_header) {
            if (line != "quantity,row,column,value")
                throw std::runtime_error(path + ": unexpected header " + line);
            has_header = true;
            continue;
        }
        std::istringstream fields(line);
        Entry entry;
        std::string value;
        std::getline(fields, entry.quantity, ',');
        std::getline(fields, entry.row, ',');
        std::getline(fields, entry.column, ',');
        std::getline(fields, value);
        auto const number = text::parse_number(value);
        if (!number) throw std::runtime_error(path + ": not a number in '" + line + "'");
        entry.value = *number;
        file.entries.push_back(std::move(entry));
    }
    if (!has_origin || !has_tolerance || !has_header)
        throw std::runtime_error(path + ": origin, tolerance or header is missing");
    return file;
}

bool near(double got, double want, double tolerance) {
    return std::abs(got - want) <= tolerance * std::max(1.0, std::abs(want));
}

}  // namespace golden

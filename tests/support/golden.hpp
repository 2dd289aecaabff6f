/// Expected numbers from other software, with their origin and tolerance in the file.
///
///   # data: samples/bfi.csv, scale agreeableness          where the numbers are about
///   # made by: psych 2.5.3, psych::alpha                  who computed them
///   # tolerance: 1e-9                                     absolute or relative, whichever is kinder
///   quantity,row,column,value
///   alpha,,,0.703755894374836
#pragma once

#include <string>
#include <vector>

namespace golden {

struct Entry {
    std::string quantity;
    std::string row;     ///< may be empty
    std::string column;  ///< may be empty
    double value = 0;
};

struct File {
    std::string path;
    double tolerance = 0;
    std::vector<Entry> entries;

    /// The one value of that name; fails the test when it is not there.
    [[nodiscard]] double value(std::string const& quantity, std::string const& row = "",
                               std::string const& column = "") const;
    [[nodiscard]] std::vector<Entry> all(std::string const& quantity) const;
};

/// `path` below the project's root. Throws std::runtime_error where the form is not kept: a golden file
/// without origin or tolerance is no evidence.
[[nodiscard]] File read(std::string const& path);

/// |got - want| <= tolerance * max(1, |want|)
[[nodiscard]] bool near(double got, double want, double tolerance);

}  // namespace golden

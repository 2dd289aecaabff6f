/// ReadStat (a C library) with what it found as plain calls: its header stays in one source file, nothing is
/// read from the disk, and no exception passes through it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::data::package {

enum class Format { sav, por, dta };

struct RawRange {
    double low = 0;  ///< infinite where it has no end; one value where both are alike
    double high = 0;
};

struct RawVariable {
    std::string name;
    std::string label;
    std::string format;     ///< as its program writes it: "F8.2", "%td"
    std::string label_set;  ///< empty where its values have no labels
    bool is_text = false;
    std::vector<RawRange> missing_ranges{};
    std::vector<std::string> missing_texts{};
};

struct RawValue {
    enum class Kind { system_missing, tagged_missing, number, text };

    Kind kind = Kind::system_missing;
    char tag = 0;             ///< of a tagged missing value: 'a' to 'z'
    double number = 0;        ///< of a Stata float the shortest decimal that is that float
    std::string_view text{};  ///< without blanks at its end; valid during the call
    bool declared = false;    ///< a number or text that its variable declares as missing
};

/// Takes what a file holds, in its order: variables before values, labels anywhere. Each may say `false`:
/// that ends reading.
class RawSink {
public:
    RawSink() = default;
    RawSink(RawSink const&) = delete;
    RawSink& operator=(RawSink const&) = delete;
    virtual ~RawSink() = default;

    virtual bool file(std::string encoding) = 0;
    virtual bool variable(RawVariable variable) = 0;
    virtual bool weight(std::string variable) = 0;
    virtual bool label(std::string const& set, RawValue const& value, std::string label) = 0;
    virtual bool value(std::size_t row, std::size_t variable, RawValue const& value) = 0;
};

enum class Trouble {
    none,
    stopped,   ///< by the sink
    damaged,   ///< cut off, or not what it says it is
    encoding,  ///< its texts are not written as it says
    unknown_encoding,
    version,  ///< of a format or a way of packing that is not known
    memory,
};

/// `encoding` goes before what the file says of itself. `first_rows`: so many are read; 0: all.
[[nodiscard]] Trouble read_raw(std::string_view bytes, Format format,
                               std::optional<std::string> const& encoding, RawSink& sink,
                               std::size_t first_rows = 0);

}  // namespace quaestor::data::package

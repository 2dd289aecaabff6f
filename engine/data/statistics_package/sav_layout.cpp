#include "data/statistics_package/sav_layout.hpp"

#include "base/text.hpp"

#include <cstdlib>
#include <cstring>
#include <limits>

namespace quaestor::data::package {
namespace {

constexpr std::size_t slot_bytes = 8;
/// ReadStat takes it for granted.
constexpr double usual_bias = 100;

/// The records of a dictionary, one value after another. What is behind its end is 0, and makes it bad.
class Reader {
public:
    explicit Reader(std::string_view bytes) : bytes_(bytes) {}

    [[nodiscard]] bool good() const { return good_; }
    [[nodiscard]] std::size_t at() const { return at_; }

    void skip(std::uint64_t bytes) {
        good_ = good_ && bytes <= bytes_.size() - at_;
        if (good_) at_ += static_cast<std::size_t>(bytes);
    }
    std::string_view take(std::size_t bytes) {
        auto const from = at_;
        skip(bytes);
        return good_ ? bytes_.substr(from, bytes) : std::string_view();
    }
    template <class Number>
    Number number() {
        Number value{};
        auto const bytes = take(sizeof value);
        if (good_) std::memcpy(&value, bytes.data(), sizeof value);
        return value;
    }
    /// A length, and what has it.
    std::uint64_t count() {
        auto const n = number<std::int32_t>();
        good_ = good_ && n >= 0;
        return good_ ? static_cast<std::uint64_t>(n) : 0;
    }

private:
    std::string_view bytes_;
    std::size_t at_ = 0;
    bool good_ = true;
};

enum Record : std::int32_t { variable = 2, labels = 3, labelled = 4, documents = 6, extension = 7, end = 999 };
enum Extension : std::int32_t { integers_of_machine = 3, floats_of_machine = 4, long_texts = 14, encoding = 20 };

/// False where it ends nothing and begins nothing.
bool read_variable(Reader& in, SavLayout& layout) {
    auto const type = in.number<std::int32_t>();
    auto const has_label = in.number<std::int32_t>();
    auto const missing = std::abs(std::int64_t{in.number<std::int32_t>()});
    in.skip(4 + 4 + 8);  // formats, name
    if (has_label != 0) in.skip((in.count() + 3) / 4 * 4);
    if (missing > 3) return false;
    in.skip(static_cast<std::uint64_t>(missing) * slot_bytes);
    if (type == -1) {
        if (layout.variables.empty()) return false;
        auto& last = layout.variables.back();
        ++last.slots;
        return last.width > 0 && last.slots <= (last.width + slot_bytes - 1) / slot_bytes;
    }
    if (type < 0 || type > 255) return false;
    layout.variables.push_back({static_cast<std::size_t>(type), 1});
    return true;
}

/// False where numbers or texts are not as they are here.
bool read_extension(Reader& in, SavLayout& layout) {
    auto const kind = in.number<std::int32_t>();
    auto const size = in.count();
    auto const count = in.count();
    if (size > 0 && count > std::numeric_limits<std::uint32_t>::max() / size) return false;
    auto const bytes = in.take(static_cast<std::size_t>(size * count));
    Reader data(bytes);
    if (kind == encoding) layout.utf8 = text::equal_ignoring_case(bytes, "utf-8");
    if (kind == long_texts) return false;
    if (kind == integers_of_machine) {
        constexpr std::int32_t ieee = 1;
        constexpr std::int32_t code_page_of_utf8 = 65001;
        data.skip(4 * 4);
        auto const representation = data.number<std::int32_t>();
        data.skip(2 * 4);
        layout.utf8 = data.number<std::int32_t>() == code_page_of_utf8;  // a record of its own may say otherwise
        return representation == ieee;
    }
    if (kind == floats_of_machine) return data.number<double>() == std::numeric_limits<double>::lowest();
    return true;
}

void skip_labels(Reader& in) {
    for (auto n = in.count(); n > 0 && in.good(); --n) {
        in.skip(slot_bytes);
        auto const size = in.number<std::uint8_t>();
        in.skip((size + 1U + 7U) / 8U * 8U - 1U);
    }
}

}  // namespace

std::size_t SavLayout::longest_row() const {
    std::size_t slots = 0;
    for (auto const& one : variables)
        slots += one.slots;
    // Eight bytes that say what the next eight slots are.
    return (slots + slots / slot_bytes + 2) * slot_bytes;
}

std::optional<SavLayout> sav_layout(std::string_view beginning) {
    Reader in(beginning);
    if (in.take(4) != "$FL2") return std::nullopt;
    in.skip(60);  // which program wrote it
    SavLayout layout;
    auto const order = in.number<std::int32_t>();
    in.skip(4);
    auto const compression = in.number<std::int32_t>();
    in.skip(4);
    auto const rows = in.number<std::int32_t>();
    auto const bias = in.number<double>();
    in.skip(9 + 8 + 64 + 3);  // when, and a label
    bool const known = (order == 2 || order == 3) && (compression == 0 || compression == 1) && bias == usual_bias;
    if (!in.good() || !known) return std::nullopt;
    layout.compressed = compression == 1;
    if (rows >= 0) layout.rows = static_cast<std::size_t>(rows);
    bool good = true;
    while (in.good() && good) {
        switch (in.number<std::int32_t>()) {
            case variable:
                good = read_variable(in, layout);
                break;
            case labels:
                skip_labels(in);
                break;
            case labelled:
                in.skip(in.count() * 4);
                break;
            case documents:
                in.skip(in.count() * 80);
                break;
            case extension:
                good = read_extension(in, layout);
                break;
            case end:
                in.skip(4);
                for (auto const& one : layout.variables)
                    good = good && (one.width == 0 ? one.slots == 1 : one.slots == (one.width + slot_bytes - 1) / slot_bytes);
                if (!in.good() || !good || layout.variables.empty()) return std::nullopt;
                layout.data_at = in.at();
                return layout;
            default:
                good = false;
        }
    }
    return std::nullopt;
}

}  // namespace quaestor::data::package

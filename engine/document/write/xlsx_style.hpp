/// The look of every workbook: one accent colour, grey for what matters less, and a tint for each tone.
#pragma once

#include "document/document.hpp"

#include <compare>
#include <cstdint>
#include <map>

struct lxw_workbook;
struct lxw_format;

namespace quaestor::document::xlsx {

/// Colours as 0xRRGGBB.
namespace colour {
inline constexpr std::uint32_t ink = 0x1F2933;
inline constexpr std::uint32_t accent = 0x1F5673;
inline constexpr std::uint32_t muted = 0x7B8794;
inline constexpr std::uint32_t hairline = 0xDDE3E8;
inline constexpr std::uint32_t heading_fill = 0xEDF2F5;
inline constexpr std::uint32_t scale_low =
    0xE3A982;  ///< the far ends of a diverging scale; light, since digits stand on it
inline constexpr std::uint32_t scale_high = 0x7FAFC8;
inline constexpr std::uint32_t bar = 0xB9D2DF;
inline constexpr std::uint32_t white = 0xFFFFFF;
}  // namespace colour

struct ToneColours {
    std::uint32_t ink;
    std::uint32_t fill;
};
[[nodiscard]] ToneColours colours(Tone tone);

enum class Part { page_title, subtitle, section_title, block_title, fact_name, fact_value, small_print };

/// Everything that tells one cell of a table from another in its look.
struct Face {
    Kind kind = Kind::text;
    int decimals = 0;
    Tone tone = Tone::plain;
    bool reason = false;  ///< holds why there is no value
    bool wraps = false;
    bool indented = false;  ///< text beside another column, which may end with a number
    bool ruled = false;     ///< a thin line below: sheets for reading
    bool last = false;      ///< the closing line of a table
    bool zero = false;      ///< a number below 0 that is shown as 0

    friend auto operator<=>(Face const&, Face const&) = default;
};

/// Makes each format once. The workbook owns them.
class Style {
public:
    explicit Style(lxw_workbook* workbook) : workbook_(workbook) {}

    [[nodiscard]] lxw_format* part(Part part);
    [[nodiscard]] lxw_format* heading(Kind kind, bool indented);
    [[nodiscard]] lxw_format* cell(Face const& face);
    /// What the cells of a sheet call it. Whoever asks first gets the lower number.
    [[nodiscard]] std::int32_t index_of_cell(Face const& face);
    /// Running text; a tone other than plain, muted and strong makes it a coloured box.
    [[nodiscard]] lxw_format* paragraph(Tone tone);
    /// What a rule changes about a cell.
    [[nodiscard]] lxw_format* rule(Tone tone);

private:
    lxw_format* plain();

    lxw_workbook* workbook_;
    std::map<Part, lxw_format*> parts_;
    std::map<std::pair<Kind, bool>, lxw_format*> headings_;
    std::map<Face, lxw_format*> cells_;
    std::map<Tone, lxw_format*> paragraphs_;
    std::map<Tone, lxw_format*> rules_;
};

}  // namespace quaestor::document::xlsx

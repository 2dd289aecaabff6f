#include "document/write/xlsx_style.hpp"

#include "base/expects.hpp"
#include "document/number_format.hpp"

#include <utility>

#include <xlsxwriter.h>

namespace quaestor::document::xlsx {
namespace {

bool is_box(Tone tone) {
    return tone == Tone::good || tone == Tone::notice || tone == Tone::warning || tone == Tone::bad;
}

/// Text colour, fill and weight of a tone.
void apply(lxw_format* format, Tone tone) {
    if (tone == Tone::plain) return;
    auto const [ink, fill] = colours(tone);
    format_set_font_color(format, ink);
    if (is_box(tone)) {
        format_set_pattern(format, LXW_PATTERN_SOLID);
        format_set_bg_color(format, fill);
    }
    if (tone == Tone::strong) format_set_bold(format);
}

std::uint8_t alignment(Kind kind) {
    switch (kind) {
        case Kind::text:
            return LXW_ALIGN_LEFT;
        case Kind::flag:
            return LXW_ALIGN_CENTER;
        case Kind::count:
        case Kind::number:
        case Kind::coefficient:
        case Kind::p_value:
        case Kind::percent:
            break;
    }
    return LXW_ALIGN_RIGHT;
}

void font(lxw_format* format, double size, std::uint32_t ink, bool bold) {
    format_set_font_size(format, size);
    format_set_font_color(format, ink);
    if (bold) format_set_bold(format);
}

/// The format of `key`, made by `make` the first time.
template <class Key, class Make>
lxw_format* once(std::map<Key, lxw_format*>& made, Key const& key, Make const& make) {
    auto const [entry, is_new] = made.try_emplace(key, nullptr);
    if (is_new) entry->second = make();
    return entry->second;
}

}  // namespace

ToneColours colours(Tone tone) {
    switch (tone) {
        case Tone::good:
            return {0x2C6E49, 0xE7F3EC};
        case Tone::notice:
            return {colour::accent, 0xE5EEF4};
        case Tone::warning:
            return {0x8A5A00, 0xFDF3DC};
        case Tone::bad:
            return {0x9B1C1C, 0xFBE7E5};
        case Tone::muted:
            return {0x9AA5B1, colour::white};
        case Tone::strong:
        case Tone::plain:
            break;
    }
    return {colour::ink, colour::white};
}

lxw_format* Style::plain() {
    auto* const format = workbook_add_format(workbook_);
    if (format == nullptr) throw std::bad_alloc();
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    format_set_font_color(format, colour::ink);
    return format;
}

lxw_format* Style::part(Part part) {
    return once(parts_, part, [&] {
        auto* const format = plain();
        switch (part) {
            case Part::page_title:
                font(format, 20, colour::accent, true);
                break;
            case Part::subtitle:
                font(format, 11, colour::muted, false);
                break;
            case Part::section_title:
                font(format, 16, colour::accent, true);
                break;
            case Part::block_title:
                font(format, 12, colour::ink, true);
                break;
            case Part::fact_name:
                font(format, 10, colour::muted, false);
                break;
            case Part::fact_value:
                font(format, 10, colour::ink, false);
                break;
            case Part::small_print:
                font(format, 9, colour::muted, false);
                break;
        }
        if (part == Part::fact_value || part == Part::small_print) format_set_text_wrap(format);
        if (part == Part::small_print) format_set_align(format, LXW_ALIGN_VERTICAL_BOTTOM);
        return format;
    });
}

lxw_format* Style::heading(Kind kind, bool indented) {
    return once(headings_, std::pair(kind, indented), [&] {
        auto* const format = plain();
        font(format, 11, colour::accent, true);
        format_set_align(format, alignment(kind));
        format_set_align(format, LXW_ALIGN_VERTICAL_BOTTOM);
        format_set_text_wrap(format);
        format_set_pattern(format, LXW_PATTERN_SOLID);
        format_set_bg_color(format, colour::heading_fill);
        format_set_bottom(format, LXW_BORDER_THIN);
        format_set_bottom_color(format, colour::accent);
        if (indented && kind == Kind::text) format_set_indent(format, 1);
        return format;
    });
}

lxw_format* Style::cell(Face const& face) {
    return once(cells_, face, [&] {
        auto* const format = plain();
        format_set_align(format, alignment(face.kind));
        format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
        apply(format, face.tone);
        if (face.reason) {
            font(format, 9, colour::muted, false);
            format_set_italic(format);
        } else if (face.kind != Kind::text && face.kind != Kind::flag) {
            auto const digits = face.zero ? spreadsheet_format_of_zero(face.kind, face.decimals)
                                          : spreadsheet_format(face.kind, face.decimals);
            format_set_num_format(format, digits.c_str());
        }
        if (face.wraps) format_set_text_wrap(format);
        if (face.indented && face.kind == Kind::text) format_set_indent(format, 1);
        if (face.ruled) {
            format_set_bottom(format, LXW_BORDER_THIN);
            format_set_bottom_color(format, face.last ? colour::accent : colour::hairline);
        }
        return format;
    });
}

std::int32_t Style::index_of_cell(Face const& face) {
    return ::lxw_format_get_xf_index(cell(face));
}

lxw_format* Style::paragraph(Tone tone) {
    return once(paragraphs_, tone, [&] {
        auto* const format = plain();
        format_set_text_wrap(format);
        apply(format, tone);
        if (is_box(tone)) {
            format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
            format_set_indent(format, 1);
            format_set_left(format, LXW_BORDER_THICK);
            format_set_left_color(format, colours(tone).ink);
        }
        return format;
    });
}

lxw_format* Style::rule(Tone tone) {
    return once(rules_, tone, [&] {
        auto* const format = workbook_add_format(workbook_);
        if (format == nullptr) throw std::bad_alloc();
        auto const [ink, fill] = colours(tone);
        format_set_font_color(format, ink);
        if (is_box(tone)) format_set_bg_color(format, fill);
        if (tone == Tone::strong) format_set_bold(format);
        return format;
    });
}

}  // namespace quaestor::document::xlsx

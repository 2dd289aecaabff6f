#include "document/write/xlsx_emphasis.hpp"

#include "base/expects.hpp"
#include "base/text.hpp"
#include "document/write/clean_text.hpp"
#include "document/write/xlsx_check.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <xlsxwriter.h>

namespace quaestor::document::xlsx {
namespace {

struct Run {
    std::size_t first;
    std::size_t last;
};

/// Neighbouring columns share one rule.
std::vector<Run> runs(Table const& table, std::vector<std::string> const& keys) {
    std::vector<std::size_t> columns;
    for (auto const& key : keys)
        columns.push_back(table.column(key));
    std::sort(columns.begin(), columns.end());
    std::vector<Run> found;
    for (auto const column : columns) {
        if (!found.empty() && found.back().last + 1 >= column) {
            found.back().last = column;
        } else {
            found.push_back({column, column});
        }
    }
    return found;
}

/// A condition as a formula about `cell`, the top left of the range; the spreadsheet shifts it for the
/// others. A bare comparison would not do: an empty cell counts as zero and text as larger than every number.
struct Formula {
    std::string cell;

    [[nodiscard]] std::string about_number(std::string const& condition) const {
        return "=AND(ISNUMBER(" + cell + ")," + condition + ")";
    }
    std::string operator()(when::Equals const& equals) const {
        std::string quoted;
        for (char const c : one_line(equals.text))
            quoted.append(c == '"' ? 2 : 1, c);
        expects(quoted.size() <= 255, "xlsx: a rule compares with a text of more than 255 characters");
        return "=" + cell + "=\"" + quoted + "\"";
    }
    std::string operator()(when::Below const& below) const {
        return about_number(cell + "<" + text::number(below.limit));
    }
    std::string operator()(when::AtLeast const& at_least) const {
        return about_number(cell + ">=" + text::number(at_least.limit));
    }
    std::string operator()(when::Between const& between) const {
        return about_number(cell + ">=" + text::number(between.low) + "," + cell +
                            "<=" + text::number(between.high));
    }
    std::string operator()(when::MagnitudeBelow const& below) const {
        return about_number("ABS(" + cell + ")<" + text::number(below.limit));
    }
    std::string operator()(when::MagnitudeAtLeast const& at_least) const {
        return about_number("ABS(" + cell + ")>=" + text::number(at_least.limit));
    }
};

/// One kind of emphasis on one range.
struct Apply {
    lxw_worksheet* sheet;
    TablePlace const& place;
    Run run;
    Style& style;

    void add(lxw_conditional_format& format) const {
        check(worksheet_conditional_format_range(sheet, place.first, static_cast<lxw_col_t>(run.first),
                                                 place.last, static_cast<lxw_col_t>(run.last), &format));
    }
    void operator()(ToneRule const& rule) const {
        std::array<char, LXW_MAX_CELL_NAME_LENGTH> cell{};
        lxw_rowcol_to_cell(cell.data(), place.first, static_cast<lxw_col_t>(run.first));
        auto formula = std::visit(Formula{cell.data()}, rule.condition);
        lxw_conditional_format format{};
        format.type = LXW_CONDITIONAL_TYPE_FORMULA;
        format.value_string = formula.data();
        format.format = style.rule(rule.tone);
        format.stop_if_true = LXW_TRUE;
        add(format);
    }
    void operator()(ColourScale const& scale) const {
        lxw_conditional_format format{};
        format.type = LXW_CONDITIONAL_3_COLOR_SCALE;
        format.min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER;
        format.mid_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER;
        format.max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER;
        format.min_value = scale.low;
        format.mid_value = scale.middle;
        format.max_value = scale.high;
        format.min_color = colour::scale_low;
        format.mid_color = colour::white;
        format.max_color = colour::scale_high;
        add(format);
    }
    void operator()(DataBar const& bar) const {
        lxw_conditional_format format{};
        format.type = LXW_CONDITIONAL_DATA_BAR;
        format.data_bar_2010 = LXW_TRUE;
        format.bar_solid = LXW_TRUE;
        format.bar_no_border = LXW_TRUE;
        format.bar_color = colour::bar;
        format.min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER;
        format.max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER;
        format.min_value = bar.low;
        format.max_value = bar.high;
        add(format);
    }
};

}  // namespace

void add_emphasis(lxw_worksheet* sheet, Table const& table, TablePlace const& place, Style& style) {
    if (table.rows == 0) return;
    for (auto const& emphasis : table.emphasis) {
        for (auto const run : runs(table, emphasis.columns)) {
            std::visit(Apply{sheet, place, run, style}, emphasis.look);
        }
    }
}

}  // namespace quaestor::document::xlsx

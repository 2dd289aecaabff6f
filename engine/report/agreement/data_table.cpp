#include "report/agreement.hpp"

#include <cmath>

namespace quaestor::report {
namespace {

using document::Cell;
using document::Kind;

Cell number(double value) {
    return Cell::number_or(value, "");
}

std::vector<Cell> row_of(RatingAgreement const& set, std::string const& first, std::string const& second,
                         AgreementLine const& line) {
    return {set.id,
            first,
            second,
            line.key,
            line.name,
            line.units > 0 ? Cell(line.units) : Cell(),
            number(line.value.value),
            number(line.standard_error),
            number(line.value.lower),
            number(line.value.upper),
            number(std::isfinite(line.value.lower) ? line.value.level : absent),
            std::isfinite(line.value.lower) ? Cell(line.value.method) : Cell(),
            number(line.observed),
            number(line.expected),
            line.test,
            number(line.statistic),
            number(line.df1),
            number(line.df2),
            number(line.p),
            line.reason};
}

}  // namespace

document::Table agreement_data_table(AgreementReport const& report) {
    document::Table table;
    table.key = "agreement";
    table.columns = {{"set", "Set"},
                     {"first", "First measurement"},
                     {"second", "Second measurement"},
                     {"statistic", "Statistic"},
                     {"name", "Name"},
                     {"n", "n", Kind::count},
                     {"estimate", "Value", Kind::number},
                     {"se", "SE", Kind::number},
                     {"lower", "lower", Kind::number},
                     {"upper", "upper", Kind::number},
                     {"level", "Level", Kind::number},
                     {"method", "Method of the interval"},
                     {"observed", "Observed", Kind::number},
                     {"expected", "Expected", Kind::number},
                     {"test", "Test"},
                     {"test_value", "Test value", Kind::number},
                     {"df1", "df", Kind::number},
                     {"df2", "Second df", Kind::number},
                     {"p", "p", Kind::p_value},
                     {"reason", "Reason"}};
    std::vector<std::vector<Cell>> rows;
    for (auto const& set : report.sets) {
        for (auto const& line : agreement_lines(set, report.options))
            rows.push_back(row_of(set, "", "", line));
        for (auto const& pair : set.repeated) {
            for (auto const& line : repeated_lines(set, pair))
                rows.push_back(row_of(set, set.raters[pair.first], set.raters[pair.second], line));
        }
    }
    table.hold(std::move(rows));
    return table;
}

}  // namespace quaestor::report

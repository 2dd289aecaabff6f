#include "study/responses.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/exports/wording.hpp"
#include "instrument/decode.hpp"
#include "instrument/labels.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace quaestor::study {
namespace {

using data::exports::listed;
using data::exports::said;

/// One item and what the file has beside its codes.
class Comparison {
public:
    Comparison(instrument::ResponseSet const& set, bool reversed, data::ColumnInfo const& info)
        : set_(set), labels_(set), reversed_(reversed), info_(info) {}

    /// "'Often' is '2' in the file, which is another answer in the definition"; empty where nothing is.
    [[nodiscard]] std::string labels_that_differ() const {
        for (auto const& [code, label] : info_.labels) {
            auto const by_code = instrument::decode(set_, code);
            auto const by_label = labels_.find(label);
            if (by_code.reason != MissingReason::none || !by_label || by_label->reason != MissingReason::none)
                continue;
            if (by_code.value != by_label->value)
                return "'" + text::printable(label) + "' stands beside the code " + text::printable(code) +
                       ", which is another answer in the definition";
        }
        return {};
    }

    [[nodiscard]] std::string weights_that_differ() const {
        for (auto const& [code, weight] : info_.weights) {
            auto const meant = answer_of(code);
            auto const number = text::parse_number(weight);
            if (reversed_ || !meant || !number || *number == meant->value) continue;
            return "'" + text::printable(code) + "' has the weight " + weight + " in the file and counts " +
                   text::number(meant->value) + " in the definition";
        }
        return {};
    }

    [[nodiscard]] bool goes_by_weights() const {
        return std::any_of(info_.weights.begin(), info_.weights.end(), [&](data::CodeLabel const& one) {
            return !answer_of(one.code) && instrument::decode(set_, one.label).reason == MissingReason::none;
        });
    }

private:
    /// By the code, or by the label beside it.
    [[nodiscard]] std::optional<instrument::Answer> answer_of(std::string const& code) const {
        auto const by_code = instrument::decode(set_, code);
        if (by_code.reason == MissingReason::none) return by_code;
        auto const by_label = labels_.find(info_.label_of(code));
        return by_label && by_label->reason == MissingReason::none ? by_label : std::nullopt;
    }

    instrument::ResponseSet const& set_;
    instrument::Labels labels_;
    bool reversed_;
    data::ColumnInfo const& info_;
};

void compare_items(data::ReadResult const& read, Bound const& part, std::string const& file,
                   Diagnostics& diagnostics) {
    std::vector<std::string> by_weight;
    for (std::size_t i = 0; i < part.instrument->items.size(); ++i) {
        auto const column = part.binding->item_columns[i];
        if (!column) continue;
        auto const& item = part.instrument->items[i];
        Comparison const comparison(part.instrument->responses[item.responses], item.reversed,
                                    read.table.column(*column).info());
        auto const place = item.id + " of " + part.instrument->id + ": ";
        if (auto const what = comparison.labels_that_differ(); !what.empty())
            diagnostics.add(said(Severity::warning, data::code::codes_differ, place + what,
                                 "is this the form that the definition means?", file));
        if (auto const what = comparison.weights_that_differ(); !what.empty())
            diagnostics.add(said(Severity::warning, data::code::weights_disagree, place + what,
                                 "the definition counts; is this the form that it means?", file));
        if (comparison.goes_by_weights()) by_weight.push_back(item.id);
    }
    if (by_weight.empty()) return;
    diagnostics.add(
        said(Severity::warning, data::code::weights_taken,
             listed(by_weight) + " of " + part.instrument->id +
                 ": neither codes nor displays are answers of the definition, so that the weights beside "
                 "them are taken for its codes",
             "weights that the form has reversed itself would be reversed twice", file));
}

/// LinkIds that are no item and no fact of any definition.
std::vector<std::string> left_over(data::ReadResult const& read, std::vector<Bound> const& bound) {
    std::set<std::size_t> used;
    for (auto const& part : bound) {
        for (auto const* columns : {&part.binding->item_columns, &part.binding->covariate_columns}) {
            for (auto const& column : *columns) {
                if (column) used.insert(*column);
            }
        }
    }
    std::vector<std::string> names;
    for (std::size_t c = 0; c < read.table.column_count(); ++c) {
        auto const& column = read.table.column(c);
        auto const blank = [](MissingReason reason) { return reason == MissingReason::blank; };
        bool const answered = !std::all_of(column.missing().begin(), column.missing().end(), blank);
        if (answered && !used.contains(c) && !column.of_program())
            names.push_back(text::printable(column.name()));
    }
    return names;
}

}  // namespace

Diagnostics compare_responses(data::ReadResult const& read, std::vector<Bound> const& bound,
                              std::string const& file) {
    Diagnostics diagnostics;
    if (read.table.origin() != data::Origin::fhir) return diagnostics;
    for (auto const& part : bound)
        compare_items(read, part, file, diagnostics);
    if (auto const names = left_over(read, bound); !names.empty())
        diagnostics.add(said(Severity::note, data::code::not_of_definition,
                             listed(names) + (names.size() == 1 ? " is" : " are") +
                                 " answered and no item of what is scored; the answers are not looked at",
                             "a map (--map) says which linkId is which item", file));
    return diagnostics;
}

}  // namespace quaestor::study

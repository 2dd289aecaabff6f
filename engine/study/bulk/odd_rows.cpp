#include "study/bulk/odd_rows.hpp"

#include "base/expects.hpp"
#include "data/csv/scanner.hpp"
#include "document/write/csv.hpp"

namespace quaestor::study::bulk {
namespace {

/// Findings of a table of these rows, as those of the window.
data::Findings in_window(data::Findings const& found, std::vector<std::uint32_t> const& rows) {
    data::Findings out;
    for (std::size_t i = 0; i < found.size(); ++i) {
        auto finding = found[i];
        finding.row = rows[finding.row];
        out.add(finding);
    }
    return out;
}

}  // namespace

void OddRows::add(std::string_view record, std::uint32_t line, std::uint32_t row, bool is_total) {
    text_ += record;
    text_ += '\n';
    places_.push_back({line, row, is_total});
}

/// As the file says of its columns, or somebody of all of them.
void OddRows::declare(data::Table& table, MissingCounts& counts) const {
    for (std::size_t c = 0; c < plan_.declared.size(); ++c) {
        auto const& declared = plan_.declared[c];
        for (std::size_t row = 0; row < table.row_count() && !declared.empty(); ++row) {
            auto& column = table.column_to_change(c);
            if (column.missing()[row] != MissingReason::none) continue;
            auto const code = declared.find(column.text(row));
            if (!code) continue;
            column.set_missing(row, MissingReason::declared);
            if (plan_.missing_codes > 0) counts.count(c, *code);
        }
    }
}

Scored OddRows::score() {
    Scored out;
    data::csv::Rows rows(plan_.file, plan_.header, plan_.limits);
    data::csv::Scanner scanner(text_, plan_.delimiter, 1, plan_.limits);
    data::csv::Record record;
    std::vector<std::uint32_t> in_file;
    for (auto const& place : places_) {
        expects(scanner.next(record), "OddRows: fewer records than rows");
        record.line = place.line;
        in_file.push_back(place.row);
        if (place.is_total) {
            rows.refuse_total(record);
        } else {
            rows.take(record);
        }
    }
    out.rows = rows.counts();
    out.of_rows = in_window(rows.findings(), in_file);
    auto table = rows.table();
    table.set_notation(plan_.notation);
    out.missing = {plan_.declared.size(), plan_.missing_codes};
    declare(table, out.missing);
    for (auto const column : plan_.used)
        out.witnesses.push_back(data::csv::witness_of(table.column(column)));

    auto file = plan_.shape;
    file.table = &table;
    std::vector<scoring::Scores> scores(plan_.parts.size());
    std::vector<std::unique_ptr<validity::Screen>> screens;
    for (std::size_t p = 0; p < plan_.parts.size(); ++p) {
        auto const& part = plan_.parts[p];
        auto& screen = *screens.emplace_back(std::make_unique<validity::Screen>(*part.instrument, table));
        data::Findings found;
        scoring::RunOptions options;
        options.jobs = 1;
        options.observe = [&](scoring::ItemBatch const& batch) {
            screen.look(batch);
            detectives_[p].add(batch, table);
        };
        scores[p] = scoring::run(*part.instrument, part.plan, *part.binding, table, found, options);
        out.of_cells.push_back(in_window(found, in_file));
        out.by_label.push_back(scores[p].by_label);
        file.parts[p].scores = &scores[p];
        file.parts[p].screen = &screen;
    }
    out.tally = report::tally_of(file);
    auto const columns = report::score_columns(file);
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        auto& line = out.lines.emplace_back();
        for (auto const& column : columns) {
            if (&column != columns.data()) line += ',';
            document::append_csv_field(line, column.cell(row).value);
        }
        line += '\n';
    }
    text_.clear();
    places_.clear();
    return out;
}

}  // namespace quaestor::study::bulk

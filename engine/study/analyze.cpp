#include "study/analyze.hpp"

#include "base/text.hpp"
#include "numeric/moments.hpp"
#include "report/analysis_json.hpp"
#include "scoring/decoder.hpp"
#include "scoring/item_matrix.hpp"
#include "study/coding.hpp"
#include "study/correlations.hpp"
#include "study/evidence.hpp"
#include "study/exported.hpp"
#include "study/input.hpp"
#include "study/keep.hpp"
#include "study/mapping.hpp"
#include "study/provenance.hpp"
#include "study/reliability.hpp"
#include "study/responses.hpp"
#include "study/wave_proposal.hpp"
#include "study/waves.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace quaestor::study {
namespace {

using report::Finding;

constexpr char const* not_asked_for = "not asked for: --analyses";

std::vector<report::MissingCount> missing_of(scoring::RegisterColumn const& answers) {
    std::map<MissingReason, std::int64_t> counts;
    for (auto const& state : answers.states)
        ++counts[state.reason];
    counts.erase(MissingReason::none);
    std::vector<report::MissingCount> missing;
    for (auto const& [reason, count] : counts)
        missing.push_back({reason, count});
    return missing;
}

SampleUse use_of(scoring::ItemMatrix const& matrix) {
    SampleUse use;
    use.persons_given = matrix.values.rows();
    use.persons_used = static_cast<std::int64_t>(numeric::complete_rows(matrix.values).size());
    use.persons_dropped = use.persons_given - use.persons_used;
    use.rule = "listwise";
    return use;
}

class Analyzer {
public:
    Analyzer(AnalyzeRequest const& request, Definition const& definition)
        : request_(request), definition_(definition), result_(std::make_unique<AnalyzedData>()) {}

    Outcome<std::unique_ptr<AnalyzedData>> run() {
        if (read() && choose_scales() && form_groups()) {
            look_at_cells();
            describe();
            for (auto const* scale : scales_)
                analyze_scale(*scale);
            bool const all_asked =
                asked().reliability || asked().dimensionality || asked().efa || asked().correlations;
            if (scales_.size() != 1 && all_asked) analyze_all();
            if (asked().correlations) correlate_items();
            if (look_outside() && computed_something()) outcome_.value = std::move(result_);
        }
        return std::move(outcome_);
    }

private:
    bool read() {
        auto input = hashed_input(request_.data, request_.reading);
        outcome_.diagnostics.append(std::move(input.diagnostics));
        if (!input.value) return false;
        result_->data_sha256 = std::move(input.value->sha256);
        result_->data_bytes = input.value->bytes;
        result_->read = std::move(input.value->read);
        result_->decisions = result_->read.decisions;
        if (!lengthen() || !bind()) return false;
        look_at_export();
        if (outcome_.diagnostics.has_errors()) return false;
        auto& analysis = result_->analysis;
        analysis.instrument = &instrument();
        analysis.data_name = request_.data;
        analysis.data_sha256 = result_->data_sha256;
        analysis.definition_sha256 = definition_.sha256;
        analysis.options = request_.options;
        analysis.rows = result_->read.table.row_count();
        return true;
    }

    /// Of waves that stand side by side, the one that is analysed.
    bool lengthen() {
        if (request_.waves.empty()) return true;
        auto made = make_long(result_->read, request_.waves, {&instrument()}, request_.data);
        outcome_.diagnostics.append(std::move(made.diagnostics));
        if (!made.value) return false;
        waves_ = std::move(made.value);
        result_->decisions.insert(result_->decisions.end(), waves_->decisions.begin(), waves_->decisions.end());
        return true;
    }

    bool bind() {
        Diagnostics said;
        std::vector<instrument::Instrument const*> const instruments{&instrument()};
        auto& read = result_->read;
        auto const mapped = mapped_columns(request_.map, instruments, scoring::MapUse::together, read.table,
                                           request_.data, read.others, said);
        bool bound = false;
        if (mapped) {
            auto binding = scoring::bind(instrument(), read.table, request_.data, mapped_for(*mapped, 0));
            said.append(std::move(binding.diagnostics));
            bound = binding.value.has_value();
            if (bound) result_->binding = std::move(*binding.value);
        }
        std::vector<Definition const*> const definitions{&definition_};
        outcome_.diagnostics.append(with_map_proposed(said, request_.data, definitions, request_.map));
        if (!bound && !waves_) {
            outcome_.diagnostics.append(
                propose_waves(read.table, instruments, {}, request_.data, WavesAtATime::one));
        }
        if (bound && waves_) {
            outcome_.diagnostics.append(
                asked_in(*waves_, instrument(), result_->binding, read.table, request_.data).diagnostics);
        }
        for (auto const& decision : result_->binding.decisions)
            result_->decisions.push_back(decision);
        return !outcome_.diagnostics.has_errors();
    }

    void look_at_export() {
        std::vector<Bound> const bound{{&instrument(), &result_->binding}};
        outcome_.diagnostics.append(compare_codes(result_->read, bound, request_.data));
        outcome_.diagnostics.append(compare_responses(result_->read, bound, request_.data));
        auto elsewhere = leave_out_elsewhere(result_->read, bound, request_.data);
        outcome_.diagnostics.append(std::move(elsewhere.diagnostics));
        for (auto& decision : elsewhere.decisions)
            result_->decisions.push_back(std::move(decision));
    }

    bool choose_scales() {
        scales_ = scales_called(request_.scales, "--scales");
        kept_ = scales_called(request_.options.short_forms.keep, "--short-keep");
        if (request_.scales.empty()) {
            for (auto const& scale : instrument().scales) {
                if (!scale.composite) scales_.push_back(&scale);
            }
        }
        outcome_.diagnostics.append(check(request_.measures, instrument()));
        return !outcome_.diagnostics.has_errors();
    }

    /// U002 for an id that no scale has.
    std::vector<instrument::Scale const*> scales_called(std::vector<std::string> const& ids,
                                                        std::string const& option) {
        std::vector<instrument::Scale const*> scales;
        std::vector<std::string> known;
        for (auto const& scale : instrument().scales)
            known.push_back(scale.id);
        for (auto const& id : ids) {
            auto const found =
                std::find_if(instrument().scales.begin(), instrument().scales.end(),
                             [&](instrument::Scale const& s) { return text::equal_ignoring_case(s.id, id); });
            if (found != instrument().scales.end()) {
                scales.push_back(&*found);
                continue;
            }
            auto const near = text::nearest(id, known);
            outcome_.diagnostics.add(
                {Severity::error,
                 "U002",
                 option + ": there is no scale '" + id + "'",
                 {},
                 near ? "did you mean '" + *near + "'?" : "the scales are: " + text::join(known, ", "),
                 "quaestor"});
        }
        return scales;
    }

    /// By the texts of the column that was asked for.
    bool form_groups() {
        auto const& name = request_.options.group;
        if (name.empty()) return true;
        auto const& table = result_->read.table;
        auto const found = table.find_ignoring_case(name);
        if (found.size() != 1) {
            std::vector<std::string> known;
            for (auto const& column : table.columns())
                known.push_back(column.name());
            auto const near = text::nearest(name, known);
            outcome_.diagnostics.add({Severity::error,
                                      "U002",
                                      found.empty() ? "--group: there is no column '" + name + "'"
                                                    : "--group: several columns are called '" + name + "'",
                                      {},
                                      near ? "did you mean '" + *near + "'?" : "",
                                      request_.data});
            return false;
        }
        std::set<std::string> names;
        for (std::size_t row = 0; row < table.row_count(); ++row) {
            bool const there = table.column(found[0]).missing()[row] == MissingReason::none;
            groups_.of_row.push_back(there ? std::string(text::trimmed(table.text(found[0], row))) : "");
            if (!groups_.of_row.back().empty()) names.insert(groups_.of_row.back());
        }
        constexpr std::size_t most_groups = 20;
        if (names.size() < 2 || names.size() > most_groups) {
            outcome_.diagnostics.add(
                {Severity::error,
                 "U002",
                 "--group: column '" + name + "' has " + text::counted(names.size(), "value", "values") +
                     ", which are no groups to compare",
                 {},
                 "a column with 2 to " + std::to_string(most_groups) + " different values",
                 request_.data});
            return false;
        }
        groups_.names.assign(names.begin(), names.end());
        return true;
    }

    /// item_matrix leaves out what is no answer; here it is named, as scoring does.
    void look_at_cells() {
        auto& read = result_->read;
        auto const rows = read.table.row_count();
        scoring::RegisterColumn answers;
        answers.values.resize(rows);
        answers.states.resize(rows);
        std::set<std::size_t> used;
        for (auto const& member : scoring::scored_members(instrument())) {
            if (auto const column = result_->binding.item_columns[member.item]) used.insert(*column);
        }
        // What is wrong in columns that nothing is made of is no problem of this run.
        read.findings = read.findings.about([&](std::uint32_t column) { return used.contains(column); });
        std::vector<std::size_t> by_label(instrument().items.size());
        missing_.resize(instrument().items.size());
        for (auto const& member : scoring::scored_members(instrument())) {
            auto const column = result_->binding.item_columns[member.item];
            if (!column) continue;
            auto const& responses = instrument().responses[instrument().items[member.item].responses];
            by_label[member.item] =
                scoring::ItemDecoder(responses, read.table, *column).run(0, rows, answers, read.findings);
            missing_[member.item] = missing_of(answers);
        }
        tell_labels(instrument(), by_label, request_.data, result_->decisions, outcome_.diagnostics);
        std::vector<coding::Conclusion> const conclusions{
            coding::look_at(instrument(), result_->binding, read.table)};
        result_->analysis.clues = coding::clues_of(conclusions);
        outcome_.diagnostics.append(coding::said_of(result_->analysis.clues, request_.data));
        auto const refused = read.table.refused_rows().size();
        result_->analysis.cells_not_taken = read.findings.total() - refused;
        result_->analysis.rows_refused = refused;
    }

    void describe() {
        auto const members = scoring::scored_members(instrument());
        auto const matrix =
            scoring::item_matrix(instrument(), members, result_->binding, result_->read.table);
        for (std::size_t j = 0; j < members.size(); ++j) {
            auto const& item = instrument().items[members[j].item];
            auto const& values = instrument().responses[item.responses].values;
            descriptives::ItemOptions options;
            options.moments = request_.options.moments;
            options.lowest = values.low;
            options.highest = values.high;
            report::DescribedItem described;
            described.item = &item;
            described.reversed = members[j].reversed;
            described.description =
                descriptives::describe_item(matrix.values.col(static_cast<Eigen::Index>(j)), options);
            described.missing = missing_[members[j].item];
            result_->analysis.items.push_back(std::move(described));
        }
    }

    [[nodiscard]] std::vector<item_analysis::AnswerRange> ranges_of(scoring::ItemMatrix const& matrix) const {
        std::vector<item_analysis::AnswerRange> ranges;
        for (auto const item : matrix.items) {
            auto const& values = instrument().responses[instrument().items[item].responses].values;
            ranges.push_back(values.low < values.high ? item_analysis::AnswerRange{values.low, values.high}
                                                      : item_analysis::AnswerRange{});
        }
        return ranges;
    }

    void tell_step(instrument::Scale const& scale, std::string_view part) const {
        if (!request_.step) return;
        auto const number = result_->analysis.scales.size() + 1;
        request_.step(text::printable(scale.title) + ", " + std::to_string(number) + " of " +
                      std::to_string(scales_.size()) + ": " + std::string(part));
    }

    void analyze_scale(instrument::Scale const& scale) {
        auto matrix =
            scoring::item_matrix(instrument(), scale.members, result_->binding, result_->read.table);
        report::ScaleAnalysis out;
        out.scale = &scale;
        out.items = matrix.names;
        out.use = use_of(matrix);
        VariableNames const names(matrix.names);
        item_analysis::InScaleOptions in_scale;
        in_scale.ranges = ranges_of(matrix);
        in_scale.names = names;
        out.in_scale = keep(item_analysis::items_in_scale(matrix.values, in_scale), out.remarks);
        item_analysis::OptionUseOptions options;
        options.names = names;
        out.options = keep(item_analysis::option_uses(matrix.values, options), out.remarks);
        if (asked().reliability) {
            tell_step(scale, "reliability");
            analyze_reliability(instrument(), matrix, request_.options, groups_, out);
        } else {
            leave_out_reliability(out, not_asked_for);
        }
        tell_step(scale, "correlations and factors");
        auto const basis = keep(
            correlate(request_.options.correlation, matrix, measures(matrix), request_.options), out.remarks);
        out.dimensions = dimensions(matrix, basis, out.remarks);
        out.efa = factors(basis, out.dimensions, names, out.remarks);
        if (asked().reliability) {
            out.reliability.general =
                general_factors(basis, out.dimensions, request_.options, names, out.remarks);
        }
        if (!request_.options.short_forms.sizes.empty()) {
            tell_step(scale, "short forms");
            out.short_forms =
                keep(short_form::short_forms(matrix.values, short_form_options(matrix)), out.remarks);
        }
        result_->analysis.scales.push_back(std::move(out));
        matrices_.push_back(std::move(matrix));
    }

    [[nodiscard]] short_form::ShortFormOptions short_form_options(scoring::ItemMatrix const& matrix) const {
        auto const& wish = request_.options.short_forms;
        short_form::ShortFormOptions options;
        options.search.criterion = wish.criterion;
        options.search.seed = request_.options.seed;
        options.search.facets = facets_of(matrix);
        options.sizes.assign(wish.sizes.begin(), wish.sizes.end());
        options.folds = wish.folds;
        options.threads = request_.options.jobs;
        options.names = VariableNames(matrix.names);
        return options;
    }

    /// An item of several scales counts for the first that was named.
    [[nodiscard]] std::vector<int> facets_of(scoring::ItemMatrix const& matrix) const {
        std::vector<int> facets;
        if (kept_.empty()) return facets;
        for (auto const item : matrix.items) {
            int facet = -1;
            for (std::size_t f = 0; f < kept_.size() && facet < 0; ++f) {
                bool const member = std::any_of(kept_[f]->members.begin(), kept_[f]->members.end(),
                                                [&](instrument::Member const& m) { return m.item == item; });
                if (member) facet = static_cast<int>(f);
            }
            facets.push_back(facet);
        }
        return facets;
    }

    void analyze_all() {
        auto const matrix = scoring::item_matrix(instrument(), scoring::scored_members(instrument()),
                                                 result_->binding, result_->read.table);
        report::AllItemsAnalysis out;
        out.items = matrix.names;
        out.use = use_of(matrix);
        VariableNames const names(matrix.names);
        auto const basis = keep(
            correlate(request_.options.correlation, matrix, measures(matrix), request_.options), out.remarks);
        out.dimensions = dimensions(matrix, basis, out.remarks);
        out.efa = factors(basis, out.dimensions, names, out.remarks);
        if (asked().reliability)
            out.general = general_factors(basis, out.dimensions, request_.options, names, out.remarks);
        if (!asked().reliability) {
            out.scales.reason = out.scales.stratified.reason = not_asked_for;
        } else if (matrices_.size() > 1) {
            out.scales = scales_together(result_->analysis.scales, matrices_);
        } else {
            out.scales.reason = out.scales.stratified.reason = "there are no two scales";
        }
        result_->analysis.all_items = std::move(out);
    }

    [[nodiscard]] std::vector<correlation::Measure> measures(scoring::ItemMatrix const& matrix) const {
        return measures_of(request_.measures, instrument(), matrix);
    }

    void correlate_items() {
        auto const members =
            scales_.size() == 1 ? scales_.front()->members : scoring::scored_members(instrument());
        auto const matrix =
            scoring::item_matrix(instrument(), members, result_->binding, result_->read.table);
        result_->analysis.correlations = all_correlations(matrix, measures(matrix), request_.options);
    }

    report::Dimensions dimensions(scoring::ItemMatrix const& matrix,
                                  Finding<correlation::PolychoricMatrix> const& basis, Diagnostics& remarks) {
        report::Dimensions out;
        if (!asked().dimensionality) {
            out.kmo.reason = out.map.reason = out.parallel.reason = not_asked_for;
            return out;
        }
        VariableNames const names(matrix.names);
        dimensionality::ParallelOptions options;
        options.replications = request_.options.replications;
        options.seed = request_.options.seed;
        options.threads = request_.options.jobs;
        options.names = names;
        if (!basis.value) {
            out.kmo.reason = out.map.reason = out.parallel.reason = basis.reason;
            return out;
        }
        auto const persons = out.persons = basis.value->fewest_persons();
        out.kmo = keep(dimensionality::kmo_bartlett(basis.value->r, persons, {names}), remarks);
        out.map = keep(dimensionality::map_test(basis.value->r, {names}), remarks);
        bool const plain = request_.options.correlation == correlation::Kind::pearson &&
                           request_.options.use == correlation::Missing::listwise;
        out.parallel =
            keep(plain ? dimensionality::parallel_analysis(matrix.values, options)
                       : dimensionality::parallel_analysis_of_correlations(basis.value->r, persons, options),
                 remarks);
        return out;
    }

    Finding<factor::FactorSolution> factors(Finding<correlation::PolychoricMatrix> const& basis,
                                            report::Dimensions const& dimensions, VariableNames const& names,
                                            Diagnostics& remarks) {
        Finding<factor::FactorSolution> out;
        if (!asked().efa) {
            out.reason = not_asked_for;
            return out;
        }
        if (!basis.value) {
            out.reason = basis.reason;
            return out;
        }
        auto const& wished = request_.options;
        if (!wished.factors && !dimensions.parallel.value) {
            out.reason = "the number of factors is not known: " + dimensions.parallel.reason;
            return out;
        }
        // One factor is the least that can be looked at, even where chance explains it all: the report says
        // so beside it.
        auto const count =
            wished.factors ? *wished.factors
                           : std::max<std::int64_t>(1, dimensions.parallel.value->suggested_by_percentile);
        factor::EfaOptions options;
        options.factors = static_cast<Eigen::Index>(count);
        options.extraction = wished.extraction;
        options.rotation = count > 1 ? wished.rotation : factor::Rotation::none;
        options.kaiser = wished.kaiser;
        options.starts = wished.starts;
        options.seed = wished.seed;
        options.names = names;
        return keep(factor::exploratory_factors(basis.value->r, basis.value->fewest_persons(), options),
                    remarks);
    }

    /// What was asked for beyond the items; false where it cannot be found.
    bool look_outside() {
        auto const& wish = request_.options.evidence;
        if (wish.against.empty() && wish.groups.empty() && wish.methods.empty()) return true;
        MeasureFinder measures(definition_, result_->binding, result_->read.table, request_.data);
        auto evidence = evidence_for(wish, result_->analysis.scales, measures, result_->read.table,
                                     request_.options.level, request_.data);
        outcome_.diagnostics.append(std::move(evidence.diagnostics));
        if (!evidence.value) return false;
        result_->analysis.evidence = std::move(evidence.value);
        return true;
    }

    bool computed_something() {
        auto const& analysis = result_->analysis;
        bool const any =
            std::any_of(analysis.items.begin(), analysis.items.end(),
                        [](report::DescribedItem const& item) { return item.description.answered > 1; });
        if (any) return true;
        outcome_.diagnostics.add({Severity::error,
                                  "S199",
                                  "no item has two answers, so there is nothing to analyse",
                                  {},
                                  analysis.cells_not_taken > 0
                                      ? "look at the codes in the file: quaestor score names the cells that "
                                        "are not taken"
                                      : "",
                                  request_.data});
        return false;
    }

    [[nodiscard]] report::Analyses const& asked() const { return request_.options.analyses; }
    [[nodiscard]] instrument::Instrument const& instrument() const { return *definition_.instrument; }

    AnalyzeRequest const& request_;
    Definition const& definition_;
    std::unique_ptr<AnalyzedData> result_;
    std::vector<instrument::Scale const*> scales_;
    std::optional<SideWaves> waves_;
    std::vector<instrument::Scale const*> kept_;  ///< scales of which every short form keeps an item
    std::vector<std::vector<report::MissingCount>> missing_;  ///< by item of the instrument
    std::vector<scoring::ItemMatrix> matrices_;  ///< of these scales
    Groups groups_;
    Outcome<std::unique_ptr<AnalyzedData>> outcome_;
};

}  // namespace

Outcome<std::unique_ptr<AnalyzedData>> analyze(AnalyzeRequest const& request, Definition const& definition) {
    return Analyzer(request, definition).run();
}

report::Receipt receipt_of(AnalyzeRequest const& request, Definition const& definition,
                           AnalyzedData const& analyzed) {
    auto receipt = receipt_for("analyze", request.arguments,
                               {request.data, analyzed.data_sha256, analyzed.data_bytes}, {&definition});
    receipt.inputs = inputs_of(analyzed.read);
    receipt.decisions = analyzed.decisions;
    take_result(receipt, "analysis", report::analysis_json(analyzed.analysis));
    count_findings(receipt, analyzed.read.findings);
    return receipt;
}

}  // namespace quaestor::study

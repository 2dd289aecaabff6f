#include "study/agreement.hpp"

#include "base/decimal_mark.hpp"
#include "base/text.hpp"
#include "study/input.hpp"
#include "study/provenance.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

namespace quaestor::study {
namespace {

using agreement::Measurement;
using agreement::Weighting;
using report::Finding;
using report::RatingAgreement;

/// The statistic, or why there is none.
template <class T>
Finding<T> keep(Outcome<T> outcome) {
    Finding<T> finding;
    if (!outcome.value) finding.reason = report::reason_of(outcome.diagnostics);
    finding.value = std::move(outcome.value);
    return finding;
}

/// Every statistic that suits the scale of measurement.
void compute(RatingAgreement& set, report::AgreementOptions const& options) {
    auto const& x = set.ratings;
    agreement::KrippendorffOptions alpha;
    alpha.measurement = options.measurement;
    alpha.level = options.level;
    alpha.replications = options.replications;
    alpha.seed = options.seed;
    alpha.threads = options.jobs;
    set.krippendorff = keep(agreement::krippendorff_alpha(x, alpha));
    if (options.measurement != Measurement::nominal) set.kendall = keep(agreement::kendall_w(x));
    if (options.of_categories()) {
        set.chance = keep(agreement::chance_corrected(
            x, {options.weighting, options.own_weights, set.categories, options.level}));
        set.fleiss = keep(agreement::fleiss_kappa(x, set.categories));
        if (x.cols() > 2) {
            set.light = keep(agreement::light_kappa(x));
            return;
        }
        auto const kappa = [&](Weighting weighting, Eigen::MatrixXd const& own = {}) {
            return keep(agreement::cohen_kappa(x, {weighting, own, set.categories, options.level}));
        };
        set.kappa = kappa(Weighting::identity);
        if (options.measurement == Measurement::ordinal) {
            set.linear = kappa(Weighting::linear);
            set.quadratic = kappa(Weighting::quadratic);
        }
        if (options.own_weights.size() > 0) set.own = kappa(Weighting::identity, options.own_weights);
        return;
    }
    set.icc = keep(agreement::intraclass_correlations(x, {options.level, options.agreement_mean}));
    set.concordance = keep(agreement::concordance(x, options.level));
    for (auto& pair : set.repeated) {
        agreement::RetestOptions retest;
        retest.level = options.level;
        pair.retest = keep(agreement::retest(x.col(static_cast<Eigen::Index>(pair.first)),
                                             x.col(static_cast<Eigen::Index>(pair.second)), retest));
    }
}

/// The first measurement with each later one.
std::vector<report::Repeated> compared_with_first(std::size_t measurements) {
    std::vector<report::Repeated> out;
    for (std::size_t j = 1; j < measurements; ++j)
        out.push_back({0, j, {}});
    return out;
}

class Agreement {
public:
    Agreement(AgreementRequest const& request, std::vector<Definition> const& definitions)
        : request_(request), definitions_(definitions), result_(std::make_unique<AgreedData>()) {}

    Outcome<std::unique_ptr<AgreedData>> run() {
        auto& report = result_->report;
        report.options = request_.options;
        report.data_name = request_.data;
        if (definitions_.empty() ? from_ratings() : from_scores()) {
            for (auto& set : report.sets)
                compute(set, report.options);
            if (computed_something()) outcome_.value = std::move(result_);
        }
        return std::move(outcome_);
    }

private:
    void trouble(std::string code, std::string message, std::string hint = {}) {
        outcome_.diagnostics.add(
            {Severity::error, std::move(code), std::move(message), {}, std::move(hint), request_.data});
    }

    bool from_ratings() {
        auto input = hashed_input(request_.data, request_.reading);
        outcome_.diagnostics.append(std::move(input.diagnostics));
        if (!input.value) return false;
        result_->data_sha256 = std::move(input.value->sha256);
        result_->data_bytes = input.value->bytes;
        result_->read = std::move(input.value->read);
        result_->decisions = result_->read.decisions;
        result_->inputs = inputs_of(result_->read);
        bool const numbers_needed =
            request_.measurement == Measurement::interval || request_.measurement == Measurement::ratio;
        auto ratings = ratings_of(result_->read.table, request_.columns,
                                  {numbers_needed, request_.categories}, request_.data);
        outcome_.diagnostics.append(std::move(ratings.diagnostics));
        if (!ratings.value || !choose_measurement(*ratings.value)) return false;
        auto& report = result_->report;
        report.data_sha256 = result_->data_sha256;
        auto& read = result_->read;
        read.findings = read.findings.about([&](std::uint32_t column) {
            auto const& used = ratings.value->columns;
            return std::find(used.begin(), used.end(), column) != used.end();
        });
        report.rows = read.table.row_count();
        report.rows_refused = read.table.refused_rows().size();
        report.cells_not_taken = read.findings.total() - std::min(read.findings.total(), report.rows_refused);

        RatingAgreement set;
        set.id = "ratings";
        set.title = request_.columns.wide() ? "Ratings" : request_.columns.rating;
        set.raters = std::move(ratings.value->raters);
        set.ratings = std::move(ratings.value->values);
        if (report.options.of_categories()) {
            set.categories = std::move(ratings.value->categories);
            set.labels = std::move(ratings.value->labels);
            if (!choose_weights(set)) return false;
        } else if (set.raters.size() == 2) {
            set.repeated = compared_with_first(2);
        }
        report.sets.push_back(std::move(set));
        return true;
    }

    bool choose_measurement(Ratings const& ratings) {
        auto& options = result_->report.options;
        if (!request_.measurement && ratings.numbers) {
            trouble(
                "U005", "--measurement: what are the ratings? Numbers may be codes, ranks or amounts",
                "one of: nominal (codes), ordinal (ranks), interval (amounts), ratio (amounts with a zero)");
            return false;
        }
        options.measurement = request_.measurement.value_or(Measurement::nominal);
        if (options.measurement == Measurement::ordinal && !ratings.numbers && request_.categories.empty()) {
            trouble("U005", "--measurement ordinal: the ratings are words, and their order is not known",
                    "name them from least to most: --categories none,mild,severe");
            return false;
        }
        options.weighting = request_.weighting.value_or(
            options.measurement == Measurement::ordinal ? Weighting::linear : Weighting::identity);
        return true;
    }

    /// A table of weights: the categories above and at the left, in any order.
    bool choose_weights(RatingAgreement const& set) {
        if (request_.weights_file.empty()) return true;
        auto input = hashed_input(request_.weights_file, request_.reading);
        outcome_.diagnostics.append(std::move(input.diagnostics));
        if (!input.value) return false;
        auto const& table = input.value->read.table;
        auto const q = static_cast<Eigen::Index>(set.labels.size());
        Eigen::MatrixXd weights = Eigen::MatrixXd::Constant(q, q, absent);
        auto const place = [&](std::string const& name) {
            auto const at = std::find(set.labels.begin(), set.labels.end(), text::trimmed(name));
            return at == set.labels.end() ? Eigen::Index{-1}
                                          : static_cast<Eigen::Index>(at - set.labels.begin());
        };
        for (std::size_t row = 0; row < table.row_count(); ++row) {
            auto const i = place(table.text(0, row));
            for (std::size_t column = 1; column < table.column_count() && i >= 0; ++column) {
                auto const j = place(table.column(column).name());
                auto const number = read_number(table.text(column, row), table.notation(column));
                if (j >= 0 && number) weights(i, j) = *number;
            }
        }
        auto checked = agreement::own_weights(weights, q);
        if (!checked.value) {
            for (auto const& problem : checked.diagnostics) {
                outcome_.diagnostics.add({Severity::error,
                                          problem.code,
                                          problem.message,
                                          {},
                                          "the first column and the first row name the categories: " +
                                              text::join(set.labels, ", "),
                                          request_.weights_file});
            }
            return false;
        }
        auto& options = result_->report.options;
        options.own_weights = std::move(*checked.value);
        options.own_weights_name = request_.weights_file;
        result_->inputs.push_back({request_.weights_file, input.value->sha256, input.value->bytes});
        return true;
    }

    bool from_scores() {
        ScoreRequest request;
        request.data = request_.data;
        request.id = request_.id;
        request.wave = request_.wave;
        request.waves = request_.waves;
        request.reading = request_.reading;
        request.jobs = request_.options.jobs;
        auto scored = score(request, definitions_);
        outcome_.diagnostics.append(std::move(scored.diagnostics));
        if (!scored.value) return false;
        result_->scored = std::move(*scored.value);
        auto const& file = result_->scored->file;
        result_->data_sha256 = result_->scored->data_sha256;
        result_->data_bytes = result_->scored->data_bytes;
        result_->decisions = result_->scored->decisions;
        result_->inputs = inputs_of(result_->scored->read);
        auto& report = result_->report;
        report.data_sha256 = result_->data_sha256;
        report.options.measurement = request_.measurement.value_or(Measurement::interval);
        report.unit_word = "person";
        report.rater_word = "wave";
        report.rows = file.table->row_count();
        report.rows_refused = file.table->refused_rows().size();
        report.cells_not_taken =
            file.findings->total() - std::min(file.findings->total(), report.rows_refused);
        for (auto const& definition : definitions_)
            report.definition_sha256.push_back(definition.sha256);
        report.provisional = report::provisional_warnings(file);
        return find_people() && choose_scores();
    }

    /// Which person and which wave each row is of.
    bool find_people() {
        auto const& file = result_->scored->file;
        auto const& table = *file.table;
        if (!file.id) {
            trouble("C084", "which column says who it is? Scores of one person are compared over waves",
                    "--id names it");
            return false;
        }
        std::unordered_map<std::string, Eigen::Index> people;
        std::map<std::string, std::size_t> waves;
        std::map<std::pair<Eigen::Index, std::size_t>, std::size_t> first;
        std::size_t without_wave = 0;
        for (std::size_t row = 0; row < table.row_count(); ++row) {
            auto const id = std::string(text::trimmed(table.text(*file.id, row)));
            auto const wave = std::string(text::trimmed(table.text(*file.wave, row)));
            without_wave += wave.empty() && !table.refused(row);
            if (id.empty() || wave.empty() || table.refused(row)) {
                places_.push_back({-1, 0});
                continue;
            }
            auto const person =
                people.try_emplace(id, static_cast<Eigen::Index>(people.size())).first->second;
            auto const [at, is_new] = waves.try_emplace(wave, waves.size());
            if (is_new) waves_.push_back(wave);
            auto const [before, once] = first.try_emplace({person, at->second}, row);
            if (!once) {
                trouble("C081",
                        table.place(row) + " has the same person and wave as " + table.place(before->second),
                        "one of the two must go: which one counts is not for the program to say");
                return false;
            }
            places_.push_back({person, at->second});
        }
        if (without_wave > 0) {
            outcome_.diagnostics.add({Severity::warning,
                                      "C084",
                                      text::counted(without_wave, "row has", "rows have") + " no wave in '" +
                                          table.column(*file.wave).name() + "' and " +
                                          (without_wave == 1 ? "is" : "are") + " left out",
                                      {},
                                      {},
                                      request_.data});
        }
        people_ = static_cast<Eigen::Index>(people.size());
        sort_waves();
        if (waves_.size() < 2) {
            trouble("C084", "'" + table.column(*file.wave).name() + "' has " +
                                text::counted(waves_.size(), "wave", "waves") + ", and two are compared");
            return false;
        }
        return true;
    }

    /// Waves that are numbers go by their size, others by their first appearance.
    void sort_waves() {
        std::vector<std::pair<double, std::size_t>> order;
        for (std::size_t w = 0; w < waves_.size(); ++w) {
            auto const number = text::parse_number(waves_[w]);
            if (!number) return;
            order.emplace_back(*number, w);
        }
        std::sort(order.begin(), order.end());
        std::vector<std::size_t> to(waves_.size());
        std::vector<std::string> names;
        for (std::size_t w = 0; w < order.size(); ++w) {
            to[order[w].second] = w;
            names.push_back(waves_[order[w].second]);
        }
        waves_ = std::move(names);
        for (auto& [person, wave] : places_)
            wave = to[wave];
    }

    bool choose_scores() {
        auto const& file = result_->scored->file;
        std::vector<std::string> known;
        std::vector<std::string> wished = request_.scores;
        for (auto const& part : file.parts) {
            auto const& instrument = *part.instrument;
            for (std::size_t r = 0; r < instrument.declared.size(); ++r) {
                auto const ref = instrument.declared[r];
                auto const& id = instrument.id_of(ref);
                if (!report::is_number(instrument, ref)) continue;
                auto const full = file.parts.size() > 1 ? instrument.id + "_" + id : id;
                known.push_back(full);
                auto const asked = std::find_if(wished.begin(), wished.end(), [&](std::string const& name) {
                    return text::equal_ignoring_case(name, full);
                });
                if (!request_.scores.empty() && asked == wished.end()) continue;
                if (asked != wished.end()) wished.erase(asked);
                auto const title = file.parts.size() > 1 ? instrument.title + ": " + instrument.title_of(ref)
                                                         : instrument.title_of(ref);
                result_->report.sets.push_back(set_of(part, r, full, title));
            }
        }
        for (auto const& name : wished) {
            auto const near = text::nearest(name, known);
            trouble("U002", "--scores: there is no score '" + name + "'",
                    near ? "did you mean '" + *near + "'?" : "the scores are: " + text::join(known, ", "));
        }
        return wished.empty();
    }

    [[nodiscard]] RatingAgreement set_of(report::ScoredInstrument const& part, std::size_t result,
                                         std::string const& id, std::string const& title) const {
        RatingAgreement set;
        set.id = id;
        set.title = title;
        set.raters = waves_;
        set.ratings.setConstant(people_, static_cast<Eigen::Index>(waves_.size()), absent);
        auto const& column = part.scores->results[result];
        for (std::size_t row = 0; row < places_.size(); ++row) {
            auto const [person, wave] = places_[row];
            if (person < 0 || !part.asked(row) || column.reasons[row] != MissingReason::none) continue;
            set.ratings(person, static_cast<Eigen::Index>(wave)) = column.values[row];
        }
        set.repeated = compared_with_first(waves_.size());
        return set;
    }

    bool computed_something() {
        auto const& report = result_->report;
        bool const any = std::any_of(report.sets.begin(), report.sets.end(), [&](RatingAgreement const& set) {
            return report::has_value(set, report.options);
        });
        if (any) return true;
        std::string why;
        if (!report.sets.empty()) {
            for (auto const& line : report::agreement_lines(report.sets.front(), report.options)) {
                if (why.empty()) why = line.reason;
            }
        }
        trouble("S199", "nothing can be computed from these ratings" + (why.empty() ? "" : ": " + why));
        return false;
    }

    AgreementRequest const& request_;
    std::vector<Definition> const& definitions_;
    std::unique_ptr<AgreedData> result_;
    Outcome<std::unique_ptr<AgreedData>> outcome_;
    std::vector<std::pair<Eigen::Index, std::size_t>> places_;  ///< by row: person (-1: none) and wave
    std::vector<std::string> waves_;
    Eigen::Index people_ = 0;
};

}  // namespace

Outcome<std::unique_ptr<AgreedData>> agree(AgreementRequest const& request,
                                           std::vector<Definition> const& definitions) {
    return Agreement(request, definitions).run();
}

report::Receipt receipt_of(AgreementRequest const& request, std::vector<Definition> const& definitions,
                           AgreedData const& agreed) {
    auto receipt = receipt_for("agreement", request.arguments,
                               {request.data, agreed.data_sha256, agreed.data_bytes}, pointers_to(definitions));
    receipt.inputs = agreed.inputs;
    receipt.decisions = agreed.decisions;
    take_result(receipt, "agreement", report::agreement_json(agreed.report));
    count_findings(receipt, agreed.findings());
    return receipt;
}

}  // namespace quaestor::study

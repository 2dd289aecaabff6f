#include "data/exports/unfold.hpp"

#include "base/output_file.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/csv/read.hpp"
#include "data/exports/limesurvey.hpp"
#include "data/exports/qualtrics.hpp"
#include "data/exports/redcap.hpp"
#include "data/exports/wording.hpp"
#include "data/missing_codes.hpp"

#include <array>
#include <numeric>
#include <utility>

namespace quaestor::data::exports {
namespace {

/// FHIR is no export that one could say: a file is of it or not.
constexpr std::array<std::pair<Origin, std::string_view>, 4> words{{{Origin::none, "none"},
                                                                    {Origin::qualtrics, "qualtrics"},
                                                                    {Origin::redcap, "redcap"},
                                                                    {Origin::limesurvey, "limesurvey"}}};

char const* const said_so = "as --export says";

class Unfolder {
public:
    Unfolder(std::string const& file, Outcome<ReadResult> outcome, ExportOptions const& options)
        : file_(file),
          options_(options),
          read_(std::move(*outcome.value)),
          diagnostics_(std::move(outcome.diagnostics)) {}

    Outcome<ReadResult> run() {
        auto const rows = read_.table.row_count();
        declare_missing_codes();
        read_dictionary();
        if (!diagnostics_.has_errors() && read_.table.origin() == Origin::none) find_and_unfold();
        Outcome<ReadResult> outcome;
        if (rows > 0 && read_.table.row_count() == 0)
            diagnostics_.add(
                said(Severity::warning, code::no_rows, "there are no rows below the header", "", file_));
        if (!diagnostics_.has_errors()) outcome.value = std::move(read_);
        outcome.diagnostics = std::move(diagnostics_);
        return outcome;
    }

private:
    void declare_missing_codes() {
        if (options_.missing.empty()) return;
        std::vector<std::size_t> all(read_.table.column_count());
        std::iota(all.begin(), all.end(), std::size_t{0});
        auto const counts = declare_missing(read_.table, options_.missing, all);
        read_.exported.missing_codes = options_.missing;
        diagnostics_.append(tell_missing(file_, counts, read_.decisions));
    }

    void read_dictionary() {
        if (options_.dictionary.empty()) return;
        auto bytes = read_file(options_.dictionary);
        diagnostics_.append(std::move(bytes.diagnostics));
        if (!bytes.value) return;
        read_.others.push_back({options_.dictionary, sha256(*bytes.value), bytes.value->size()});
        auto const table = read_csv(options_.dictionary, std::move(*bytes.value), {});
        for (auto const& one : table.diagnostics) {
            // Its last field may well be called 'total'.
            if (one.severity != Severity::note && one.code != code::total_row) diagnostics_.add(one);
        }
        if (!table.value) return;
        auto dictionary = dictionary_of(table.value->table, options_.dictionary);
        diagnostics_.append(std::move(dictionary.diagnostics));
        dictionary_ = std::move(dictionary.value);
    }

    void find_and_unfold() {
        auto const& table = read_.table;
        auto wanted = options_.origin;
        if (dictionary_) wanted = Origin::redcap;
        auto const open = [&](Origin origin) { return !wanted || *wanted == origin; };
        if (open(Origin::qualtrics)) {
            if (auto const shape = find_qualtrics(table)) {
                finish(Origin::qualtrics, unfold_qualtrics(file_, *shape, options_, read_));
                return;
            }
        }
        if (open(Origin::redcap)) {
            auto shape = find_redcap(table);
            if (!shape && dictionary_) shape = RedcapShape{0, "as its dictionary says"};
            if (!shape && wanted) shape = RedcapShape{0, said_so};
            if (shape) {
                finish(Origin::redcap, unfold_redcap(file_, *shape, std::exchange(dictionary_, std::nullopt),
                                                     options_, read_));
                return;
            }
        }
        if (open(Origin::limesurvey)) {
            auto shape = find_limesurvey(table);
            if (!shape && wanted) shape = LimesurveyShape{true, said_so};
            if (shape) {
                finish(Origin::limesurvey, unfold_limesurvey(file_, *shape, options_, read_));
                return;
            }
        }
        if (wanted == Origin::none) read_.decisions.push_back("export: none (given)");
        if (wanted == Origin::qualtrics)
            diagnostics_.add(
                said(Severity::error, code::another_export,
                     "the file is no export of Qualtrics: it has neither a line of ImportIds nor columns "
                     "such as ResponseId and RecordedDate",
                     "leave out --export qualtrics", file_));
    }

    void finish(Origin origin, Diagnostics diagnostics) {
        read_.table.set_origin(origin);
        diagnostics_.append(std::move(diagnostics));
    }

    std::string const& file_;
    ExportOptions const& options_;
    ReadResult read_;
    Diagnostics diagnostics_;
    std::optional<Dictionary> dictionary_;
};

}  // namespace

std::string_view word(Origin origin) {
    for (auto const& [one, name] : words) {
        if (one == origin) return name;
    }
    return "";
}

std::optional<Origin> origin_called(std::string_view word) {
    for (auto const& [one, name] : words) {
        if (name == word) return one;
    }
    return std::nullopt;
}

Diagnostics tell_missing(std::string const& file, std::vector<MissingCode> const& counts,
                         std::vector<std::string>& decisions) {
    Diagnostics diagnostics;
    std::vector<std::string> unmet;
    for (auto const& code : counts) {
        if (code.cells == 0) {
            unmet.push_back(code.code);
            continue;
        }
        auto const met = describe(code);
        decisions.push_back("missing: " + met + " (given)");
        diagnostics.add(said(Severity::note, code::missing_codes, met + ": no answer, as --missing says", "", file));
    }
    if (!unmet.empty())
        diagnostics.add(said(Severity::note, code::unmet_missing_code, "no cell holds " + listed(unmet),
                             "the codes of --missing stand between commas, as they stand in the file", file));
    return diagnostics;
}

Outcome<ReadResult> unfold(std::string const& file, Outcome<ReadResult> read, ExportOptions const& options) {
    if (!read.value) return read;
    return Unfolder(file, std::move(read), options).run();
}

}  // namespace quaestor::data::exports

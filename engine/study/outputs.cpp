#include "study/outputs.hpp"

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "document/write/csv.hpp"
#include "document/write/xlsx.hpp"

#include <filesystem>
#include <optional>

namespace quaestor::study {
namespace {

std::optional<Format> format_of(std::string const& path) {
    auto const ending = text::lower_ascii(std::filesystem::path(path).extension().string());
    if (ending == ".xlsx") return Format::xlsx;
    if (ending == ".csv") return Format::csv;
    if (ending == ".json") return Format::json;
    return std::nullopt;
}

Diagnostic refuse(std::string code, std::string message, std::string const& path, std::string hint) {
    return {Severity::error, std::move(code), std::move(message), {}, std::move(hint), path};
}

bool same_file(std::string const& a, std::string const& b) {
    std::error_code error;
    if (std::filesystem::equivalent(a, b, error)) return true;
    return std::filesystem::weakly_canonical(a, error) == std::filesystem::weakly_canonical(b, error);
}

Diagnostics write_one(OutputFile& file, Format format, Makers const& makers) {
    switch (format) {
        case Format::xlsx:
            return document::write_xlsx(makers.workbook(), file.temporary_path());
        case Format::csv:
            return document::write_csv(makers.table(), file.temporary_path());
        case Format::json:
            return file.write(json::write(makers.json(), 2));
    }
    return {};
}

/// Writers work on a temporary file; people know the output by its own name.
Diagnostics named(Diagnostics const& found, std::string const& path) {
    Diagnostics out;
    for (auto diagnostic : found) {
        diagnostic.where = path;
        out.add(std::move(diagnostic));
    }
    return out;
}

}  // namespace

Outcome<Outputs> Outputs::open(std::vector<std::string> const& paths, std::vector<std::string> const& inputs,
                               bool force, bool with_receipt) {
    Outcome<Outputs> outcome;
    Outputs outputs;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        auto const& path = paths[i];
        auto const format = format_of(path);
        if (!format) {
            outcome.diagnostics.add(refuse("W004", "nothing is known to write by this ending", path,
                                           "outputs end with .xlsx, .csv or .json"));
            continue;
        }
        bool clash = false;
        for (auto const& input : inputs)
            clash = clash || same_file(path, input);
        for (std::size_t j = 0; j < i; ++j)
            clash = clash || same_file(path, paths[j]);
        if (clash) {
            outcome.diagnostics.add(refuse("W005", "this file is read or written by the same run already",
                                           path, "give the output a name of its own"));
            continue;
        }
        auto file = OutputFile::open(path, force);
        outcome.diagnostics.append(std::move(file.diagnostics));
        if (file.value) outputs.files_.push_back({std::move(*file.value), *format});
    }
    if (with_receipt && !paths.empty() && !outcome.diagnostics.has_errors()) {
        auto file = OutputFile::open(paths.front() + ".receipt.json", force);
        outcome.diagnostics.append(std::move(file.diagnostics));
        if (file.value) outputs.receipt_.push_back(std::move(*file.value));
    }
    if (!outcome.diagnostics.has_errors()) outcome.value = std::move(outputs);
    return outcome;
}

Diagnostics Outputs::check(Makers const& makers, std::string const& verb) const {
    Diagnostics diagnostics;
    for (auto const& [file, format] : files_) {
        bool const can = (format == Format::xlsx && makers.workbook) ||
                         (format == Format::csv && makers.table) || (format == Format::json && makers.json);
        if (!can)
            diagnostics.add(refuse("W004", "'" + verb + "' does not write this format", file.path(),
                                   "choose another ending"));
    }
    return diagnostics;
}

Diagnostics Outputs::write(Makers const& makers, report::Receipt receipt) {
    Diagnostics diagnostics;
    for (auto& [file, format] : files_) {
        diagnostics.append(named(write_one(file, format, makers), file.path()));
        if (diagnostics.has_errors()) return diagnostics;
        auto const bytes = read_file(file.temporary_path());
        if (!bytes.value) {
            diagnostics.append(bytes.diagnostics);
            return diagnostics;
        }
        receipt.outputs.push_back({file.path(), sha256(*bytes.value), bytes.value->size()});
    }
    for (auto& file : receipt_) {
        diagnostics.append(file.write(json::write(report::receipt_json(receipt), 2)));
        if (diagnostics.has_errors()) return diagnostics;
    }
    for (auto& [file, format] : files_) {
        diagnostics.append(file.commit());
        if (diagnostics.has_errors()) return diagnostics;
    }
    for (auto& file : receipt_)
        diagnostics.append(file.commit());
    return diagnostics;
}

std::vector<std::string> Outputs::written() const {
    std::vector<std::string> paths;
    for (auto const& [file, format] : files_)
        paths.push_back(file.path());
    for (auto const& file : receipt_)
        paths.push_back(file.path());
    return paths;
}

}  // namespace quaestor::study

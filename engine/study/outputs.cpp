#include "study/outputs.hpp"

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "document/write/csv.hpp"
#include "document/write/sav.hpp"
#include "document/write/xlsx.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <span>
#include <unistd.h>
#include <utility>

namespace quaestor::study {
namespace {

std::optional<Format> format_of(std::string const& path) {
    auto const ending = text::lower_ascii(std::filesystem::path(path).extension().string());
    if (ending == ".xlsx") return Format::xlsx;
    if (ending == ".csv") return Format::csv;
    if (ending == ".sav") return Format::sav;
    if (ending == ".json") return Format::json;
    return std::nullopt;
}

Diagnostic refuse(std::string code, std::string message, std::string const& path, std::string hint) {
    return {Severity::error, std::move(code), std::move(message), {}, std::move(hint), path};
}

bool same_file(std::string const& a, std::string const& b) {
    std::error_code error;
    if (std::filesystem::equivalent(a, b, error)) return true;
    // A file that is not there yet has a place all the same: "y.csv" and "./y.csv" are one.
    auto const place = [&](std::string const& path) {
        return std::filesystem::weakly_canonical(std::filesystem::absolute(path, error), error);
    };
    return place(a) == place(b);
}

Diagnostic read_as_well(std::string const& path) {
    return refuse("W005", "this file is read by the same run", path, "give the output a name of its own");
}

/// Where `<` or `>>` of a shell leads standard input or output to a file.
constexpr char const* standard_input = "/dev/stdin";
constexpr char const* standard_output = "/dev/stdout";

std::string file_behind(std::string const& input) {
    return input == "-" ? standard_input : input;
}

/// Why `path` cannot be an output of a run that reads `inputs` and writes `others`.
std::optional<Diagnostic> clash_of(std::string const& path, std::vector<std::string> const& inputs,
                                   std::span<std::string const> others) {
    auto const same = [&](std::string const& other) { return same_file(path, other); };
    auto const same_as_input = [&](std::string const& input) { return same_file(path, file_behind(input)); };
    if (std::any_of(inputs.begin(), inputs.end(), same_as_input)) return read_as_well(path);
    if (std::any_of(others.begin(), others.end(), same))
        return refuse("W005", "this file is written twice by the same run", path,
                      "give each output a name of its own");
    return std::nullopt;
}

/// Why nothing can be written to standard output, to which whatever is printed goes.
std::optional<Diagnostic> clash_of_standard_output(std::vector<std::string> const& inputs) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(standard_output, error)) return std::nullopt;
    for (auto const& input : inputs) {
        if (std::filesystem::equivalent(standard_output, file_behind(input), error)) return read_as_well(input);
    }
    return std::nullopt;
}

/// What stood at an output's path before: kept under a second name until every output is in place, and put
/// back where one of them could not be moved. A file system without hard links keeps nothing.
class Before {
public:
    explicit Before(OutputFile const& file) : path_(file.path()), kept_(file.temporary_path() + ".before") {
        std::error_code error;
        existed_ = std::filesystem::exists(path_, error);
        if (existed_) std::filesystem::create_hard_link(path_, kept_, error);
        can_restore_ = !error;
        if (existed_ && can_restore_) claim_ = FileClaim::take(kept_);
    }
    Before(Before&& other) noexcept
        : path_(std::move(other.path_)),
          kept_(std::exchange(other.kept_, {})),
          claim_(std::move(other.claim_)),
          existed_(other.existed_),
          can_restore_(other.can_restore_) {}
    Before& operator=(Before&&) = delete;
    ~Before() {
        std::error_code ignored;
        if (!kept_.empty()) std::filesystem::remove(kept_, ignored);
    }

    void restore() {
        std::error_code ignored;
        if (!can_restore_) return;
        if (existed_) {
            std::filesystem::rename(kept_, path_, ignored);
        } else {
            std::filesystem::remove(path_, ignored);
        }
    }

private:
    std::string path_;
    std::string kept_;
    std::optional<FileClaim> claim_;  ///< so that no other run takes what is kept for something left behind
    bool existed_ = false;
    bool can_restore_ = false;
};

Diagnostics write_one(OutputFile& file, Format format, Makers const& makers) {
    switch (format) {
        case Format::xlsx:
            return document::write_xlsx(makers.workbook(), file.temporary_path());
        case Format::csv:
            return document::write_csv(makers.table(), file.temporary_path());
        case Format::sav:
            return document::write_sav(makers.table(), file.temporary_path());
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
                               bool force, bool with_receipt, std::string const& findings) {
    Outcome<Outputs> outcome;
    Outputs outputs;
    std::vector<std::string> others;
    auto const admit = [&](std::string const& path) -> std::optional<OutputFile> {
        if (auto const clash = clash_of(path, inputs, others)) {
            outcome.diagnostics.add(*clash);
            return std::nullopt;
        }
        others.push_back(path);
        auto file = OutputFile::open(path, force);
        outcome.diagnostics.append(std::move(file.diagnostics));
        return std::move(file.value);
    };
    if (auto const clash = clash_of_standard_output(inputs)) outcome.diagnostics.add(*clash);
    for (auto const& path : paths) {
        auto const format = format_of(path);
        if (!format) {
            outcome.diagnostics.add(refuse("W004", "nothing is known to write by this ending", path,
                                           path == "-" ? "standard output is what is used without -o"
                                                       : "outputs end with .xlsx, .csv, .sav or .json"));
            continue;
        }
        if (auto file = admit(path)) outputs.files_.push_back({std::move(*file), *format});
    }
    if (!findings.empty() && format_of(findings) != Format::csv) {
        outcome.diagnostics.add(refuse("W004", "findings are not written by this ending", findings,
                                       "--findings takes a file that ends with .csv"));
    } else if (!findings.empty()) {
        if (auto file = admit(findings)) outputs.findings_.push_back(std::move(*file));
    }
    if (with_receipt && !paths.empty() && !outcome.diagnostics.has_errors()) {
        if (auto file = admit(paths.front() + ".receipt.json")) outputs.receipt_.push_back(std::move(*file));
    }
    if (!outcome.diagnostics.has_errors()) outcome.value = std::move(outputs);
    return outcome;
}

Diagnostics Outputs::check(Makers const& makers, std::string const& verb) const {
    Diagnostics diagnostics;
    std::vector<std::string> endings;
    if (makers.workbook) endings.emplace_back(".xlsx");
    if (makers.table) endings.emplace_back(".csv");
    if (makers.table && makers.spss) endings.emplace_back(".sav");
    if (makers.json) endings.emplace_back(".json");
    for (auto const& [file, format] : files_) {
        bool const of_table = format == Format::csv || (format == Format::sav && makers.spss);
        bool const can = (format == Format::xlsx && makers.workbook) || (of_table && makers.table) ||
                         (format == Format::json && makers.json);
        if (!can)
            diagnostics.add(refuse("W004", "'" + verb + "' does not write this format", file.path(),
                                   "it writes " + text::join(endings, " and ")));
    }
    return diagnostics;
}

CsvStream::CsvStream(std::string path)
    : path_(std::move(path)), descriptor_(::open(path_.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC)) {}

CsvStream::~CsvStream() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

bool CsvStream::append(std::string_view bytes) {
    hash_.update(bytes);
    size_ += bytes.size();
    while (!bytes.empty()) {
        auto const n = ::write(descriptor_, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) {
            problems_.add(refuse("W106", std::string("the table cannot be written: ") + std::strerror(errno),
                                 path_, "make room or choose another place"));
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

std::optional<std::string> Outputs::csv_to_stream() const {
    if (files_.size() != 1 || files_.front().format != Format::csv) return std::nullopt;
    return files_.front().file.temporary_path();
}

Diagnostics Outputs::write(Makers const& makers, report::Receipt receipt, CsvStream const* streamed) {
    Diagnostics diagnostics;
    auto const written = [&](OutputFile const& file, Diagnostics const& problems) {
        diagnostics.append(named(problems, file.path()));
        if (diagnostics.has_errors()) return false;
        auto const bytes = read_file(file.temporary_path());
        if (bytes.value) {
            receipt.outputs.push_back({file.path(), sha256(*bytes.value), bytes.value->size()});
        } else {
            diagnostics.append(bytes.diagnostics);
        }
        return bytes.value.has_value();
    };
    if (streamed != nullptr) {
        diagnostics.append(named(streamed->problems(), files_.front().file.path()));
        if (diagnostics.has_errors()) return diagnostics;
        receipt.outputs.push_back({files_.front().file.path(), streamed->sha256(), streamed->size()});
    }
    for (auto& [file, format] : files_) {
        if (streamed == nullptr && !written(file, write_one(file, format, makers))) return diagnostics;
    }
    for (auto& file : findings_) {
        if (!written(file, document::write_csv(makers.findings(), file.temporary_path()))) return diagnostics;
    }
    for (auto& file : receipt_) {
        diagnostics.append(file.write(json::write(report::receipt_json(receipt), 2)));
        if (diagnostics.has_errors()) return diagnostics;
    }
    std::vector<Before> moved;
    auto const move = [&](OutputFile& file) {
        Before before(file);
        diagnostics.append(file.commit());
        if (!diagnostics.has_errors()) moved.push_back(std::move(before));
    };
    for (auto& [file, format] : files_) {
        if (!diagnostics.has_errors()) move(file);
    }
    for (auto& file : findings_) {
        if (!diagnostics.has_errors()) move(file);
    }
    for (auto& file : receipt_) {
        if (!diagnostics.has_errors()) move(file);
    }
    if (diagnostics.has_errors()) {
        for (auto& before : moved)
            before.restore();
    }
    return diagnostics;
}

std::vector<std::string> Outputs::written() const {
    std::vector<std::string> paths;
    for (auto const& [file, format] : files_)
        paths.push_back(file.path());
    for (auto const& file : findings_)
        paths.push_back(file.path());
    for (auto const& file : receipt_)
        paths.push_back(file.path());
    return paths;
}

}  // namespace quaestor::study

#include "study/outputs.hpp"

#include "base/byte_input.hpp"
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

Diagnostics write_whole(OutputFile& file, Format format, Makers const& makers) {
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

/// What the receipt says of an output that is written and not moved yet; piece by piece, since it may be large.
Outcome<report::HashedFile> hash_of(OutputFile const& file) {
    auto const input = open_bytes(file.temporary_path());
    std::vector<char> piece(std::size_t{1} << 18U);
    Sha256 hash;
    for (std::size_t at = 0; input != nullptr;) {
        auto const n = input->read(at, piece.size(), piece.data());
        if (!n) break;
        hash.update({piece.data(), *n});
        at += *n;
        if (*n > 0) continue;
        Outcome<report::HashedFile> outcome;
        outcome.value = {file.path(), hash.hex(), at};
        return outcome;
    }
    return Outcome<report::HashedFile>::failure(
        refuse("W003", "the file cannot be read again after it was written", file.path(), "nothing was changed there"));
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
    send_on_its_way();
    return true;
}

/// The disk works while the rest is computed: what is left for the end, when all must be there, is little.
void CsvStream::send_on_its_way() {
#if defined(__linux__)
    constexpr std::size_t piece = std::size_t{8} << 20U;
    if (size_ - on_its_way_ < piece) return;
    // Where it cannot be done, the end takes longer.
    (void)::sync_file_range(descriptor_, static_cast<::off64_t>(on_its_way_), static_cast<::off64_t>(size_ - on_its_way_),
                            SYNC_FILE_RANGE_WRITE);
    on_its_way_ = size_;
#endif
}

bool StreamedOutputs::begin(document::Table const& columns) {
    std::string header;
    (void)document::write_csv(columns, [&](std::string_view bytes) {
        header += bytes;
        return Diagnostics{};
    });
    hash_.update(header);
    for (auto& [path, stream] : workbooks_)
        stream = std::make_unique<document::XlsxStream>(columns, path, path, jobs_);
    return std::all_of(csv_.begin(), csv_.end(), [&](Csv& csv) { return csv.stream->append(header); }) &&
           !problems().has_errors();
}

bool StreamedOutputs::append(std::string_view lines) {
    return std::all_of(csv_.begin(), csv_.end(), [&](Csv& csv) { return csv.stream->append(lines); }) &&
           std::all_of(workbooks_.begin(), workbooks_.end(), [&](Workbook& book) { return book.stream->append(lines); });
}

bool StreamedOutputs::close() {
    bool good = !problems().has_errors();
    for (auto& book : workbooks_)
        good = (book.stream == nullptr || book.stream->close()) && good;
    return good;
}

CsvStream const* StreamedOutputs::csv_at(std::string const& path) const {
    auto const found = std::find_if(csv_.begin(), csv_.end(), [&](Csv const& csv) { return csv.path == path; });
    return found == csv_.end() ? nullptr : found->stream.get();
}

report::HashedFile StreamedOutputs::hashed(CsvStream const& csv, std::string const& name) const {
    return {name, hash_.hex(), csv.size()};
}

Diagnostics StreamedOutputs::problems() const {
    Diagnostics all;
    for (auto const& csv : csv_)
        all.append(csv.stream->problems());
    for (auto const& book : workbooks_) {
        if (book.stream != nullptr) all.append(book.stream->problems());
    }
    return all;
}

bool StreamedOutputs::is_clear() const {
    return std::all_of(workbooks_.begin(), workbooks_.end(),
                       [](Workbook const& book) { return book.stream == nullptr || book.stream->is_clear(); });
}

std::optional<StreamedOutputs> Outputs::streamed(unsigned jobs) const {
    StreamedOutputs out;
    out.jobs_ = jobs;
    for (auto const& [file, format] : files_) {
        auto const& path = file.temporary_path();
        if (format != Format::csv && format != Format::xlsx) return std::nullopt;
        if (format == Format::csv) out.csv_.push_back({path, std::make_unique<CsvStream>(path)});
        if (format == Format::xlsx) out.workbooks_.push_back({path, nullptr});
    }
    return files_.empty() ? std::nullopt : std::optional(std::move(out));
}

Diagnostics Outputs::refused(StreamedOutputs const& streamed) const {
    Diagnostics all;
    for (auto diagnostic : streamed.problems()) {
        for (auto const& [file, format] : files_) {
            if (diagnostic.where == file.temporary_path()) diagnostic.where = file.path();
        }
        all.add(std::move(diagnostic));
    }
    return all;
}

Diagnostics Outputs::write_one(File& file, Makers const& makers, StreamedOutputs* streamed) {
    auto const& path = file.file.temporary_path();
    if (streamed == nullptr) return write_whole(file.file, file.format, makers);
    if (auto const* const csv = streamed->csv_at(path)) return csv->problems();
    for (auto& book : streamed->workbooks_) {
        if (book.path == path) return book.stream->finish(makers.workbook());
    }
    return {};
}

Diagnostics Outputs::write(Makers const& makers, report::Receipt receipt, StreamedOutputs* streamed) {
    Diagnostics diagnostics;
    auto const written = [&](OutputFile const& file, Diagnostics const& problems) {
        diagnostics.append(named(problems, file.path()));
        if (diagnostics.has_errors()) return false;
        auto const* const csv = streamed == nullptr ? nullptr : streamed->csv_at(file.temporary_path());
        auto hashed = csv == nullptr ? hash_of(file) : Outcome<report::HashedFile>{streamed->hashed(*csv, file.path()), {}};
        diagnostics.append(std::move(hashed.diagnostics));
        if (hashed.value) receipt.outputs.push_back(std::move(*hashed.value));
        return !diagnostics.has_errors();
    };
    for (auto& file : files_) {
        if (!written(file.file, write_one(file, makers, streamed))) return diagnostics;
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

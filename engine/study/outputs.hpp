/// The outputs of one run: checked before any work is done, written whole, the receipt last.
#pragma once

#include "base/diagnostic.hpp"
#include "base/output_file.hpp"
#include "base/sha256.hpp"
#include "document/document.hpp"
#include "document/json.hpp"
#include "report/receipt.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace quaestor::study {

enum class Format { xlsx, csv, sav, json };

/// What a run can be written as; a format without a maker is refused for that verb (W004).
struct Makers {
    std::function<document::Document()> workbook{};
    std::function<document::Table()> table{};  ///< CSV, and SPSS where `spss` says so
    std::function<json::Value()> json{};
    std::function<document::Table()> findings{};
    bool spss = true;
};

/// The one CSV output of a run, filled while the run goes on.
class CsvStream {
public:
    explicit CsvStream(std::string path);
    CsvStream(CsvStream const&) = delete;
    CsvStream& operator=(CsvStream const&) = delete;
    ~CsvStream();

    /// False where it could not be written; why is in problems().
    [[nodiscard]] bool append(std::string_view bytes);
    [[nodiscard]] Diagnostics const& problems() const { return problems_; }
    /// Of all that was appended.
    [[nodiscard]] std::string sha256() const { return hash_.hex(); }
    [[nodiscard]] std::size_t size() const { return size_; }

private:
    std::string path_;
    int descriptor_;
    Sha256 hash_;
    std::size_t size_ = 0;
    Diagnostics problems_;
};

class Outputs {
public:
    /// Opens every path, so that a wrong one is told before anything is computed. Errors: W001 to W003 of
    /// base/output_file, W004 (an ending we do not write), W005 (the same file twice, or a file that is
    /// read). `findings` is the path for the table of findings, a CSV file; empty: there is none.
    static Outcome<Outputs> open(std::vector<std::string> const& paths,
                                 std::vector<std::string> const& inputs, bool force, bool with_receipt,
                                 std::string const& findings = {});

    /// No path was given for the product itself.
    [[nodiscard]] bool empty() const { return files_.empty(); }
    /// Where the only output is a CSV file: the path to stream it to, so that write() finds it there.
    [[nodiscard]] std::optional<std::string> csv_to_stream() const;
    /// W004 for a path whose format `makers` cannot make.
    [[nodiscard]] Diagnostics check(Makers const& makers, std::string const& verb) const;
    /// Writes all files, the findings behind them, then the receipt beside the first, then moves all into
    /// place. Where one cannot be written, none is moved.
    /// `streamed`: the CSV that is in place already.
    [[nodiscard]] Diagnostics write(Makers const& makers, report::Receipt receipt,
                                    CsvStream const* streamed = nullptr);
    [[nodiscard]] std::vector<std::string> written() const;

private:
    struct File {
        OutputFile file;
        Format format;
    };
    std::vector<File> files_;
    std::vector<OutputFile> findings_;  ///< one or none
    std::vector<OutputFile> receipt_;   ///< one or none
};

}  // namespace quaestor::study

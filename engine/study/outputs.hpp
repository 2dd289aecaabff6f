/// The outputs of one run: checked before any work is done, written whole, the receipt last.
#pragma once

#include "base/diagnostic.hpp"
#include "base/output_file.hpp"
#include "base/sha256.hpp"
#include "document/document.hpp"
#include "document/json.hpp"
#include "document/write/xlsx.hpp"
#include "report/receipt.hpp"

#include <functional>
#include <memory>
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

/// A CSV output, filled while the run goes on.
class CsvStream {
public:
    explicit CsvStream(std::string path);
    CsvStream(CsvStream const&) = delete;
    CsvStream& operator=(CsvStream const&) = delete;
    ~CsvStream();

    /// False where it could not be written; why is in problems().
    [[nodiscard]] bool append(std::string_view bytes);
    [[nodiscard]] Diagnostics const& problems() const { return problems_; }
    /// How many bytes were appended.
    [[nodiscard]] std::size_t size() const { return size_; }

private:
    void send_on_its_way();

    std::string path_;
    int descriptor_;
    std::size_t size_ = 0;
    std::size_t on_its_way_ = 0;  ///< bytes that the system was told to bring to the disk
    Diagnostics problems_;
};

/// All outputs of a run, CSV files and workbooks, filled while the run goes on.
class StreamedOutputs {
public:
    struct Csv {
        std::string path;
        std::unique_ptr<CsvStream> stream;
    };
    struct Workbook {
        std::string path;
        std::unique_ptr<document::XlsxStream> stream;
    };

    /// Where the score table has these columns. False as of append().
    [[nodiscard]] bool begin(document::Table const& columns);
    /// False where one of them could not be written; why is in problems(). Or where is_clear() is false: a workbook cannot
    /// tell from the lines what a text was.
    [[nodiscard]] bool append(std::string_view lines);
    /// Of the rows, which who appends brings up to date; nullptr where there is no CSV file. All of them have the same bytes.
    [[nodiscard]] Sha256* hash() { return csv_.empty() ? nullptr : &hash_; }
    /// No more rows come: is_clear() is final. False as of append().
    [[nodiscard]] bool close();
    [[nodiscard]] Diagnostics problems() const;
    [[nodiscard]] bool is_clear() const;

private:
    friend class Outputs;

    [[nodiscard]] CsvStream const* csv_at(std::string const& path) const;
    /// What the receipt says of a CSV file; `name` is its own.
    [[nodiscard]] report::HashedFile hashed(CsvStream const& csv, std::string const& name) const;

    std::vector<Csv> csv_;
    std::vector<Workbook> workbooks_;
    Sha256 hash_;
    unsigned jobs_ = 0;
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
    /// Where all outputs are CSV files and workbooks: what fills them while the run goes on, on so many threads (0: all).
    [[nodiscard]] std::optional<StreamedOutputs> streamed(unsigned jobs) const;
    /// W004 for a path whose format `makers` cannot make.
    [[nodiscard]] Diagnostics check(Makers const& makers, std::string const& verb) const;
    /// Writes all files, the findings behind them, then the receipt beside the first, then moves all into
    /// place. Where one cannot be written, none is moved.
    /// `streamed`: what has the rows already, is closed, and is clear.
    [[nodiscard]] Diagnostics write(Makers const& makers, report::Receipt receipt, StreamedOutputs* streamed = nullptr);
    /// Why `streamed` could not take all lines, by the names of the outputs.
    [[nodiscard]] Diagnostics refused(StreamedOutputs const& streamed) const;
    [[nodiscard]] std::vector<std::string> written() const;

private:
    struct File {
        OutputFile file;
        Format format;
    };
    [[nodiscard]] static Diagnostics write_one(File& file, Makers const& makers, StreamedOutputs* streamed);

    std::vector<File> files_;
    std::vector<OutputFile> findings_;  ///< one or none
    std::vector<OutputFile> receipt_;   ///< one or none
};

}  // namespace quaestor::study

/// The rows of one data sheet on their way into a workbook: made to XML and compressed on several threads, and kept in the
/// order in which they came, in a file without a name. Memory does not grow with the rows.
///
/// The bytes are the same for any number of threads: what is compressed together depends on the rows alone.
#pragma once

#include "document/write/scratch_file.hpp"
#include "document/write/xlsx_rows.hpp"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace quaestor::document::xlsx {

class SheetBody {
public:
    /// `threads` beside the one that calls; with 0 that one does all the work. `path` is where the workbook is going to be.
    SheetBody(std::vector<RowColumn> columns, std::string const& path, unsigned threads);
    SheetBody(SheetBody const&) = delete;
    SheetBody& operator=(SheetBody const&) = delete;
    ~SheetBody();

    /// So many rows belong in one piece.
    [[nodiscard]] static std::size_t rows_of_piece(std::size_t columns);

    /// The next rows, as XML, or as lines of CSV (RowXml::lines) of which the first is to be `row`. Throws what writing
    /// threw, perhaps of pieces before. False where some lines were of no use.
    [[nodiscard]] bool add_xml(std::string xml) { return add({std::move(xml), 0, 0}); }
    [[nodiscard]] bool add_lines(std::string csv, std::uint32_t row) { return add({std::move(csv), row, 0}); }
    /// The same, of all that was added. Then comes nothing more.
    [[nodiscard]] bool finish();

    // Once finished

    [[nodiscard]] std::uint64_t packed() const { return packed_; }
    [[nodiscard]] std::uint64_t size() const { return size_; }
    [[nodiscard]] std::uint32_t crc() const { return crc_; }
    /// The compressed bytes; behind them the stream is still open.
    void each(std::function<void(std::string_view bytes)> const& take) const { file_.each(take); }
    /// Of rows that came as lines.
    [[nodiscard]] TextTroubles troubles() const { return troubles_; }

private:
    struct Piece {
        std::string bytes;
        std::uint32_t row = 0;  ///< of lines; 0: XML
        std::uint64_t number = 0;
    };
    struct Tools;

    bool add(Piece piece);
    void work();
    void pack(Piece const& piece, Tools& tools);
    void keep(Piece const& piece, Tools& tools);
    void end_threads();

    std::vector<RowColumn> columns_;
    OpenFile file_;
    std::uint64_t packed_ = 0;
    std::uint64_t size_ = 0;
    std::uint32_t crc_ = 0;
    TextTroubles troubles_;

    std::mutex mutex_;
    std::condition_variable work_came_;
    std::condition_variable piece_done_;
    std::deque<Piece> waiting_;
    std::uint64_t added_ = 0;
    std::uint64_t kept_ = 0;  ///< pieces in the file
    bool ending_ = false;
    bool useless_ = false;
    std::exception_ptr failure_;
    std::unique_ptr<Tools> tools_;  ///< of the thread that calls
    std::vector<std::thread> threads_;
};

}  // namespace quaestor::document::xlsx

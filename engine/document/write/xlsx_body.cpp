#include "document/write/xlsx_body.hpp"

#include "document/write/deflate.hpp"

#include <algorithm>
#include <utility>

#include <zlib.h>

namespace quaestor::document::xlsx {

/// What one thread needs.
struct SheetBody::Tools {
    explicit Tools(std::vector<RowColumn> const& columns) : rows(columns) {}

    RowXml rows;
    Deflater deflater;
    std::string packed;
    std::uint64_t size = 0;   ///< unpacked
    std::uint32_t crc = 0;
    bool useless = false;
};

SheetBody::SheetBody(std::vector<RowColumn> columns, std::string const& path, unsigned threads)
    : columns_(std::move(columns)), file_(OpenFile::unnamed(path)) {
    if (threads == 0) tools_ = std::make_unique<Tools>(columns_);
    for (unsigned i = 0; i < threads; ++i)
        threads_.emplace_back([this] { work(); });
}

SheetBody::~SheetBody() {
    end_threads();
}

std::size_t SheetBody::rows_of_piece(std::size_t columns) {
    constexpr std::size_t cells = 16'384;  // about half a megabyte of XML, of which the processor's caches hold most
    return std::max<std::size_t>(1, cells / std::max<std::size_t>(1, columns));
}

bool SheetBody::add(Piece piece) {
    piece.number = added_++;
    if (tools_ != nullptr) {
        pack(piece, *tools_);
        keep(piece, *tools_);
        return !useless_;
    }
    std::unique_lock lock(mutex_);
    piece_done_.wait(lock, [&] { return added_ - kept_ <= threads_.size() * 2 || failure_; });
    if (failure_) std::rethrow_exception(failure_);
    waiting_.push_back(std::move(piece));
    work_came_.notify_one();
    return !useless_;
}

bool SheetBody::finish() {
    end_threads();
    if (failure_) std::rethrow_exception(failure_);
    return !useless_;
}

void SheetBody::end_threads() {
    {
        std::lock_guard const lock(mutex_);
        ending_ = true;
        work_came_.notify_all();
    }
    for (auto& thread : std::exchange(threads_, {}))
        thread.join();
}

void SheetBody::work() {
    try {
        Tools tools(columns_);
        while (true) {
            Piece piece;
            {
                std::unique_lock lock(mutex_);
                work_came_.wait(lock, [&] { return !waiting_.empty() || ending_ || failure_; });
                if (waiting_.empty() || failure_) return;
                piece = std::move(waiting_.front());
                waiting_.pop_front();
            }
            pack(piece, tools);
            std::unique_lock lock(mutex_);
            piece_done_.wait(lock, [&] { return kept_ == piece.number || failure_; });
            if (failure_) return;
            keep(piece, tools);
            piece_done_.notify_all();
        }
    } catch (...) {
        std::lock_guard const lock(mutex_);
        if (!failure_) failure_ = std::current_exception();
        piece_done_.notify_all();
        work_came_.notify_all();
    }
}

void SheetBody::pack(Piece const& piece, Tools& tools) {
    auto xml = std::string_view(piece.bytes);
    tools.useless = false;
    if (piece.row != 0) {
        tools.rows.clear();
        tools.useless = !tools.rows.lines(piece.bytes, piece.row);
        xml = tools.rows.xml();
    }
    tools.size = xml.size();
    tools.crc = crc32(xml);
    tools.deflater.pack(xml, false, tools.packed);
}

/// One piece at a time, in their order.
void SheetBody::keep(Piece const& piece, Tools& tools) {
    file_.append(tools.packed);
    packed_ += tools.packed.size();
    size_ += tools.size;
    crc_ = static_cast<std::uint32_t>(::crc32_combine(crc_, tools.crc, static_cast<z_off_t>(tools.size)));
    troubles_.add(tools.rows.take_troubles());
    useless_ = useless_ || tools.useless;
    kept_ = piece.number + 1;
}

}  // namespace quaestor::document::xlsx

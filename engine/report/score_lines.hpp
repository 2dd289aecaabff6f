/// The rows of the score table as lines of CSV, many at once: what rests on one total or one item is a text that was
/// written once, and is copied. For forms whose every cell is an answer or blank and that are valid; the bytes are those
/// of score_table() through document/write/csv.
#pragma once

#include "report/scores.hpp"
#include "report/tally.hpp"
#include "scoring/tabled.hpp"
#include "validity/short_screen.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::report {

/// Bytes that only grow at their end, with room to write a little too far.
class LineBuffer {
public:
    /// A text of up to this many bytes is copied in one go.
    static constexpr std::size_t stride = 32;

    [[nodiscard]] std::string_view bytes() const { return {bytes_.data(), size_}; }
    void clear() { size_ = 0; }
    /// Before up to `size` bytes are put.
    void reserve(std::size_t size) {
        if (size_ + size + stride > bytes_.size()) bytes_.resize((size_ + size + stride) * 2);
    }
    /// `text` may be read up to `stride` bytes.
    void put(char const* text, std::size_t size);
    void put(std::string_view text);
    void put(char c) { bytes_[size_++] = c; }
    [[nodiscard]] char& back() { return bytes_[size_ - 1]; }

private:
    std::vector<char> bytes_ = std::vector<char>(1 << 16);
    std::size_t size_ = 0;
};

/// Texts by key.
class TextTable {
public:
    void add(std::string_view text);
    void put(std::size_t key, LineBuffer& out) const { out.put(bytes_.data() + begins_[key], begins_[key + 1] - begins_[key]); }
    [[nodiscard]] std::size_t longest() const { return longest_; }

private:
    std::string bytes_ = std::string(LineBuffer::stride, '\0');  ///< with so many behind the last text
    std::vector<std::uint32_t> begins_{0};
    std::size_t longest_ = 0;
};

/// The text of a number, remembered: people's scores are few different ones.
class NumberTexts {
public:
    void put(double number, LineBuffer& out);
    static constexpr std::size_t longest = 24;

private:
    struct Entry {
        std::uint64_t bits = 0;
        char text[LineBuffer::stride]{};
        std::uint8_t size = 0;  ///< 0: not used yet
    };
    std::vector<Entry> entries_ = std::vector<Entry>(4096);
};

/// What the lines of one instrument are made of.
class PartLines {
public:
    /// `shape` is any file of the same instruments, however many rows it has.
    PartLines(ScoredFile const& shape, std::size_t part, scoring::Tabled const& tabled);

private:
    friend class PartWriter;

    struct Segment {
        enum class Kind : std::uint8_t { literal, by_key, of_several, missing, answered, longest_run, variability, why };
        Kind kind = Kind::literal;
        scoring::Origin origin{};
        std::size_t texts = 0;  ///< in texts_, of a literal its only one
        ScoreColumn::Field field{};
        std::size_t index = 0;
        std::size_t place = 0;
        double factor = 1;
        double offset = 0;
    };
    /// What the forms of one origin come to.
    struct ByKey {
        scoring::Origin origin{};
        std::vector<std::uint8_t> there;   ///< by key: results that count for the row
        std::vector<std::uint8_t> absent;  ///< by key: whether any result is
        std::vector<std::size_t> results;
    };

    void add(ScoreColumn const& column, std::vector<std::pair<scoring::Origin, std::vector<ScoreColumn>>> const& made);
    void add_text(Segment segment, std::vector<std::string> const& texts);

    scoring::Tabled const* tabled_;
    std::vector<Segment> segments_;
    std::vector<TextTable> texts_;
    std::vector<std::vector<std::string>> being_made_;  ///< texts of the last segments, as long as more may follow
    std::vector<ByKey> by_key_;
    /// By result of one origin, by key: why it is absent, as a place in reasons_; 0 where it is there.
    std::vector<std::vector<std::uint16_t>> why_;
    std::vector<std::string> reasons_{""};
    std::vector<bool> counts_;                   ///< by result: counts for the row
    std::size_t counting_ = 0;
    std::size_t longest_ = 0;
};

/// Writes and tallies the forms of one instrument, for one thread.
class PartWriter {
public:
    PartWriter(PartLines const& lines, scoring::TabledBatch const& batch, validity::ShortScreen const& screen);

    /// Before the rows of a batch are put: who of them has which results. `rows` are those taken here.
    void look(std::size_t rows, std::uint8_t const* taken);
    /// How many results that count are there in this row, and how many there could be.
    [[nodiscard]] unsigned there(std::size_t row) const { return there_[row]; }
    [[nodiscard]] std::size_t counting() const { return lines_.counting_; }
    /// The row's fields, each with a comma behind it.
    void put(std::size_t row, LineBuffer& out);
    /// Of all forms taken so far.
    [[nodiscard]] PartTally tally() const;

private:
    void put_of_several(PartLines::Segment const& segment, std::size_t row, LineBuffer& out);
    void put_why(std::size_t row, LineBuffer& out);
    [[nodiscard]] std::string why(std::size_t row) const;

    /// Fields that say why results are absent, by those reasons: they are few, and come over and over.
    struct KnownWhy {
        std::vector<std::uint16_t> reasons;
        std::string field;
    };

    PartLines const& lines_;
    scoring::TabledBatch const& batch_;
    validity::ShortScreen const& screen_;
    std::vector<std::vector<std::uint64_t>> people_;  ///< by PartLines::by_key_, by key
    PartTally several_;                               ///< what rests on several origins
    std::vector<std::uint8_t> there_;
    std::vector<std::uint8_t> absent_;
    std::uint64_t forms_ = 0;
    NumberTexts numbers_;
    std::vector<KnownWhy> known_why_ = std::vector<KnownWhy>(256);
    std::vector<std::uint16_t> reasons_;
    std::string text_;
};

}  // namespace quaestor::report

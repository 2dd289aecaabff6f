#include "instrument/format/printer.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <utility>

namespace quaestor::instrument::layout {
namespace {

using syntax::Comment;
using syntax::Token;

constexpr std::size_t step = 2;          // of indentation
constexpr std::size_t continuation = 4;  // of the further lines of one entry
constexpr std::size_t apart = 3;         // blanks between entries, and before a comment, on one line
constexpr int columns_of_entry = 32;     // keys of the entries that follow on the same line start here

/// A place at which the line that is being written may be torn.
struct Break {
    std::size_t cell = 0;
    std::size_t offset = 0;
    int rank = 0;  ///< the lower the better
};

struct Block {
    bool on_one_line = false;
    bool any = false;    ///< an entry has been written
    bool ended = false;  ///< the last entry ended with a brace on a line of its own
    std::size_t indent = 0;
    std::size_t scope = 0;
    int entries_on_line = 0;
    int share = 0;  ///< entries that the line takes, where the author's line does not fit
    Mark opened;
};

/// The statement that is being written, for the blank lines around those of several lines.
struct Statement {
    std::size_t lead = 0;  ///< its first line, with the comments above it
    bool first = true;
    bool blank_above = false;
    bool block = false;
    bool block_above = false;
    int kind = 0;
};

class Printer {
public:
    Printer(SourceText const& source, std::vector<Token> const& tokens, std::vector<Mark> const& marks)
        : source_(source), tokens_(tokens), marks_(marks) {}

    std::vector<Line> print() {
        blocks_.push_back({});
        for (std::size_t i = 0; i + 1 < tokens_.size(); ++i)
            token(i);
        lead(tokens_.back(), false);
        return std::move(lines_);
    }

private:
    // ---- one token

    void token(std::size_t i) {
        auto const& mark = marks_[i];
        bool const one_line = mark.opens && goes_on_one_line(i);
        if (mark.closes) {
            close(i);
        } else if (mark.role == Role::entry || i == 0) {
            entry(i);
        } else if (mark.role == Role::cell && !(mark.opens && !one_line)) {
            cell(i);
        } else if (one_line && !torn_ && tokens_[i].above.empty()) {
            free_cell(i, 1);
        } else {
            glue(i, blanks_before(i));
        }
        if (tokens_[i].text == "(") ++depth_;
        if (tokens_[i].text == ")") --depth_;
        if (mark.opens) open(mark, one_line);
        if (tokens_[i].trailing) trailing(i, *tokens_[i].trailing);
    }

    void open(Mark const& mark, bool one_line) {
        Block block;
        block.on_one_line = one_line;
        block.indent = blocks_.back().indent + step;
        block.scope = ++scopes_;
        block.opened = mark;
        if (mark.always_open) {
            block.indent = step;
            statement_ = {};
        }
        blocks_.push_back(block);
    }

    void close(std::size_t i) {
        auto const block = blocks_.back();
        if (block.on_one_line) {
            blocks_.pop_back();
            glue(i, block.any ? 1 : 0);
            return;
        }
        if (block.opened.always_open) finish_statement();
        lead(tokens_[i], true);
        blocks_.pop_back();
        blocks_.back().ended = true;
        statement_.block = true;
        start_line(block.indent - step);
        put(i, 0);
    }

    void entry(std::size_t i) {
        auto& block = blocks_.back();
        auto const& mark = marks_[i];
        if (block.on_one_line) {
            if (block.any) {
                free_cell(i, static_cast<std::size_t>(block.opened.between));
            } else {
                glue(i, 1);
            }
            block.any = true;
            return;
        }
        bool const same_line = block.any && !block.ended && !torn_ && tokens_[i].line_ends == 0 &&
                               block.opened.grouping == Grouping::as_written &&
                               block.entries_on_line < block.share &&
                               lines_.back().width() + apart + width(i, entry_end(i)) <= widest;
        if (same_line) {
            if (block.opened.share_columns) {
                keyed_cell(i, apart, std::max(mark.key, 0) + columns_of_entry * block.entries_on_line);
            } else {
                free_cell(i, apart);
            }
        } else {
            if (block.opened.always_open) start_statement(i);
            lead(tokens_[i], false);
            start_line(block.indent);
            auto& line = lines_.back();
            line.sort = mark.kind;
            line.scope = block.opened.always_open ? run_ : block.scope;
            line.holds = block.opened.share_columns && (!block.opened.always_open || mark.kind == 1);
            put(i, 0);
            line.cells.back().key = mark.key;
            line.cells.back().right = mark.right;
            block.entries_on_line = 0;
            if (block.opened.grouping == Grouping::as_written) block.share = fair_share(i);
        }
        block.any = true;
        block.ended = false;
        ++block.entries_on_line;
    }

    void cell(std::size_t i) {
        auto const& mark = marks_[i];
        auto const& block = blocks_.back();
        if (block.on_one_line) {
            free_cell(i, static_cast<std::size_t>(mark.gap_on_one_line));
        } else if (torn_ || !tokens_[i].above.empty()) {
            glue(i, 1);
        } else {
            keyed_cell(i, static_cast<std::size_t>(mark.gap),
                       mark.key + columns_of_entry * (block.entries_on_line - 1));
        }
    }

    // ---- statements of the definition

    void start_statement(std::size_t i) {
        finish_statement();
        auto const& token = tokens_[i];
        Statement next;
        next.first = !blocks_.back().any;
        next.lead = lines_.size();
        next.kind = marks_[i].kind;
        next.block_above = statement_.block;
        next.blank_above =
            token.line_ends > 1 || std::any_of(token.above.begin(), token.above.end(),
                                               [](Comment const& c) { return c.line_ends > 1; });
        if (next.blank_above || next.block_above || next.kind != statement_.kind) run_ = ++scopes_;
        statement_ = next;
    }
    void finish_statement() {
        auto const& s = statement_;
        bool const wanted = (s.block || s.block_above) && !s.first && !s.blank_above;
        if (!wanted) return;
        Line blank;
        blank.kind = Line::Kind::blank;
        lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(s.lead), blank);
    }

    // ---- lines

    void start_line(std::size_t indent) {
        Line line;
        line.indent = indent;
        line.scope = ++scopes_;
        lines_.push_back(std::move(line));
        breaks_.clear();
        torn_ = false;
    }

    /// The comments and blank lines above a token that begins a line.
    void lead(Token const& token, bool closing) {
        bool any = blocks_.back().any;
        auto const blank = [&](int line_ends) {
            if (line_ends < 2 || !any) return;
            lines_.emplace_back();
            lines_.back().kind = Line::Kind::blank;
        };
        for (auto const& comment : token.above) {
            blank(comment.line_ends);
            comment_line(comment, blocks_.back().indent);
            any = true;
        }
        if (!closing && !token.text.empty()) blank(token.line_ends);
    }

    void comment_line(Comment const& comment, std::size_t indent) {
        Line line;
        line.kind = Line::Kind::comment;
        line.indent = indent;
        line.cells.push_back({std::string(source_.slice(comment.span)), 0, -1, false, 0, false});
        lines_.push_back(std::move(line));
    }

    void trailing(std::size_t i, Comment const& comment) {
        Cell cell;
        cell.text = source_.slice(comment.span);
        cell.gap = apart;
        cell.written_column = source_.position(comment.span.begin).column;
        cell.padded = comment.span.begin - tokens_[i].span.end > apart;
        lines_.back().cells.push_back(std::move(cell));
        torn_ = true;
    }

    // ---- cells

    void put(std::size_t i, std::size_t gap) {
        Cell cell;
        cell.text = tokens_[i].text;
        cell.gap = gap;
        cell.written_column = source_.position(tokens_[i].span.begin).column;
        cell.padded =
            i > 0 && tokens_[i].line_ends == 0 && tokens_[i].span.begin - tokens_[i - 1].span.end > gap;
        lines_.back().cells.push_back(std::move(cell));
    }
    void free_cell(std::size_t i, std::size_t gap) { put(i, gap); }
    void keyed_cell(std::size_t i, std::size_t gap, int key) {
        put(i, gap);
        lines_.back().cells.back().key = key;
        lines_.back().cells.back().right = marks_[i].right;
        may_break(i, 0);
        wrap();
    }

    std::size_t blanks_before(std::size_t i) const {
        return marks_[i].tight_before || marks_[i - 1].tight_after ? 0 : 1;
    }

    /// Goes on in the last cell.
    void glue(std::size_t i, std::size_t blanks) {
        auto const& token = tokens_[i];
        bool const one_line = blocks_.back().on_one_line;
        auto const indent = blocks_.back().indent + continuation;
        bool const kept = marks_[i].keep_break && token.line_ends > 0 && !one_line;
        if (torn_ || kept || !token.above.empty()) {
            for (auto const& comment : token.above)
                comment_line(comment, indent);
            start_line(indent);
            put(i, 0);
            return;
        }
        auto& text = lines_.back().cells.back().text;
        text.append(blanks, ' ');
        if (!one_line) may_break(i, text.size());
        text += token.text;
        if (!one_line && !marks_[i].closes) wrap();
    }

    void may_break(std::size_t i, std::size_t offset) {
        constexpr int ranks = 8;  // inside parentheses every rank is behind all ranks outside
        if (marks_[i].rank >= 0)
            breaks_.push_back({lines_.back().cells.size() - 1, offset, depth_ * ranks + marks_[i].rank});
    }

    /// Tears the last line while it is too wide: outside parentheses before inside them, as far to the right
    /// as it goes.
    void wrap() {
        while (lines_.back().width() > widest && !breaks_.empty()) {
            Break const* best = nullptr;
            for (auto const& place : breaks_) {
                if (width_before(place) > widest) break;
                if (best == nullptr || place.rank <= best->rank) best = &place;
            }
            tear(best == nullptr ? breaks_.front() : *best);
        }
    }
    std::size_t width_before(Break const& place) const {
        auto head = lines_.back();
        head.cells.resize(place.cell + 1);
        head.cells.back().text.resize(place.offset);
        return head.width();
    }
    void tear(Break const place) {
        auto& line = lines_.back();
        auto const from = line.cells.begin() + static_cast<std::ptrdiff_t>(place.cell);
        Line rest;
        rest.indent = blocks_.back().indent + continuation;
        rest.scope = ++scopes_;
        rest.cells.assign(from, line.cells.end());
        rest.cells.front().text.erase(0, place.offset);
        rest.cells.front().gap = 0;
        rest.cells.front().key = -1;
        line.cells.resize(place.cell + 1);
        auto& head = line.cells.back().text;
        head.resize(place.offset);
        while (head.ends_with(' '))
            head.pop_back();
        if (head.empty()) line.cells.pop_back();
        lines_.push_back(std::move(rest));
        std::vector<Break> later;
        for (auto b : std::exchange(breaks_, {})) {
            bool const same = b.cell == place.cell;
            if (b.cell < place.cell || (same && b.offset <= place.offset)) continue;
            later.push_back({b.cell - place.cell, same ? b.offset - place.offset : b.offset, b.rank});
        }
        breaks_ = std::move(later);
    }

    // ---- what fits

    /// Behind the last token of the entry that begins at `i`.
    std::size_t entry_end(std::size_t i) const {
        auto end = i;
        do {
            end = (marks_[end].opens ? marks_[end].partner : end) + 1;
        } while (end + 1 < tokens_.size() && marks_[end].role != Role::entry && !marks_[end].closes);
        return end;
    }

    /// How many entries of the author's line that begins with the entry `i` stand on a line when it is torn
    /// into as few lines as hold it, evenly.
    int fair_share(std::size_t i) const {
        int entries = 0;
        int lines = 1;
        auto const indent = blocks_.back().indent;
        auto used = indent;
        for (auto next = i;;) {
            auto const end = entry_end(next);
            auto const own = width(next, end);
            if (used > indent && used + apart + own > widest) {
                ++lines;
                used = indent;
            }
            used += (used > indent ? apart : 0) + own;
            ++entries;
            next = end;
            bool const same_line = next + 1 < tokens_.size() && marks_[next].role == Role::entry &&
                                   tokens_[next].line_ends == 0 && tokens_[next].above.empty();
            if (!same_line) return (entries + lines - 1) / lines;
        }
    }

    /// Of the tokens from `from` to before `to` on one line.
    std::size_t width(std::size_t from, std::size_t to) const {
        std::vector<std::size_t> between;
        std::size_t sum = 0;
        for (auto i = from; i < to; ++i) {
            auto const& mark = marks_[i];
            sum += text::display_width(tokens_[i].text);
            if (i > from) {
                auto blanks = blanks_before(i);
                if (marks_[i - 1].opens) {
                    blanks = mark.closes ? 0 : 1;
                } else if (mark.role == Role::entry) {
                    blanks = between.empty() ? apart : between.back();
                } else if (mark.role == Role::cell) {
                    blanks = static_cast<std::size_t>(mark.gap_on_one_line);
                }
                sum += blanks;
            }
            if (mark.opens) between.push_back(static_cast<std::size_t>(mark.between));
            if (mark.closes && !between.empty()) between.pop_back();
        }
        return sum;
    }

    /// Whether the block that opens with `i` stands on one line: where the author had it so and it fits, if
    /// need be in a line of its own behind the `=`.
    bool goes_on_one_line(std::size_t i) {
        if (blocks_.back().on_one_line) return true;
        if (marks_[i].always_open || !written_on_one_line(i)) return false;
        auto const room = 1 + width(i, marks_[i].partner + 1);
        auto const now = lines_.back().width();
        if (now + room <= widest) return true;
        for (auto const& place : breaks_) {
            auto const torn = blocks_.back().indent + continuation + now - width_before(place);
            if (place.rank > 0 || torn + room > widest || width_before(place) > widest) continue;
            tear(place);
            return true;
        }
        return false;
    }
    bool written_on_one_line(std::size_t i) const {
        if (tokens_[i].trailing) return false;
        for (auto inner = i + 1; inner <= marks_[i].partner; ++inner) {
            auto const& token = tokens_[inner];
            if (token.line_ends > 0 || !token.above.empty()) return false;
            if (token.trailing && inner != marks_[i].partner) return false;
        }
        return true;
    }

    SourceText const& source_;
    std::vector<Token> const& tokens_;
    std::vector<Mark> const& marks_;
    std::vector<Line> lines_;
    std::vector<Block> blocks_;
    std::vector<Break> breaks_;
    Statement statement_;
    std::size_t scopes_ = 0;
    std::size_t run_ = 0;  ///< the scope of statements that stand together
    int depth_ = 0;
    bool torn_ = false;  ///< a comment ended the last line
};

}  // namespace

std::vector<Line> lines(SourceText const& source, std::vector<Token> const& tokens,
                        std::vector<Mark> const& marks) {
    return Printer(source, tokens, marks).print();
}

}  // namespace quaestor::instrument::layout

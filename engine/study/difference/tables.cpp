#include "base/text.hpp"
#include "study/difference/comparer.hpp"
#include "study/difference/matched.hpp"
#include "study/difference/words.hpp"

namespace quaestor::study {

using namespace instrument;
using namespace words;

void Comparer::tables() {
    auto const all = matched(before_.tables, after_.tables, [](Table const& t) { return t.name; });
    for (auto const* t : all.added)
        say(Touches::scoring,
            "a new table: " + t->name + ", " + text::counted(t->rows.size(), "row", "rows"));
    for (auto const* t : all.gone)
        say(Touches::scoring, "the table " + t->name + " is gone");
    for (auto const& [a, b] : all.both) {
        if (a->interpolated != b->interpolated)
            say(Touches::scoring, "table " + b->name +
                                      (b->interpolated ? " is now interpolated between its rows"
                                                       : " is no longer interpolated"));
        rows("table " + b->name, a->rows, b->rows);
    }
}

void Comparer::rows(std::string const& what, std::vector<TableRow> const& a, std::vector<TableRow> const& b) {
    constexpr std::size_t most = 10;
    std::vector<std::string> lines;
    auto const all = matched(a, b, [](TableRow const& row) { return row.key; });
    for (auto const& [x, y] : all.both) {
        if (row_text(*x) != row_text(*y))
            lines.push_back(text::number(y->key) + " now gives " + row_text(*y) + ", before " + row_text(*x));
    }
    for (auto const* row : all.added)
        lines.push_back("a new row: " + text::number(row->key) + " gives " + row_text(*row));
    for (auto const* row : all.gone)
        lines.push_back("the row " + text::number(row->key) + " is gone");
    auto const count = lines.size();
    for (std::size_t i = 0; i < std::min(count, most); ++i)
        say(Touches::scoring, what + ": " + lines[i]);
    if (count > most)
        say(Touches::scoring,
            what + ": and " + text::counted(count - most, "more row differs", "more rows differ"));
}

void Comparer::norms() {
    auto const all = matched(before_.norms, after_.norms, [](Norms const& n) { return n.id; });
    for (auto const* n : all.added)
        say(Touches::scoring, "new norms: " + n->id + " for " + after_.id_of(n->scale));
    for (auto const* n : all.gone)
        say(Touches::scoring, "the norms " + n->id + " are gone");
    for (auto const& [a, b] : all.both) {
        auto const what = "norms " + b->id;
        now(Touches::scoring, what + ": they are for", before_.id_of(a->scale), after_.id_of(b->scale));
        now(Touches::wording, what + ": the title is", quoted(a->title), quoted(b->title));
        if (a->rows.size() != b->rows.size()) {
            now(Touches::scoring, what + ": the number of groups is", std::to_string(a->rows.size()),
                std::to_string(b->rows.size()));
            continue;
        }
        for (std::size_t i = 0; i < b->rows.size(); ++i)
            norm_row(what + ", group " + std::to_string(i + 1), a->rows[i], b->rows[i]);
    }
}

void Comparer::norm_row(std::string const& what, NormRow const& a, NormRow const& b) {
    condition(Touches::scoring, what + ": now holds when", a.when, b.when);
    now(Touches::scoring, what + ": the mean is", optional_number(a.mean), optional_number(b.mean));
    now(Touches::scoring, what + ": the standard deviation is", optional_number(a.sd), optional_number(b.sd));
    rows(what + ", percentiles", a.percentiles, b.percentiles);
}

}  // namespace quaestor::study

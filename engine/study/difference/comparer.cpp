#include "study/difference/comparer.hpp"

#include "base/text.hpp"
#include "study/difference/words.hpp"
#include "study/expression_text.hpp"

#include <algorithm>

namespace quaestor::study {

using namespace instrument;
using namespace words;

std::vector<Change> Comparer::run() {
    card();
    responses();
    items();
    covariates();
    scales();
    scores();
    tables();
    norms();
    flags();
    validity();
    figures();
    std::stable_sort(changes_.begin(), changes_.end(),
                     [](Change const& a, Change const& b) { return a.touches < b.touches; });
    return std::move(changes_);
}

void Comparer::now(Touches touches, std::string const& what, std::string const& before,
                   std::string const& after) {
    if (before == after) return;
    bool const commas = (before + after).find(',') != std::string::npos;
    say(touches, what + " " + after + (commas ? " (before: " + before + ")" : ", before " + before));
}

void Comparer::list(Touches touches, std::string const& what, std::vector<std::string> const& before,
                    std::vector<std::string> const& after) {
    for (auto const& line : after) {
        if (std::find(before.begin(), before.end(), line) == before.end())
            say(touches, "new " + what + ": " + ended(line));
    }
    for (auto const& line : before) {
        if (std::find(after.begin(), after.end(), line) == after.end())
            say(touches, "no longer a " + what + ": " + ended(line));
    }
}

void Comparer::formula(Touches touches, std::string const& what, Expression const& a, Expression const& b) {
    if (text_of(before_, a) == text_of(after_, b)) return;
    auto const old = ended(short_text_of(before_, a));
    auto const fresh = ended(short_text_of(after_, b));
    say(touches,
        what + " " + fresh +
            (old != fresh ? ", before " + old : ": the same words, but over other items than before"));
}

void Comparer::condition(Touches touches, std::string const& what, std::optional<Expression> const& a,
                         std::optional<Expression> const& b) {
    if (a && b) return formula(touches, what, *a, *b);
    now(touches, what, a ? ended(short_text_of(before_, *a)) : "always",
        b ? ended(short_text_of(after_, *b)) : "always");
}

}  // namespace quaestor::study

#include "instrument/labels.hpp"

#include "base/fold.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <vector>

namespace quaestor::instrument {
namespace {

bool same(Answer const& a, Answer const& b) {
    return a.reason == b.reason && a.value == b.value;
}

bool is_code_of_another(std::string const& label, Option const& own, ResponseSet const& set) {
    return std::any_of(set.options.begin(), set.options.end(), [&](Option const& other) {
        return &other != &own && !same(answer_of(other), answer_of(own)) && text::folded(other.code) == label;
    });
}

}  // namespace

Labels::Labels(ResponseSet const& set) {
    if (set.kind == ResponseKind::text) return;
    ByText written;
    ByText folded;
    for (auto const& option : set.options) {
        auto const label = text::folded(option.label);
        if (label.empty() || number_shape(label) != NumberShape::none) continue;
        auto const answer = answer_of(option);
        auto const [known, is_new] = folded.emplace(label, answer);
        if (!is_new && !same(known->second, answer)) return;
        if (is_code_of_another(label, option, set)) return;
        written.emplace(std::string(text::trimmed(option.label)), answer);
    }
    as_written_ = std::move(written);
    folded_ = std::move(folded);
}

std::optional<Answer> Labels::find(std::string_view cell) const {
    if (as_written_.empty()) return std::nullopt;
    if (auto const found = as_written_.find(text::trimmed(cell)); found != as_written_.end())
        return found->second;
    if (auto const found = folded_.find(text::folded(cell)); found != folded_.end()) return found->second;
    return std::nullopt;
}

std::string nearest_option(ResponseSet const& set, std::string_view cell) {
    std::vector<std::string> folded;
    std::vector<std::string> written;
    auto const offer = [&](std::string const& text) {
        auto candidate = text::folded(text);
        if (candidate.empty() || number_shape(candidate) != NumberShape::none) return;
        folded.push_back(std::move(candidate));
        written.push_back(text);
    };
    for (auto const& option : set.options) {
        offer(option.label);
        offer(option.code);
    }
    auto const near = text::nearest(text::folded(cell), folded);
    if (!near) return {};
    return written[static_cast<std::size_t>(std::find(folded.begin(), folded.end(), *near) - folded.begin())];
}

}  // namespace quaestor::instrument

#include "study/column_groups.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace quaestor::study {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// `name` with a run of digits as '#': the last run, or the first. A single letter after it goes (q1a, q1b).
std::string key_of(std::string const& name, bool last) {
    std::size_t begin = 0;
    std::size_t end = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (!is_digit(name[i])) continue;
        begin = i;
        while (i < name.size() && is_digit(name[i]))
            ++i;
        end = i;
        if (!last) break;
    }
    if (end == 0) return {};
    auto tail = name.substr(end);
    if (tail.size() == 1 && ((tail[0] >= 'a' && tail[0] <= 'z') || (tail[0] >= 'A' && tail[0] <= 'Z')))
        tail.clear();
    return name.substr(0, begin) + "#" + tail;
}

std::string prefix_of(std::string const& name) {
    auto const at = name.find_last_of("_.- :");
    return at == std::string::npos || at == 0 ? "" : name.substr(0, at) + "*";
}

std::vector<long> values_of(std::vector<Code> const& codes) {
    std::vector<long> values;
    for (auto const& code : codes)
        values.push_back(code.value);
    return values;
}

std::vector<long> merged(std::vector<long> const& a, std::vector<long> const& b) {
    std::vector<long> all;
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
    return all;
}

/// Whether answers in these codes may have been given to the same set of options.
bool alike(std::vector<long> const& group, ColumnLook const& look) {
    auto const codes = values_of(look.codes);
    auto const all = merged(group, codes).size();
    auto const shared = group.size() + codes.size() - all;
    if (shared * 2 >= all) return true;
    // Few rows: that nobody chose the other codes says nothing.
    constexpr std::size_t few = 30;
    return shared == codes.size() && look.filled < few;
}

/// Splits columns whose names are of one pattern by their codes.
std::vector<Group> split_by_codes(Looks const& looks, std::string const& key,
                                  std::vector<std::size_t> members) {
    std::stable_sort(members.begin(), members.end(), [&](std::size_t a, std::size_t b) {
        return looks[a].codes.size() > looks[b].codes.size();
    });
    std::vector<Group> groups;
    for (auto const member : members) {
        auto const home = std::find_if(groups.begin(), groups.end(),
                                       [&](Group const& g) { return alike(g.codes, looks[member]); });
        auto& group = home == groups.end() ? groups.emplace_back(Group{key, {}, {}}) : *home;
        group.members.push_back(member);
        group.codes = merged(group.codes, values_of(looks[member].codes));
    }
    for (auto& group : groups)
        std::sort(group.members.begin(), group.members.end());
    return groups;
}

void move_code(std::vector<Code>& from, std::vector<Code>& to, long value) {
    auto const at = std::find_if(from.begin(), from.end(), [&](Code c) { return c.value == value; });
    if (at == from.end()) return;
    to.push_back(*at);
    from.erase(at);
    std::sort(to.begin(), to.end(), [](Code a, Code b) { return a.value < b.value; });
}

/// What one column alone cannot tell: a code that stood apart in one is an answer where others of the group
/// have it, and a code at the end of the run that one cell of one column has is a slip before it is an
/// answer.
void settle_codes(Looks& looks, Group& group) {
    std::map<long, std::size_t> columns;
    for (auto const m : group.members) {
        for (auto const& code : looks[m].codes)
            ++columns[code.value];
    }
    for (auto const m : group.members) {
        for (auto const& code : std::vector<Code>(looks[m].doubtful)) {
            if (columns.contains(code.value)) move_code(looks[m].doubtful, looks[m].codes, code.value);
        }
    }
    std::vector<long> common;
    for (auto const& [value, found] : columns) {
        if (found >= 2) common.push_back(value);
    }
    constexpr std::size_t enough = 4;
    for (auto const m : group.members) {
        for (auto const& code : std::vector<Code>(looks[m].codes)) {
            bool const outside =
                !common.empty() && (code.value < common.front() || code.value > common.back());
            bool const rare = code.cells <= std::max<std::size_t>(1, looks[m].filled / 100);
            if (group.members.size() >= enough && columns[code.value] == 1 && outside && rare)
                move_code(looks[m].codes, looks[m].doubtful, code.value);
        }
    }
    group.codes.clear();
    for (auto const m : group.members)
        group.codes = merged(group.codes, values_of(looks[m].codes));
}

/// The column's codes about their mean; NaN where a cell has none of `codes`.
std::vector<double> centred(data::Table const& table, std::size_t column, std::vector<long> const& codes) {
    constexpr std::size_t most = 5000;  // rows: enough to see a direction, and soon done
    std::vector<double> values(std::min(table.row_count(), most), std::nan(""));
    double sum = 0;
    double n = 0;
    for (std::size_t row = 0; row < values.size(); ++row) {
        if (table.column(column).missing()[row] != MissingReason::none) continue;
        auto const cell = table.text(column, row);
        auto const number = read_number(cell, table.notation(column));
        if (!number || std::abs(*number) > 1e6 ||
            !std::binary_search(codes.begin(), codes.end(), std::lround(*number)))
            continue;
        values[row] = *number;
        sum += *number;
        n += 1;
    }
    for (auto& value : values)
        value -= n > 0 ? sum / n : 0;
    return values;
}

}  // namespace

Grouping group_columns(Looks& looks) {
    Grouping grouping;
    std::vector<std::size_t> left;
    for (std::size_t i = 0; i < looks.size(); ++i) {
        if (looks[i].look == Look::answers) left.push_back(i);
    }
    // The pattern of the names first, loosely at the end: words without any pattern must be three at least.
    struct Pass {
        std::string (*key)(std::string const&);
        std::size_t least;
    };
    std::array<Pass, 4> const passes{{{[](std::string const& n) { return key_of(n, true); }, 2},
                                      {[](std::string const& n) { return key_of(n, false); }, 2},
                                      {prefix_of, 2},
                                      {[](std::string const&) { return std::string("*"); }, 3}}};
    for (auto const& pass : passes) {
        std::map<std::string, std::vector<std::size_t>> by_key;
        for (auto const i : left) {
            if (auto const key = pass.key(looks[i].name); !key.empty()) by_key[key].push_back(i);
        }
        std::set<std::size_t> taken;
        for (auto const& [key, members] : by_key) {
            for (auto& group : split_by_codes(looks, key, members)) {
                if (group.members.size() < pass.least) continue;
                taken.insert(group.members.begin(), group.members.end());
                grouping.groups.push_back(std::move(group));
            }
        }
        std::erase_if(left, [&](std::size_t i) { return taken.contains(i); });
    }
    if (grouping.groups.empty()) {
        for (auto const i : left)
            grouping.groups.push_back({looks[i].name, {i}, values_of(looks[i].codes)});
        left.clear();
    }
    std::sort(grouping.groups.begin(), grouping.groups.end(),
              [](Group const& a, Group const& b) { return a.members.front() < b.members.front(); });
    grouping.alone = std::move(left);
    for (auto& group : grouping.groups)
        settle_codes(looks, group);
    return grouping;
}

Directions::Directions(data::Table const& table, Looks const& looks, Group const& group) {
    for (auto const m : group.members)
        columns_.push_back(centred(table, looks[m].column, group.codes));
    signs_.assign(columns_.size(), 1.0);
    for (std::size_t turn = 0; turn < columns_.size(); ++turn) {
        std::vector<double> rs;
        for (std::size_t i = 0; i < columns_.size(); ++i)
            rs.push_back(with_the_rest(i));
        auto const worst = static_cast<std::size_t>(std::min_element(rs.begin(), rs.end()) - rs.begin());
        if (rs[worst] >= 0) break;
        signs_[worst] = -signs_[worst];
    }
    auto const turned = static_cast<std::size_t>(std::count(signs_.begin(), signs_.end(), -1.0));
    if (turned * 2 > signs_.size()) {
        for (auto& sign : signs_)
            sign = -sign;
    }
}

std::optional<double> Directions::against(std::size_t item) const {
    constexpr double clear = 0.1;  // below it is what chance gives in a sample of some size
    auto const r = with_the_rest(item);
    if (signs_[item] > 0 || r < clear) return std::nullopt;
    return -r;
}

/// Over rows that have the item and any other; 0 where these are too few or all alike.
double Directions::with_the_rest(std::size_t item) const {
    constexpr double enough = 20;
    double n = 0;
    double x_sum = 0;
    double y_sum = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (std::size_t row = 0; row < columns_[item].size(); ++row) {
        auto const x = signs_[item] * columns_[item][row];
        double sum = 0;
        double others = 0;
        for (std::size_t j = 0; j < columns_.size(); ++j) {
            if (j == item || std::isnan(columns_[j][row])) continue;
            sum += signs_[j] * columns_[j][row];
            others += 1;
        }
        if (std::isnan(x) || others == 0) continue;
        auto const y = sum / others;
        n += 1;
        x_sum += x;
        y_sum += y;
        xx += x * x;
        yy += y * y;
        xy += x * y;
    }
    if (n < enough) return 0;
    auto const spread = (xx - x_sum * x_sum / n) * (yy - y_sum * y_sum / n);
    return spread > 1e-12 ? (xy - x_sum * y_sum / n) / std::sqrt(spread) : 0;
}

}  // namespace quaestor::study

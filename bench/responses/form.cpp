#include "bench/responses/form.hpp"

#include <charconv>

namespace bench {
namespace {

constexpr int most_items = 9999;

std::optional<int> number_of_items(std::string_view name) {
    int items = 0;
    auto const end = name.data() + name.size();
    auto const [rest, error] = std::from_chars(name.data(), end, items);
    if (error != std::errc{} || rest != end || items < 1 || items > most_items) return std::nullopt;
    return items;
}

}  // namespace

std::optional<Form> form_of(std::string_view name) {
    Questionnaire const wemwbs{"wemwbs_", 14, 1, 5, 3.3, 0.75, {}};
    if (name == "narrow") return Form{{wemwbs}, false};
    if (name == "wide")
        return Form{{wemwbs,
                     {"phq9_", 9, 0, 3, 0.9, -0.75, {}},
                     {"gad7_", 7, 0, 3, 0.9, -0.75, {}},
                     {"pss10_", 10, 0, 4, 1.8, -0.75, {4, 5, 7, 8}}},
                    true};
    if (auto const items = number_of_items(name))
        return Form{{{"item_", *items, 1, 5, 3.3, 0.75, {}}}, false};
    return std::nullopt;
}

std::string definition_of(int items) {
    auto const k = std::to_string(items);
    std::string out =
        "instrument made_up \"A questionnaire of " + k + " items\" {\n" +
        "  source  \"made up, to measure with\"\n  licence free \"made up\"\n\n" +
        "  responses agreement { 1 \"None\"  2 \"Little\"  3 \"Some\"  4 \"Much\"  5 \"All\" }\n\n" +
        "  items agreement {\n";
    for (int item = 1; item <= items; ++item)
        out += "    item_" + std::to_string(item) + " \"Question " + std::to_string(item) + "\"\n";
    out += "  }\n\n  scale total \"The sum\" {\n    sum of item_1" + (items > 1 ? "..item_" + k : "") +
           "\n    missing at most 20% prorate\n    range " + k + ".." + std::to_string(5 * items) +
           "\n    higher better\n  }\n\n";
    return out + "  example \"floor\" {\n    item_1" + (items > 1 ? "..item_" + k : "") +
           " = 1\n    expect total = " + k + "\n  }\n}\n";
}

}  // namespace bench

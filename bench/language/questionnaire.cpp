#include "bench/language/questionnaire.hpp"

namespace bench {
namespace {

constexpr int scale_size = 10;

std::string s(int number) {
    return std::to_string(number);
}

std::string items_of_scale(int scale) {
    return "i" + s(scale * scale_size + 1) + "..i" + s((scale + 1) * scale_size);
}

std::string items(int count) {
    std::string out = "  items agreement {\n";
    for (int i = 1; i <= count; ++i) {
        out += "    i" + s(i) + " \"What statement number " + s(i) + " is about\"";
        // Three of ten are worded the other way round.
        out += (i % 10 == 3 || i % 10 == 6 || i % 10 == 9 ? " reversed" : "");
        out += " alias \"survey_" + s(i) + "\"\n";
    }
    return out + "  }\n\n";
}

std::string scale(int number) {
    auto const id = "s" + s(number);
    return "  # Facet " + s(number) + " of the manual, page " + s(20 + number) + ".\n  scale " + id +
           " \"Facet " + s(number) + "\" {\n    sum of " + items_of_scale(number) +
           "\n    missing at most 2 prorate\n    round 1\n    range 0..40\n    higher worse\n    bands {\n"
           "      from  0 \"none\"\n      from 10 \"mild\"\n      from 20 \"moderate\"\n"
           "      from 30 \"severe\"\n    }\n  }\n\n"
           "  flag f" +
           s(number) + " \"Facet " + s(number) + " is high, or its first item is\" warning\n    when " + id +
           " >= 30 or i" + s(number * scale_size + 1) + " = 4 and not missing(" + id + ")\n\n" + "  norms n" +
           s(number) + " \"A made-up sample\" for " + id +
           " {\n    when sex = \"female\" and age in 18..39 mean 14.2 sd 6.1\n"
           "    when sex = \"female\" mean 13.1 sd 5.9\n    when sex = \"male\" mean 11.8 sd 5.2\n"
           "    mean 12.5 sd 5.7\n  }\n\n";
}

std::string scores(int scales) {
    std::string out;
    for (int i = 0; i + 1 < scales; i += 2) {
        auto const a = "s" + s(i);
        auto const b = "s" + s(i + 1);
        out += "  score d" + s(i) + " \"Domain " + s(i) + "\" = round((" + a + " + " + b + ") / 2, 1) {\n" +
               "    range 0..40\n    higher worse\n  }\n";
        out += "  score p" + s(i) + " = if band(" + a + ") = \"severe\" then \"" + a + "\" else if " + b +
               " > " + a + " then \"" + b + "\" else \"neither\"\n";
        out += "  score c" + s(i) + " = count(" + items_of_scale(i) + " >= 3) + count(" +
               items_of_scale(i + 1) + " in {0, 4})\n\n";
    }
    return out;
}

std::string example(std::string const& title, int items, int scales, int code, std::string const& band) {
    auto out = "  example \"" + title + "\" {\n    i1..i" + s(items) + " = " + s(code) +
               "\n    age = 30   sex = \"female\"\n";
    // Seven items count as ticked, three the other way round.
    auto const total = s(7 * code + 3 * (4 - code));
    for (int i = 0; i < scales; ++i)
        out += "    expect s" + s(i) + " = " + total + "   expect s" + s(i) + ".band = \"" + band + "\"\n";
    return out + "  }\n\n";
}

}  // namespace

std::string questionnaire(int count) {
    int const scales = count / scale_size;
    auto out = std::string(
        "instrument survey \"A large survey\" {\n"
        "  version  \"1.0\"\n"
        "  source   \"A made-up manual\" doi \"10.1000/made.up\"\n"
        "  licence  free \"Public domain\"\n"
        "  status   verified\n"
        "  language en\n"
        "  recall   \"the past two weeks\"\n\n"
        "  responses agreement {\n"
        "    0 \"Not at all\"\n"
        "    1 \"A little\"\n"
        "    2 \"Somewhat\"\n"
        "    3 \"Quite a bit\"\n"
        "    4 \"Very much\"\n"
        "    missing -9 \"No answer\"\n"
        "  }\n\n"
        "  respondent {\n"
        "    age number 18..110\n"
        "    sex category { female \"f\" \"w\"  male \"m\" }\n"
        "  }\n\n");
    out += items(count);
    for (int i = 0; i < scales; ++i)
        out += scale(i);
    out += scores(scales);
    out += example("all lowest", count, scales, 0, "mild");
    out += example("all in the middle", count, scales, 2, "moderate");
    out += example("all highest", count, scales, 4, "moderate");
    return out + "}\n";
}

}  // namespace bench

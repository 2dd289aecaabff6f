#include "scoring/name_key.hpp"

#include "base/text.hpp"

namespace quaestor::scoring {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// How many bytes of `name` set parts apart at `at`; 0 for a letter or digit. Beyond ASCII those are the
/// blanks, dashes and quotes that word processors put in: U+00A0 and U+2000 to U+203F.
std::size_t gap(std::string_view name, std::size_t at) {
    auto const c = static_cast<unsigned char>(name[at]);
    if (c < 0x80) return is_digit(name[at]) || (c | 0x20U) - 'a' < 26U ? 0 : 1;
    auto const rest = name.substr(at);
    if (rest.starts_with("\xC2\xA0")) return 2;
    return rest.size() > 2 && rest.starts_with("\xE2\x80") ? 3 : 0;
}

}  // namespace

std::vector<NamePart> name_parts(std::string_view name) {
    std::vector<NamePart> parts;
    for (std::size_t at = 0; at < name.size();) {
        if (auto const bytes = gap(name, at); bytes > 0) {
            at += bytes;
            continue;
        }
        auto const begin = at;
        bool const digits = is_digit(name[at]);
        while (at < name.size() && is_digit(name[at]) == digits && gap(name, at) == 0)
            ++at;
        parts.push_back({begin, at});
    }
    return parts;
}

std::string name_key(std::string_view name) {
    std::string key;
    for (auto const& part : name_parts(name)) {
        auto text = name.substr(part.begin, part.end - part.begin);
        if (!is_digit(text.front())) {
            key += text::lower_ascii(text);
            continue;
        }
        if (!key.empty() && is_digit(key.back())) key += '.';
        while (text.size() > 1 && text.front() == '0')
            text.remove_prefix(1);
        key += text;
    }
    return key;
}

}  // namespace quaestor::scoring

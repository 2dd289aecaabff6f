#include "cli/codes.hpp"

namespace quaestor::cli {

std::vector<CodePage> code_pages() {
    std::vector<CodePage> pages;
    auto text = codes_text();
    constexpr std::string_view mark = "\n## ";
    auto at = text.find(mark);
    while (at != std::string_view::npos) {
        auto const next = text.find(mark, at + 1);
        auto const page =
            text.substr(at + mark.size(), next == std::string_view::npos ? next : next - at - mark.size());
        auto const line = page.substr(0, page.find('\n'));
        auto const colon = line.find(": ");
        auto body = page.substr(line.size());
        while (!body.empty() && (body.front() == '\n' || body.front() == ' '))
            body.remove_prefix(1);
        while (!body.empty() && (body.back() == '\n' || body.back() == ' '))
            body.remove_suffix(1);
        if (colon != std::string_view::npos)
            pages.push_back({line.substr(0, colon), line.substr(colon + 2), body});
        at = next;
    }
    return pages;
}

std::string title_of(std::string_view code) {
    for (auto const& page : code_pages()) {
        if (page.code == code) return std::string(page.title);
    }
    return {};
}

std::string code_page_text(CodePage const& page) {
    std::string out = std::string(page.code) + ": " + std::string(page.title) + "\n";
    if (page.body.empty()) return out;
    out += "\n";
    bool inside = false;
    bool wrong = true;
    std::string_view rest = page.body;
    while (!rest.empty()) {
        auto const end = rest.find('\n');
        auto const line = rest.substr(0, end);
        if (line.starts_with("```")) {
            inside = !inside;
            if (inside) out += wrong ? "  wrong:\n" : "  right:\n";
            if (!inside) wrong = !wrong;
        } else {
            out += (inside ? "    " : "") + std::string(line) + "\n";
        }
        if (end == std::string_view::npos) break;
        rest.remove_prefix(end + 1);
    }
    return out;
}

}  // namespace quaestor::cli

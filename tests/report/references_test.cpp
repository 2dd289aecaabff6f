#include "report/references.hpp"

#include "base/expects.hpp"
#include "support/language.hpp"

#include <filesystem>
#include <regex>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>

using namespace quaestor;
namespace fs = std::filesystem;

namespace {

/// The text after each "Source:" of a header, to the end of its paragraph or to "Checked against".
std::vector<std::string> sources_of(std::string const& header) {
    std::vector<std::string> sources;
    std::istringstream lines(header);
    bool inside = false;
    for (std::string line; std::getline(lines, line);) {
        auto const comment = line.find("///");
        auto text = comment == std::string::npos ? std::string() : line.substr(comment + 3);
        if (auto const at = text.find("Source:"); at != std::string::npos) {
            sources.emplace_back();
            inside = true;
            text = text.substr(at + 7);
        }
        if (!inside) continue;
        auto const end = text.find("Checked against");
        sources.back() += text.substr(0, end);
        inside = end == std::string::npos && text.find_first_not_of(' ') != std::string::npos;
    }
    return sources;
}

/// "Kaiser (1958)", "Velicer, Eaton & Fava (2000)"; "Jennrich (2001), ..., and (2002)" gives both years.
std::set<std::string> cited_in(std::string const& text) {
    static std::regex const citation(
        "(?:([A-Z][A-Za-z'-]+(?:, [A-Z][A-Za-z'-]+)*(?: & [A-Z][A-Za-z'-]+)?)|and) \\((\\d{4})\\)");
    std::set<std::string> keys;
    std::string authors;
    for (auto found = std::sregex_iterator(text.begin(), text.end(), citation);
         found != std::sregex_iterator(); ++found) {
        if ((*found)[1].matched) authors = (*found)[1];
        keys.insert(authors + " (" + (*found)[2].str() + ")");
    }
    return keys;
}

std::set<std::string> all_keys() {
    std::set<std::string> keys;
    for (auto const& entry : report::references())
        keys.emplace(entry.key);
    return keys;
}

}  // namespace

TEST_CASE("references: every source that a header names has its entry", "[report][references]") {
    std::size_t headers = 0;
    auto const known = all_keys();
    for (std::string const folder : {"engine/psychometrics", "engine/validity"}) {
        for (auto const& entry : fs::recursive_directory_iterator(fs::path(QUAESTOR_ROOT) / folder)) {
            if (entry.path().extension() != ".hpp") continue;
            auto const path = fs::relative(entry.path(), QUAESTOR_ROOT).string();
            for (auto const& source : sources_of(support::project_file(path))) {
                CAPTURE(path, source);
                auto const cited = cited_in(source);
                CHECK_FALSE(cited.empty());
                ++headers;
                for (auto const& key : cited) {
                    CAPTURE(key);
                    CHECK(known.contains(key));
                }
            }
        }
    }
    CHECK(headers >= 17);
}

TEST_CASE("references: the test's own reader finds what is written", "[report][references]") {
    CHECK(sources_of("/// A thing. Source: One (1990), X 1;\n/// Two & Three (1991). Checked against y.\n/// "
                     "Four (1999)\n") == std::vector<std::string>{" One (1990), X 1; Two & Three (1991). "});
    CHECK(cited_in("One (1990), X; Two, Three & O'Four (1991), and (1992)") ==
          std::set<std::string>{"One (1990)", "Two, Three & O'Four (1991)", "Two, Three & O'Four (1992)"});
}

TEST_CASE("references: entries are complete and in the order of authors and each once",
          "[report][references]") {
    auto const plain = [](std::string text) {
        for (auto const& [accented, letter] : {std::pair{"ö", "o"}, std::pair{"é", "e"}}) {
            for (std::size_t at; (at = text.find(accented)) != std::string::npos;)
                text.replace(at, 2, letter);
        }
        return text;
    };
    std::string before;
    std::set<std::string> seen;
    for (auto const& entry : report::references()) {
        auto const key = std::string(entry.key);
        auto const full = plain(std::string(entry.full));
        CAPTURE(key, full);
        CHECK(seen.insert(key).second);
        auto const open = key.find(" (");
        CHECK(full.find(key.substr(open)) != std::string::npos);          // the year
        CHECK(full.starts_with(key.substr(0, key.find_first_of(" ,"))));  // the first author
        CHECK(full.ends_with("."));
        CHECK(full.find("  ") == std::string::npos);
        CHECK(full.find_first_of('\n') == std::string::npos);
        CHECK(before <= full);
        before = full;
    }
}

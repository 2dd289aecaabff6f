// Commands that README and docs show run as they stand, where the files they read are among the samples.
#include "program.hpp"

#include <algorithm>
#include <sstream>

#include <catch2/catch.hpp>

using quaestor::cli::Exit;

namespace {

namespace fs = std::filesystem;

/// Lines of code blocks that start with "quaestor " or "$ quaestor ", without what is redirected or remarked.
std::vector<std::vector<std::string>> commands_in(std::string const& page) {
    std::vector<std::vector<std::string>> commands;
    std::istringstream lines(page);
    bool code = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("```")) {
            code = !code;
            continue;
        }
        std::istringstream words(line);
        std::string word;
        words >> word;
        if (word == "$") words >> word;
        if (!code || word != "quaestor") continue;
        std::vector<std::string> arguments;
        while (words >> word && word != ">" && word != "#" && word != "|")
            arguments.push_back(word);
        commands.push_back(std::move(arguments));
    }
    return commands;
}

/// "score: score a file" is a heading, "check FILE" a pattern; nobody types them.
bool typed(std::vector<std::string> const& arguments) {
    if (arguments.empty() || arguments.front().ends_with(':')) return false;
    return std::none_of(arguments.begin(), arguments.end(), [](std::string const& word) {
        return word.size() > 2 && std::all_of(word.begin(), word.end(), [](char c) {
                   return (c >= 'A' && c <= 'Z') || c == '.' || c == ']' || c == '[';
               });
    });
}

bool inputs_exist(std::vector<std::string> const& arguments) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        auto const& word = arguments[i];
        if (i > 0 && (arguments[i - 1] == "-o" || arguments[i - 1] == "--output")) continue;
        if (!word.starts_with('-') && word.find('.') != std::string::npos && !fs::exists(word)) return false;
    }
    return true;
}

/// A folder with the samples and the library, both by their paths in the project and by their bare names.
struct Copy {
    support::Folder folder;
    fs::path here = fs::current_path();
    Copy() {
        auto const root = fs::path(QUAESTOR_ROOT);
        for (std::string const name : {"samples", "instruments"})
            fs::copy(root / name, fs::path(folder.path(name)), fs::copy_options::recursive);
        fs::copy(root / "samples", folder.path());
        fs::current_path(folder.path());
    }
    ~Copy() { fs::current_path(here); }
};

std::size_t run_all(std::string const& page) {
    std::size_t count = 0;
    for (auto const& arguments : commands_in(support::project_file(page))) {
        if (!typed(arguments)) continue;
        Copy const copy;
        if (!inputs_exist(arguments)) continue;
        auto const ran = support::run(arguments);
        CAPTURE(page, arguments, ran.err);
        CHECK(ran.exit == Exit::done);
        ++count;
    }
    return count;
}

}  // namespace

TEST_CASE("README: every command that it shows runs", "[cli][docs]") {
    if (!fs::exists(std::string(QUAESTOR_ROOT) + "/README.md")) {
        WARN("there is no README.md yet, nothing is tested here");
        return;
    }
    CHECK(run_all("README.md") >= 4);
}

TEST_CASE("docs: every command that they show runs", "[cli][docs]") {
    std::size_t count = 0;
    auto const root = fs::path(QUAESTOR_ROOT);
    std::vector<std::string> pages{"samples/README.md", "CONTRIBUTING.md"};
    for (auto const& entry : fs::recursive_directory_iterator(root / "docs")) {
        if (entry.path().extension() == ".md") pages.push_back(fs::relative(entry.path(), root).string());
    }
    std::sort(pages.begin(), pages.end());
    for (auto const& page : pages)
        count += run_all(page);
    CHECK(count >= 9);  // those of the help texts alone
}

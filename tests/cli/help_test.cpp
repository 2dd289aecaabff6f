// Help texts, parsers and pages say the same.
#include "pages.hpp"
#include "program.hpp"

#include <regex>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>

using quaestor::cli::Exit;
using support::run;

namespace {

/// Options that a help text describes: the words before two blanks on a line of its section "Options:".
std::set<std::string> described(std::string const& help) {
    std::set<std::string> names;
    std::istringstream lines(help);
    bool inside = false;
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with(' ')) inside = line == "Options:" || line == "How the file is read:";
        if (!inside) continue;
        std::smatch found;
        if (std::regex_search(line, found, std::regex("^  (?:(-[a-z]), |    )(--[a-z-]+)")))
            names.insert(found[1].matched ? found[1].str() + "," + found[2].str() : found[2].str());
    }
    return names;
}

}  // namespace

TEST_CASE("help: every option that is taken is described and the other way round", "[cli][help]") {
    for (auto const* command : quaestor::cli::commands()) {
        CAPTURE(command->name);
        auto const options = command->options();
        CHECK(described(help_text(*command)) == std::set<std::string>(options.begin(), options.end()));
    }
}

TEST_CASE("help: defaults that are named are the defaults", "[cli][help]") {
    auto const help = help_text(quaestor::cli::analyze_command);
    support::Folder const folder;
    REQUIRE(run({"analyze", "samples/clinic.csv", "-i", "phq9", "-o", folder.path("a.json")}).exit ==
            Exit::done);
    support::Json const json(support::content(folder.path("a.json")));
    std::string const at = "/provenance/options";
    CHECK(help.find("(default " + std::to_string(static_cast<int>(json.number(at + "/starts"))) + ")") !=
          std::string::npos);
    CHECK(help.find("(default " + std::to_string(static_cast<int>(json.number(at + "/replications"))) +
                    ")") != std::string::npos);
    CHECK(help.find("(default " + std::to_string(static_cast<int>(json.number("/provenance/seed"))) + ")") !=
          std::string::npos);
    CHECK(json.number(at + "/level") == 0.95);
    CHECK(json.text(at + "/factors") == "parallel");
    CHECK(json.text(at + "/extraction") == "minres");
    CHECK(json.text(at + "/rotation") == "oblimin");
    CHECK(json.text(at + "/moments") == "adjusted");
}

TEST_CASE("help: every verb has purpose and usage and examples and exit status", "[cli][help]") {
    for (auto const* command : quaestor::cli::commands()) {
        CAPTURE(command->name);
        auto const help = help_text(*command);
        auto const name = "quaestor " + std::string(command->name);
        CHECK(help.starts_with(name + ": "));
        CHECK(help.find("\nUsage: " + name) != std::string::npos);
        CHECK(help.find("\nExamples:\n  " + name) != std::string::npos);
        CHECK(help.find("\nExit status: 0 ") != std::string::npos);
        std::istringstream lines(help);
        for (std::string line; std::getline(lines, line);) {
            CAPTURE(line);
            CHECK(line.size() <= 100);
        }
        for (std::string const ask : {"--help", "-h"}) {
            auto const ran = run({std::string(command->name), "no-such-file", ask});
            CHECK(ran.exit == Exit::done);
            if (command->name != "help") CHECK(ran.out == help);
            CHECK(ran.err.empty());
        }
        CHECK(run({"help", std::string(command->name)}).out == help);
    }
}

TEST_CASE("help: the pages of docs are the help texts", "[cli][help]") {
    std::set<std::string> pages;
    for (auto const* command : quaestor::cli::commands()) {
        INFO("cmake --build BUILD --target accept_golden writes " << support::page_name(*command));
        CHECK(support::project_file(support::page_name(*command)) == support::page(*command));
        pages.insert(support::page_name(*command));
    }
    for (auto const& entry : std::filesystem::directory_iterator(std::string(QUAESTOR_ROOT) + "/docs/cli")) {
        CAPTURE(entry.path().string());
        CHECK(pages.contains("docs/cli/" + entry.path().filename().string()));
    }
}

TEST_CASE("help: every exit code that a text names is one that the program has", "[cli][help]") {
    for (auto const* command : quaestor::cli::commands()) {
        auto const help = help_text(*command);
        auto const status = help.substr(help.find("\nExit status: "));
        std::regex const code("(?:: |; )(\\d+) ");
        for (auto found = std::sregex_iterator(status.begin(), status.end(), code);
             found != std::sregex_iterator(); ++found) {
            CAPTURE(command->name, found->str());
            CHECK(std::set<std::string>{"0", "1", "2", "3", "4", "5", "6", "70"}.contains((*found)[1].str()));
        }
    }
}

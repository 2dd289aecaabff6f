// quaestor instruments: list, search and show, and what is not in the library.
#include "base/text.hpp"
#include "instrument/library.hpp"
#include "library_page.hpp"
#include "program.hpp"

#include <sstream>

#include <catch2/catch.hpp>

using quaestor::cli::Exit;
using support::run;

namespace {

bool contains(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

/// The program with a terminal of that width behind it.
support::Ran run_at(std::size_t width, std::vector<std::string> const& arguments) {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    auto const exit = quaestor::cli::run(arguments, {in, out, err, false, width});
    return {exit, out.str(), err.str()};
}

std::size_t widest(std::string const& text) {
    std::size_t width = 0;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        width = std::max(width, quaestor::text::display_width(line));
    return width;
}

}  // namespace

TEST_CASE("instruments: lists every definition below its area in one line", "[cli][instruments]") {
    auto const ran = run("instruments");
    CHECK(ran.exit == Exit::done);
    CHECK(ran.err.empty());
    CHECK(run("instruments list").out == ran.out);
    for (auto const& id : quaestor::instrument::embedded_ids()) {
        CAPTURE(id);
        CHECK(contains(ran.out, "\n  " + id + " "));
    }
    CHECK(contains(ran.out, "\nmood: Depression, distress and stress\n"));
    CHECK(contains(ran.out, "recovery: Recovery and empowerment\n"));
    auto const line = ran.out.substr(
        ran.out.find("\n  swemwbs ") + 1,
        ran.out.find('\n', ran.out.find("\n  swemwbs ") + 1) - ran.out.find("\n  swemwbs ") - 1);
    CHECK(contains(line, "Short Warwick-Edinburgh Mental Well-being Scale (SWEMWBS)"));  // whole, not cut
    CHECK(contains(line, "  7 items "));
    CHECK(contains(line, " registration "));
    CHECK(line.ends_with(" verified"));
    CHECK(ran.out.find("\nmood: ") < ran.out.find("\n  phq9 "));
    CHECK(ran.out.find("\n  phq9 ") < ran.out.find("\ntrauma: "));
    CHECK(contains(ran.out, " hads,"));
}

TEST_CASE("instruments: a terminal is not wider than its lines", "[cli][instruments]") {
    for (std::size_t const width : {60, 80, 100, 120}) {
        CAPTURE(width);
        for (std::vector<std::string> const& words : {std::vector<std::string>{"instruments"},
                                                      {"instruments", "search", "sleep"},
                                                      {"instruments", "show", "psqi"},
                                                      {"instruments", "show", "promis_depression_4a"},
                                                      {"instruments", "show", "hads"}}) {
            auto const ran = run_at(width, words);
            CAPTURE(words);
            CHECK(ran.exit == Exit::done);
            CHECK(widest(ran.out) <= width);
            CHECK(widest(ran.out) > width * 3 / 4);
        }
        // Nothing is lost where it is narrow.
        auto const list = run_at(width, {"instruments"});
        for (auto const& id : quaestor::instrument::embedded_ids())
            CHECK(contains(list.out, "\n  " + id + " "));
    }
}

TEST_CASE("instruments search: finds by what is measured and says where", "[cli][instruments]") {
    auto const sleep = run("instruments search sleep quality");
    CHECK(sleep.exit == Exit::done);
    CHECK(sleep.err.empty());
    CHECK(sleep.out.starts_with("  psqi  Pittsburgh Sleep Quality Index (PSQI); 18 items, permission, "));
    CHECK(contains(sleep.out, "found in: title; "));
    CHECK(run("instruments search PHQ-9").out.starts_with("  phq9  "));
    CHECK(contains(run_at(120, {"instruments", "search", "self-harm"}).out,
                   "found in: flag self_harm 'Thoughts of self-harm are reported (item 10)'; item e10 "));
    auto const typo = run("instruments search lonelyness");
    CHECK(typo.exit == Exit::done);
    CHECK(typo.err == "nothing in the library says 'lonelyness'; these are for 'loneliness'\n");
    CHECK(typo.out.starts_with("  djg6  "));
    auto const nothing = run("instruments search xyzzyxyzzy");
    CHECK(nothing.exit == Exit::definition);
    CHECK(nothing.out.empty());
    CHECK(nothing.err == "nothing in the library says 'xyzzyxyzzy'\n");
    CHECK(contains(run("instruments search drinking sleep hallucination opioid").err,
                   "nothing in the library says"));
}

TEST_CASE("instruments show: has sources and scoring and what is not verified", "[cli][instruments]") {
    auto const phq9 = run("instruments show PHQ9");
    CHECK(phq9.exit == Exit::done);
    CHECK(phq9.out.starts_with("phq9: Patient Health Questionnaire, depression (PHQ-9)\n"));
    CHECK(contains(phq9.out, "\n  area        mood: Depression, distress and stress\n"));
    CHECK(contains(phq9.out, "Kroenke, Spitzer & Williams (2001)"));
    CHECK(contains(phq9.out, "the sum of 9 items: q1 to q9\n"));
    CHECK(contains(phq9.out, "from 20 severe"));
    CHECK(contains(phq9.out, "self_harm  urgent:"));
    CHECK_FALSE(contains(phq9.out, "PROVISIONAL"));
    CHECK(contains(run("instruments show rprs").out, "PROVISIONAL: not verified\n"));
    auto const own = run("instruments show samples/bfi.inst");
    CHECK(contains(own.out, "reversed    A1\n"));
    CHECK_FALSE(contains(own.out, "\n  area "));
    support::Folder const folder;
    auto const wrong = folder.file("w.inst", "instrument");
    CHECK(run({"instruments", "show", wrong}).exit == Exit::definition);
}

TEST_CASE("instruments: what is proprietary has no definition and somebody to ask",
          "[cli][instruments][refusal]") {
    auto const page = run("instruments show HADS");
    CHECK(page.exit == Exit::done);
    CHECK(contains(page.out, "hads: Hospital Anxiety and Depression Scale (HADS)\n"));
    CHECK(contains(page.out, "It is proprietary"));
    CHECK(contains(page.out, "ask GL Assessment or Mapi\n"));
    CHECK(contains(run("instruments show facit").out, "could not be verified"));
    for (std::string const name :
         {"hads", "GHQ-12", "spin", "bsi18", "sf12", "EQ-5D-5L", "moca", "stop-bang", "womac"}) {
        CAPTURE(name);
        for (std::string const verb : {"score", "analyze"}) {
            auto const ran = run({verb, "samples/clinic.csv", "-i", name});
            CHECK(ran.exit == Exit::definition);
            CHECK(ran.out.empty());
            CHECK(contains(ran.err, "error[L062]: "));
            CHECK(contains(ran.err, " is proprietary\n  hint: for a licence ask "));
        }
        auto const ran = run({"instruments", "search", name});
        CHECK(ran.exit == Exit::done);
        CHECK(contains(ran.out.substr(0, ran.out.find('\n')), "proprietary"));
    }
}

TEST_CASE("instruments: what is asked wrongly is answered with how", "[cli][instruments][refusal]") {
    for (std::string const line : {"instruments show", "instruments show phq9 gad7", "instruments search",
                                   "instruments lst", "instruments list mood"}) {
        CAPTURE(line);
        auto const ran = run(line);
        CHECK(ran.exit == Exit::usage);
        CHECK(ran.out.empty());
        CHECK(contains(ran.err, "quaestor instruments show wemwbs"));
    }
    CHECK(contains(run("instruments lst").err, "there is no 'lst'"));
    CHECK(contains(run("instruments show").err, "which one?"));
    CHECK(run("instruments show weemwbs").exit == Exit::definition);
}

TEST_CASE("docs/instruments.md: is what the definitions make of it", "[cli][instruments][docs]") {
    INFO("cmake --build BUILD --target accept_golden writes docs/instruments.md");
    CHECK(support::project_file("docs/instruments.md") == support::library_page());
}

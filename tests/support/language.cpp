#include "support/language.hpp"

#include "base/render.hpp"
#include "instrument/library.hpp"
#include "instrument/load.hpp"
#include "scoring/examples.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace support {

using namespace quaestor;

std::string project_file(std::string const& path) {
    std::ifstream in(std::string(QUAESTOR_ROOT) + "/" + path, std::ios::binary);
    if (!in) throw std::runtime_error("cannot open " + path);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::vector<std::string> project_files(std::string const& folder, std::string const& ending) {
    std::vector<std::string> paths;
    auto const root = std::filesystem::path(QUAESTOR_ROOT);
    for (auto const& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
        auto const path = folder + "/" + std::filesystem::relative(entry.path(), root / folder).string();
        if (entry.is_regular_file() && path.ends_with(ending)) paths.push_back(path);
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

SourceText definition_file(std::string const& path) {
    return {path, project_file(path)};
}

std::string findings_text(SourceText const& source) {
    auto const loaded = instrument::load(source);
    std::string out;
    for (auto const& diagnostic : loaded.diagnostics)
        out += render(diagnostic, source);
    if (!loaded.value) return out;
    for (auto const& diagnostic : scoring::run_examples(*loaded.value).diagnostics)
        out += render(diagnostic, source);
    return out;
}

instrument::Instrument instrument_of(SourceText const& source) {
    auto loaded = instrument::load(source);
    if (!loaded.ok()) throw std::runtime_error(findings_text(source));
    return std::move(*loaded.value);
}

instrument::Instrument instrument_of(std::string const& text) {
    return instrument_of(SourceText("test.inst", text));
}

std::vector<SourceText> all_right_definitions() {
    std::vector<SourceText> sources;
    for (auto const& file : instrument::embedded_files())
        sources.emplace_back(std::string(file.path), std::string(file.text));
    for (auto const& path : project_files("tests/language/good", ".inst"))
        sources.push_back(definition_file(path));
    return sources;
}

std::vector<std::string> bad_definitions() {
    auto paths = project_files("tests/language/bad", ".inst");
    if (!roomy_stack) std::erase(paths, "tests/language/bad/scores_too_deep.inst");
    return paths;
}

std::string expected_path(std::string const& definition) {
    return definition.substr(0, definition.size() - std::string(".inst").size()) + ".expected";
}

}  // namespace support

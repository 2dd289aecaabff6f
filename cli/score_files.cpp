#include "cli/score_files.hpp"

#include "base/output_file.hpp"
#include "base/text.hpp"
#include "cli/console.hpp"

#include <algorithm>
#include <filesystem>
#include <istream>
#include <iterator>
#include <map>
#include <string_view>

namespace quaestor::cli {
namespace {

constexpr char stands_for_name = '%';

using Jobs = Outcome<std::vector<FileJob>>;

Jobs wrong(std::string message, std::string hint) {
    return Jobs::failure(usage_error(std::move(message), std::move(hint)));
}

bool is_pattern(std::string const& output) {
    return output.ends_with('/') || std::filesystem::path(output).filename().string().find(stands_for_name) != std::string::npos;
}

/// The output of the file that is called `name`.
std::string output_for(std::string const& output, std::string const& name) {
    auto const pattern = output.ends_with('/') ? output + stands_for_name + ".csv" : output;
    auto const folder = pattern.rfind('/') == std::string::npos ? 0 : pattern.rfind('/') + 1;
    std::string out = pattern.substr(0, folder);
    for (auto const c : pattern.substr(folder)) {
        if (c == stands_for_name) {
            out += name;
        } else {
            out += c;
        }
    }
    return out;
}

/// Names on lines of their own, or, as 'find -print0' gives them, with a NUL behind each.
std::vector<std::string> names_in(std::string_view list) {
    bool const by_nul = list.find('\0') != std::string_view::npos;
    std::vector<std::string> names;
    while (!list.empty()) {
        auto const end = std::min(list.find(by_nul ? '\0' : '\n'), list.size());
        auto name = list.substr(0, end);
        if (!by_nul && name.ends_with('\r')) name.remove_suffix(1);
        if (!text::trimmed(name).empty()) names.emplace_back(name);
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return names;
}

Outcome<std::string> list_of(std::string const& path, Streams const& streams) {
    if (path != "-") return read_file(path);
    Outcome<std::string> list;
    list.value = std::string(std::istreambuf_iterator<char>(streams.in), {});
    return list;
}

/// Why `words` do not say what is written of each of these files.
std::optional<Diagnostic> mistake(FileWords const& words, std::vector<std::string> const& data) {
    auto outputs = words.outputs;
    if (!words.findings.empty()) outputs.push_back(words.findings);
    bool const with_pattern = std::any_of(outputs.begin(), outputs.end(), is_pattern);
    auto const standard_input = std::find(data.begin(), data.end(), "-") != data.end();
    if (standard_input && (data.size() > 1 || with_pattern)) {
        return usage_error("score: standard input has no name to call an output by",
                           "score it in a run of its own, with -o and a whole name");
    }
    if (data.size() < 2) return std::nullopt;
    auto const number = std::to_string(data.size()) + " files";
    auto const hint = "-o scores/ writes scores/NAME.csv for each, -o scores/%.xlsx a workbook";
    if (words.outputs.empty()) return usage_error("score: " + number + " do not fit on standard output", hint);
    for (auto const& output : outputs) {
        if (!is_pattern(output))
            return usage_error("score: each of " + number + " needs an output of its own, and '" + output + "' is one", hint);
    }
    return std::nullopt;
}

}  // namespace

Jobs jobs_of(FileWords const& words, Streams const& streams) {
    auto data = words.data;
    if (words.list) {
        if (*words.list == "-" && std::find(data.begin(), data.end(), "-") != data.end())
            return wrong("score: standard input cannot be both the data and the list of files", "leave out one of them");
        auto const list = list_of(*words.list, streams);
        if (!list.value) return {std::nullopt, list.diagnostics};
        auto const names = names_in(*list.value);
        data.insert(data.end(), names.begin(), names.end());
        if (data.empty())
            return wrong("score: --files: the list names no file", "one name a line");
    }
    if (auto found = mistake(words, data)) return Jobs::failure(std::move(*found));
    Jobs jobs;
    jobs.value.emplace();
    std::map<std::string, std::string> from;
    for (auto const& file : data) {
        auto const name = std::filesystem::path(file).stem().string();
        auto& job = jobs.value->emplace_back(FileJob{file, {}, {}});
        for (auto const& output : words.outputs)
            job.outputs.push_back(is_pattern(output) ? output_for(output, name) : output);
        job.findings = is_pattern(words.findings) ? output_for(words.findings, name) : words.findings;
        for (auto const& output : job.outputs) {
            auto const [other, is_new] = from.emplace(output, file);
            if (is_new || data.size() < 2) continue;
            return wrong("score: '" + other->second + "' and '" + file + "' would both be written to '" + output + "'",
                         "score them in two runs, or call one otherwise");
        }
    }
    return jobs;
}

std::vector<std::string> words_of(std::vector<std::string> const& arguments, FileJob const& job) {
    std::vector<std::string> words{arguments.front(), job.data};
    auto output = job.outputs.begin();
    for (auto it = arguments.begin() + 1; it != arguments.end(); ++it) {
        if (!it->starts_with("--") || it->starts_with("--files=")) continue;
        if (it->starts_with("--output=")) {
            words.push_back("--output=" + *output++);
        } else if (it->starts_with("--findings=")) {
            words.push_back("--findings=" + job.findings);
        } else {
            words.push_back(*it);
        }
    }
    return words;
}

}  // namespace quaestor::cli

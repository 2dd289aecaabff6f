#include "base/output_file.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "base/version.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/options.hpp"
#include "cli/text_table.hpp"
#include "instrument/library.hpp"
#include "report/receipt.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <ostream>
#include <sstream>

namespace quaestor::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view help = R"(quaestor verify: is everything still as a receipt says?

Usage: quaestor verify RECEIPT... [--no-run]

RECEIPT is the file OUT.receipt.json that 'quaestor score', 'quaestor analyze' and 'quaestor
agreement' write beside their first output. The data, the definitions and the outputs are hashed
and compared with it. Then the run is repeated with the same options, in a temporary folder that
is removed again, and each output must come out with the same bytes.

Paths are taken as they were written, from the current folder or from that of the receipt.

Options:
      --no-run  compare the files only
      --quiet   nothing is printed but errors: the exit status tells

Examples:
  quaestor verify scores.csv.receipt.json

Exit status: 0 all is as it was; 1 something differs; 2 wrong usage; 4 a receipt, or a file
that it names, cannot be read.
)";

struct Request {
    std::vector<std::string> receipts;
    bool no_run = false;
    bool quiet = false;
};

void declare(OptionParser& parser, Request& request) {
    parser.positionals("receipts", request.receipts);
    parser.flag("--no-run", request.no_run);
    parser.flag("--quiet", request.quiet);
}

/// A folder of our own that goes away with what is in it.
class TemporaryFolder {
public:
    TemporaryFolder() {
        auto name = (fs::temp_directory_path() / "quaestor-verify-XXXXXX").string();
        if (::mkdtemp(name.data()) != nullptr) path_ = name;
    }
    TemporaryFolder(TemporaryFolder const&) = delete;
    TemporaryFolder& operator=(TemporaryFolder const&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        if (!path_.empty()) fs::remove_all(path_, ignored);
    }

    /// Empty where none could be made.
    [[nodiscard]] fs::path const& path() const { return path_; }

private:
    fs::path path_;
};

/// The current folder, changed until the end of a scope.
class CurrentFolder {
public:
    explicit CurrentFolder(fs::path const& folder) : before_(fs::current_path()) { fs::current_path(folder); }
    CurrentFolder(CurrentFolder const&) = delete;
    CurrentFolder& operator=(CurrentFolder const&) = delete;
    ~CurrentFolder() {
        std::error_code ignored;
        fs::current_path(before_, ignored);
    }

private:
    fs::path before_;
};

/// Where the names of a receipt lead: the current folder, or that of the receipt where only there the data
/// is.
fs::path root_of(std::string const& receipt, std::string const& data) {
    std::error_code ignored;
    auto const beside = fs::absolute(receipt).parent_path();
    return !fs::exists(data, ignored) && fs::exists(beside / data, ignored) ? beside : fs::current_path();
}

/// "--output=" of a word that names an output; empty for any other word. Words and outputs of a receipt are
/// in one order.
std::string_view names_output(std::string const& word) {
    for (std::string_view const option : {"--output=", "--findings="}) {
        if (word.starts_with(option)) return option;
    }
    return {};
}

/// One receipt, looked at line by line.
class Verification {
public:
    Verification(report::Receipt const& receipt, Streams const& streams)
        : receipt_(receipt), streams_(streams) {}

    Exit run(bool again) {
        look("data", receipt_.data);
        for (auto const& input : receipt_.inputs)
            look("input", input);
        for (auto const& definition : receipt_.definitions)
            look(definition);
        for (auto const& output : receipt_.outputs)
            look("output", output);
        // Other inputs or another program must give other outputs: that would say nothing more.
        if (again && worst_ == Exit::done) repeat();
        return worst_;
    }

    [[nodiscard]] document::Table table() && {
        document::Table table;
        table.columns = {{"what", "What"}, {"file", "File"}, {"state", "State"}};
        table.hold(std::move(rows_));
        return table;
    }

private:
    void say(std::string what, std::string file, std::string state, Exit how = Exit::done) {
        rows_.push_back({std::move(what), std::move(file), std::move(state)});
        worst_ = std::max(worst_, how);
    }

    void look(std::string const& what, report::HashedFile const& file) {
        if (file.name == "-")
            return say(what, "standard input", "was not kept, cannot be compared", Exit::data);
        compare(what, file.name, file.sha256);
    }

    void look(report::UsedDefinition const& definition) {
        if (definition.origin != "built in")
            return compare("definition", definition.origin, definition.sha256);
        auto const built_in = instrument::find_embedded(definition.id);
        auto const name = definition.id + " (built in)";
        if (!built_in) return say("definition", name, "this program does not have it", Exit::differs);
        state("definition", name, sha256(built_in->text) == definition.sha256);
    }

    void compare(std::string const& what, std::string const& name, std::string const& hash) {
        auto const bytes = read_file(name);
        print(streams_, bytes.diagnostics);
        if (!bytes.value) return say(what, name, "cannot be read", Exit::data);
        state(what, name, sha256(*bytes.value) == hash);
    }

    void state(std::string const& what, std::string const& name, bool same) {
        say(what, name, same ? "unchanged" : "differs", same ? Exit::done : Exit::differs);
    }

    /// The words of the receipt, with the outputs in `folder`.
    [[nodiscard]] std::vector<std::string> words(fs::path const& folder) const {
        std::vector<std::string> out;
        std::size_t written = 0;
        for (auto const& word : receipt_.arguments) {
            auto const option = names_output(word);
            out.push_back(option.empty() ? word : std::string(option) + copy_of(written++, folder).string());
        }
        out.emplace_back("--quiet");
        return out;
    }

    /// The name is kept: outputs may show it. The number keeps two of one name apart.
    [[nodiscard]] fs::path copy_of(std::size_t output, fs::path const& folder) const {
        auto const place = folder / std::to_string(output);
        std::error_code ignored;
        fs::create_directory(place, ignored);
        return place / fs::path(receipt_.outputs[output].name).filename();
    }

    /// Only what verbs that compute write into a receipt is run again: nobody's receipt can make this
    /// program write a file elsewhere.
    [[nodiscard]] bool can_be_trusted() const {
        constexpr std::array<std::string_view, 3> writers{"score", "analyze", "agreement"};
        auto const& words = receipt_.arguments;
        if (words.empty() || std::find(writers.begin(), writers.end(), words[0]) == writers.end()) return false;
        return std::all_of(words.begin() + 1, words.end(), [&](std::string const& word) {
            return word.starts_with("--") ? word != "--"
                                          : word == receipt_.data.name && !word.starts_with('-');
        });
    }

    void repeat() {
        if (!can_be_trusted())
            return say("second run", "", "not made: other options than a run writes", Exit::differs);
        auto const outputs = static_cast<std::size_t>(
            std::count_if(receipt_.arguments.begin(), receipt_.arguments.end(),
                          [](std::string const& word) { return !names_output(word).empty(); }));
        if (outputs != receipt_.outputs.size())
            return say("second run", "", "not made: other outputs than its options name", Exit::differs);
        TemporaryFolder const folder;
        if (folder.path().empty())
            return say("second run", "", "no temporary folder can be made", Exit::data);
        std::istringstream nothing;
        std::ostringstream product;
        std::ostringstream talk;
        auto const exit = cli::run(words(folder.path()), {nothing, product, talk});
        if (exit != Exit::done) {
            streams_.err << talk.str();
            return say("second run", "", "ends with status " + std::to_string(static_cast<int>(exit)),
                       Exit::differs);
        }
        for (std::size_t i = 0; i < outputs; ++i) {
            auto const bytes = read_file(copy_of(i, folder.path()).string());
            auto const& before = receipt_.outputs[i];
            bool const same = bytes.value && sha256(*bytes.value) == before.sha256;
            say("second run", before.name, same ? "the same bytes" : "other bytes",
                same ? Exit::done : Exit::differs);
        }
    }

    report::Receipt const& receipt_;
    Streams const& streams_;
    std::vector<std::vector<document::Cell>> rows_;
    Exit worst_ = Exit::done;
};

Exit verify(std::string const& path, Request const& request, Streams const& streams) {
    auto bytes = read_file(path);
    print(streams, bytes.diagnostics);
    if (!bytes.value) return Exit::data;
    study::Definition shown;  // the console prints diagnostics with the lines of a definition's source
    shown.source = SourceText(path, std::move(*bytes.value));
    auto receipt = report::read_receipt(shown.source);
    shown.diagnostics = std::move(receipt.diagnostics);
    print(streams, shown);
    if (!receipt.value) return Exit::data;
    if (!request.quiet && receipt.value->version != version()) {
        print(streams, Diagnostic{Severity::note,
                                  "V001",
                                  "written by version " + text::printable(receipt.value->version) +
                                      "; this is " + std::string(version()),
                                  {},
                                  {},
                                  path});
    }
    CurrentFolder const there(root_of(path, receipt.value->data.name));
    Verification verification(*receipt.value, streams);
    auto const exit = verification.run(!request.no_run);
    if (!request.quiet) {
        streams.out << text::printable(path) << ": "
                    << (exit == Exit::done ? "all is as it was\n" : "not all is as it was\n")
                    << text_table(std::move(verification).table());
    }
    return exit;
}

Exit run(Arguments arguments, Streams const& streams) {
    auto const request = parse<Request>(arguments, verify_command, streams);
    if (!request) return Exit::usage;
    if (request->receipts.empty()) {
        print(streams, usage_error("verify: which receipt?", "quaestor verify scores.csv.receipt.json"));
        return Exit::usage;
    }
    auto worst = Exit::done;
    for (auto const& path : request->receipts)
        worst = std::max(worst, verify(path, *request, streams));
    return worst;
}

}  // namespace

Command const verify_command{"verify", "is everything still as a receipt says, and does a second run agree?",
                             help, run, declared_options<Request>};

}  // namespace quaestor::cli

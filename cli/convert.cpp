#include "base/output_file.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/options.hpp"
#include "instrument/format/format.hpp"
#include "instrument/json/forms.hpp"
#include "instrument/json/read.hpp"
#include "instrument/json/write.hpp"
#include "instrument/library.hpp"
#include "instrument/load.hpp"

#include <filesystem>
#include <ostream>

namespace quaestor::cli {
namespace {

constexpr std::string_view help =
    R"(quaestor convert: a definition to JSON, and back

Usage: quaestor convert FROM TO
       quaestor convert --schema [TO]

FROM is a definition (.inst), its JSON twin (.json), or an id of the library. TO is a file of
the other kind; '-' is the terminal. Both say the same: other programs write and read JSON,
and expressions stay as they are written in the language. Comments and layout are lost, and
statements of one kind stand together.

What is read must be right: all mistakes are told in one run, those in JSON with line, column
and pointer. 'quaestor check' also reads .json, and runs the worked examples.

Options:
      --schema   write the JSON Schema of the JSON form
      --force    replace TO where it exists

Examples:
  quaestor convert mine.inst mine.json
  quaestor convert mine.json mine.inst --force
  quaestor convert phq9 -
  quaestor convert --schema instrument.schema.json

Exit status: 0 written; 2 wrong usage; 3 the definition has errors; 4 FROM cannot be read;
5 TO cannot be written.
)";

bool is_definition(std::string const& name) {
    return name.ends_with(".inst");
}

struct Request {
    std::string from;
    std::string to;
    bool to_json = false;
};

/// Which way, or what is wrong with it.
std::optional<Diagnostic> understand(std::vector<std::string> const& files, Request& request) {
    if (files.size() != 2) {
        return usage_error(
            files.empty() ? "convert: which files?" : "convert takes two files: from where, and to where",
            "quaestor convert mine.inst mine.json");
    }
    request.from = files[0];
    request.to = files[1];
    bool const from_json = instrument::json::is_json(request.from);
    if (!from_json && !is_definition(request.from) && !instrument::find_embedded(request.from)) {
        return usage_error("convert: '" + request.from +
                               "' ends neither with .inst nor with .json, and is no id of the library",
                           "the ending says what a file is");
    }
    request.to_json = !from_json;
    if (request.to == "-") return std::nullopt;
    bool const to_json = instrument::json::is_json(request.to);
    if (!to_json && !is_definition(request.to)) {
        return usage_error("convert: '" + request.to + "' ends neither with .inst nor with .json",
                           "the ending says what a file is");
    }
    if (to_json == from_json) {
        return usage_error("convert: both files are of one kind",
                           "from .inst to .json, or from .json to .inst");
    }
    std::error_code ignored;
    if (std::filesystem::equivalent(request.from, request.to, ignored)) {
        return usage_error("convert: '" + request.to + "' is the file that is read", "name another file");
    }
    return std::nullopt;
}

Outcome<std::string> read(Request const& request) {
    if (!instrument::json::is_json(request.from) && !is_definition(request.from)) {
        Outcome<std::string> built_in;
        built_in.value = std::string(instrument::find_embedded(request.from)->text);
        return built_in;
    }
    return read_file(request.from);
}

/// The other form, or what is wrong with this one; diagnostics are about `source`.
Outcome<std::string> converted(SourceText const& source, bool to_json) {
    if (to_json) {
        auto written = instrument::json::write(source);
        if (!written.value && !written.diagnostics.has_errors()) {
            written.diagnostics.add({Severity::error,
                                     "L061",
                                     "this is no definition: nothing in it starts with the word 'instrument'",
                                     {},
                                     "a definition starts like: instrument mood \"A mood scale\" {",
                                     source.name()});
        }
        return written;
    }
    Outcome<std::string> outcome;
    auto translated = instrument::json::translate(source);
    outcome.diagnostics = std::move(translated.diagnostics);
    if (!translated.value) return outcome;
    auto loaded = instrument::load(translated.value->definition());
    outcome.diagnostics = translated.value->at_home(std::move(loaded.diagnostics));
    if (!loaded.value) return outcome;
    auto formatted = instrument::format(translated.value->definition());
    outcome.value = formatted.value ? *formatted.value : translated.value->definition().text();
    return outcome;
}

Exit write(std::string const& bytes, std::string const& to, bool force, Streams const& streams) {
    if (to == "-") {
        streams.out << bytes;
        return Exit::done;
    }
    auto file = OutputFile::open(to, force);
    auto problems = std::move(file.diagnostics);
    if (file.value) problems.append(file.value->write(bytes));
    if (file.value && !problems.has_errors()) problems.append(file.value->commit());
    print(streams, problems);
    return problems.has_errors() ? Exit::output : Exit::done;
}

struct Words {
    std::vector<std::string> files;
    bool force = false;
    bool schema = false;
};

void declare(OptionParser& parser, Words& words) {
    parser.positionals("files", words.files);
    parser.flag("--schema", words.schema);
    parser.flag("--force", words.force);
}

Exit run(Arguments arguments, Streams const& streams) {
    auto const words = parse<Words>(arguments, convert_command, streams);
    if (!words) return Exit::usage;
    auto const& [files, force, schema] = *words;
    if (schema) {
        if (files.size() > 1) {
            print(streams,
                  usage_error("convert: --schema reads no definition", "quaestor convert --schema FILE"));
            return Exit::usage;
        }
        return write(instrument::json::schema(), files.empty() ? "-" : files[0], force, streams);
    }
    Request request;
    if (auto problem = understand(files, request)) {
        print(streams, *problem);
        return Exit::usage;
    }
    auto text = read(request);
    if (!text.value) {
        print(streams, text.diagnostics);
        return Exit::data;
    }
    study::Definition definition;
    definition.source = SourceText(request.from, std::move(*text.value));
    auto other = converted(definition.source, request.to_json);
    for (auto const& diagnostic : other.diagnostics) {
        if (diagnostic.severity == Severity::error) definition.diagnostics.add(diagnostic);
    }
    print(streams, definition);
    if (!other.value) return Exit::definition;
    return write(*other.value, request.to, force, streams);
}

}  // namespace

Command const convert_command{"convert", "a definition to JSON, and back", help, run,
                              declared_options<Words>};

}  // namespace quaestor::cli

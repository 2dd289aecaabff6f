#include "study/instruments.hpp"

#include "base/output_file.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "instrument/json/read.hpp"
#include "instrument/library.hpp"
#include "instrument/load.hpp"
#include "scoring/examples.hpp"

#include <filesystem>

namespace quaestor::study {
namespace {

bool is_path(std::string const& name) {
    std::error_code ignored;
    return name.ends_with(".inst") || instrument::json::is_json(name) ||
           name.find('/') != std::string::npos || std::filesystem::exists(name, ignored);
}

Definition unknown(std::string const& name) {
    Definition definition;
    auto const ids = instrument::embedded_ids();
    auto const near = text::nearest(name, ids);
    auto hint = near ? "did you mean '" + *near + "'?" : "the library has " + text::join(ids, ", ") + ".";
    definition.diagnostics.add({Severity::error,
                                "L060",
                                "there is no instrument '" + name + "'",
                                {},
                                hint + " A file of your own is given by its path: ./" + name + ".inst",
                                "quaestor"});
    return definition;
}

}  // namespace

Definition check_definition(std::string name, std::string text, std::string origin) {
    Definition definition;
    definition.sha256 = sha256(text);
    definition.origin = std::move(origin);
    definition.source = SourceText(std::move(name), std::move(text));
    std::optional<instrument::json::Translation> translation;
    if (instrument::json::is_json(definition.source.name())) {
        auto translated = instrument::json::translate(definition.source);
        definition.diagnostics = std::move(translated.diagnostics);
        if (!translated.value) return definition;
        translation = std::move(translated.value);
    }
    auto loaded = instrument::load(translation ? translation->definition() : definition.source);
    definition.diagnostics = std::move(loaded.diagnostics);
    definition.instrument = std::move(loaded.value);
    if (!definition.instrument && !definition.diagnostics.has_errors()) {
        definition.diagnostics.add({Severity::error,
                                    "L061",
                                    "this is no definition: nothing in it starts with the word 'instrument'",
                                    {},
                                    "a definition starts like: instrument mood \"A mood scale\" {",
                                    definition.source.name()});
    }
    if (definition.instrument) {
        auto examples = scoring::run_examples(*definition.instrument);
        definition.examples_run = examples.run;
        definition.examples_failed = examples.failed;
        definition.diagnostics.append(std::move(examples.diagnostics));
    }
    if (translation) definition.diagnostics = translation->at_home(std::move(definition.diagnostics));
    return definition;
}

Definition load_definition(std::string const& name) {
    if (is_path(name)) {
        auto text = read_file(name);
        if (text.value) return check_definition(name, std::move(*text.value), name);
        Definition definition;
        definition.diagnostics = std::move(text.diagnostics);
        return definition;
    }
    if (auto const file = instrument::find_embedded(name)) {
        return check_definition(std::string(file->path), std::string(file->text), "built in");
    }
    return unknown(name);
}

}  // namespace quaestor::study

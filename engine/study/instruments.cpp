#include "study/instruments.hpp"

#include "base/output_file.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "instrument/json/read.hpp"
#include "instrument/library.hpp"
#include "instrument/load.hpp"
#include "instrument/search.hpp"
#include "scoring/examples.hpp"

#include <filesystem>
#include <vector>

namespace quaestor::study {
namespace {

bool is_path(std::string const& name) {
    std::error_code ignored;
    return name.ends_with(".inst") || instrument::json::is_json(name) ||
           name.find('/') != std::string::npos || std::filesystem::exists(name, ignored);
}

/// Known, and not in the library: why, and whom to ask.
Definition not_included(instrument::NotIncluded const& absent) {
    Definition definition;
    definition.not_included = &absent;
    auto const id = std::string(absent.id);
    definition.diagnostics.add({Severity::error,
                                "L062",
                                "'" + id + "' is not in the library: the " + std::string(absent.title) +
                                    (absent.proprietary ? " is proprietary" : " could not be verified"),
                                {},
                                (absent.proprietary ? "for a licence ask " : "see ") +
                                    std::string(absent.ask) +
                                    "; a definition of your own is given by its path: ./" + id + ".inst",
                                "quaestor"});
    return definition;
}

/// The nearest id; else the instruments that a search for the word finds, where these are a few.
std::string meant(std::string const& name) {
    if (auto const near = text::nearest(name, instrument::embedded_ids()))
        return "did you mean '" + *near + "'?";
    constexpr std::size_t a_few = 6;
    auto const found = instrument::search(instrument::catalogue(), std::vector<std::string>{name});
    std::vector<std::string> ids;
    for (auto const& hit : found.hits) {
        if (hit.listing != nullptr) ids.emplace_back(hit.listing->id);
    }
    if (found.unknown.empty() && !ids.empty() && ids.size() <= a_few)
        return "is it one of " + text::join(ids, ", ") + "?";
    return "'quaestor instruments' lists the library, and 'quaestor instruments search' finds in it.";
}

Definition unknown(std::string const& name) {
    Definition definition;
    definition.diagnostics.add({Severity::error,
                                "L060",
                                "there is no instrument '" + name + "'",
                                {},
                                meant(name) + " A file of your own is given by its path: ./" + name + ".inst",
                                "quaestor"});
    return definition;
}

}  // namespace

std::vector<Definition const*> pointers_to(std::vector<Definition> const& definitions) {
    std::vector<Definition const*> pointers;
    for (auto const& definition : definitions)
        pointers.push_back(&definition);
    return pointers;
}

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
    if (auto const* absent = instrument::catalogue().find_not_included(name)) return not_included(*absent);
    return unknown(name);
}

}  // namespace quaestor::study

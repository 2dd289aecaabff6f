#include "study/provenance.hpp"

#include "base/version.hpp"

#include <utility>

namespace quaestor::study {

report::Receipt receipt_for(std::string verb, std::vector<std::string> const& arguments,
                            report::HashedFile data, std::vector<Definition const*> const& definitions) {
    report::Receipt receipt;
    receipt.verb = std::move(verb);
    receipt.arguments = arguments;
    receipt.data = std::move(data);
    for (auto const* definition : definitions) {
        auto const& card = definition->instrument->card;
        receipt.definitions.push_back({definition->instrument->id, card.version,
                                       std::string(word(card.status)), definition->origin,
                                       definition->sha256});
    }
    return receipt;
}

void take_result(report::Receipt& receipt, std::string const& name, json::Value const& whole) {
    for (auto const& [key, value] : std::get<json::Object>(whole.data())) {
        if (key == "provenance") receipt.options.emplace_back(name, value);
        if (key == "data") receipt.counts = value;
    }
}

void count_findings(report::Receipt& receipt, data::Findings const& findings) {
    for (auto const& code : findings.counts())
        receipt.counts["findings"][code.code] = code.found;
}

std::vector<document::Fact> facts_of(std::string const& data, std::string const& sha256,
                                     std::vector<Definition const*> const& definitions,
                                     std::vector<std::string> const& decisions) {
    std::vector<document::Fact> facts;
    facts.push_back({"Program", "quaestor " + std::string(version())});
    facts.push_back({"Data", data});
    facts.push_back({"Data, SHA-256", sha256});
    for (auto const* definition : definitions) {
        auto const& instrument = *definition->instrument;
        facts.push_back({"Definition", instrument.id + ", " + definition->origin + ", " +
                                           std::string(word(instrument.card.status))});
        facts.push_back({"Definition, SHA-256", definition->sha256});
        for (auto const& source : instrument.card.sources) {
            facts.push_back({"Source", source.text + (source.doi.empty() ? "" : ", doi " + source.doi)});
        }
        facts.push_back(
            {"Licence", std::string(word(instrument.card.licence)) + ": " + instrument.card.licence_text});
    }
    for (auto const& decision : decisions)
        facts.push_back({"Decided", decision});
    return facts;
}

}  // namespace quaestor::study

#include "data/fhir/read.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/exports/wording.hpp"
#include "data/fhir/answer.hpp"
#include "data/fhir/response_table.hpp"
#include "json_tree/parse.hpp"

#include <charconv>
#include <map>
#include <utility>
#include <vector>

namespace quaestor::data {
namespace {

using exports::said;
using fhir::text_of;
using json_tree::Type;
using json_tree::Value;

constexpr std::string_view response_type = "QuestionnaireResponse";

/// Sorts what stands in the file.
class Resources : public json_tree::Receiver {
public:
    Resources(std::string const& file, std::size_t bytes) : file_(file), table_(file, bytes) {}

    void element(Value const& element) override {
        auto const* resource = element.find("resource");
        if (resource == nullptr) {
            ++others_["an entry without resource"];
        } else {
            take(*resource);
        }
    }

    void document(Value const& document) override {
        ++documents_;
        if (document.type == Type::object && text_of(document, "resourceType") == "Bundle") {
            take_bundle(document);
        } else {
            take(document);
        }
    }

    Outcome<ReadResult> finish() && {
        if (table_.rows() == 0) return Outcome<ReadResult>::failure(nothing_to_read());
        auto const rows = table_.rows();
        auto outcome = std::move(table_).finish();
        if (!outcome.value) return outcome;
        auto const what =
            text::counted(rows, "questionnaire response", "questionnaire responses") +
            (bundles_ > 0 ? " in " + text::counted(bundles_, "Bundle", "Bundles") : std::string());
        auto& decisions = outcome.value->decisions;
        decisions.insert(decisions.begin(), "format: FHIR, " + what + " (it begins like one)");
        Diagnostics first;
        first.add(said(Severity::note, code::export_found, "read as FHIR: " + what, "", file_));
        tell_others(first, decisions);
        tell_pages(first);
        first.append(std::move(outcome.diagnostics));
        outcome.diagnostics = std::move(first);
        return outcome;
    }

private:
    void take(Value const& resource) {
        auto const type = text_of(resource, "resourceType");
        if (type == response_type) {
            table_.add(resource);
        } else if (others_.size() < most_types) {
            ++others_[type.empty() ? "an object without resourceType" : text::printable(type)];
        }
    }

    void take_bundle(Value const& bundle) {
        ++bundles_;
        if (auto const* total = bundle.find("total"); total != nullptr && total->type == Type::number) {
            std::size_t number = 0;
            std::from_chars(total->text.data(), total->text.data() + total->text.size(), number);
            total_ = std::max(total_, number);
        }
        auto const* links = bundle.find("link");
        if (links == nullptr) return;
        for (auto const& link : links->items)
            next_ += text_of(link, "relation") == "next" ? 1 : 0;
    }

    [[nodiscard]] std::string others() const {
        std::vector<std::string> parts;
        for (auto const& [type, number] : others_)
            parts.push_back(type + ": " + text::grouped(number));
        return text::join(parts, ", ");
    }

    void tell_others(Diagnostics& diagnostics, std::vector<std::string>& decisions) const {
        if (others_.empty()) return;
        decisions.push_back("other resources: left unread (" + others() + ")");
        diagnostics.add(said(Severity::note, code::left_unread,
                             "other resources are not read (" + others() + ")", "", file_));
    }

    void tell_pages(Diagnostics& diagnostics) const {
        // Each page but the last has a link to the next, and the file may hold all of them.
        if (next_ == 0 || next_ < bundles_) return;
        auto const said_total = total_ > table_rows() ? " of " + text::grouped(total_) : std::string();
        diagnostics.add(said(Severity::warning, code::part_of_result,
                             "the file is a part of a larger result: it has " + text::grouped(table_rows()) +
                                 said_total + " responses, and a link to the next page",
                             "get the other pages, too; several may stand one after another in one file",
                             file_));
    }
    [[nodiscard]] std::size_t table_rows() const { return table_.rows(); }

    [[nodiscard]] Diagnostic nothing_to_read() const {
        if (others_.size() == 1 && others_.contains("an object without resourceType"))
            return said(Severity::error, code::unsupported_format,
                        "the file is JSON, and no resource of FHIR: it does not say its 'resourceType'",
                        "of JSON, questionnaire responses of FHIR are read; most programs can export CSV",
                        file_);
        if (others_.contains("Questionnaire"))
            return said(Severity::error, code::no_response,
                        "the file has a Questionnaire, which is the form, and no answers to it",
                        "what is read are resources of the type QuestionnaireResponse", file_);
        return said(Severity::error, code::no_response,
                    "there is no QuestionnaireResponse in the file" +
                        (others_.empty() ? std::string() : " (" + others() + ")"),
                    "what is read are resources of this type, alone, in a Bundle or one a line", file_);
    }

    static constexpr std::size_t most_types = 20;

    std::string const& file_;
    fhir::ResponseTable table_;
    std::size_t documents_ = 0;
    std::size_t bundles_ = 0;
    std::size_t total_ = 0;
    std::size_t next_ = 0;
    std::map<std::string, std::size_t> others_;
};

std::string_view code_of(std::string_view json_code, bool zero_byte) {
    if (json_code == "J002") return zero_byte ? code::nul_byte : code::not_utf8;
    if (json_code == "J003") return code::json_too_deep;
    return json_code == "J004" ? code::repeated_json_key : code::not_json;
}

/// "line 3, character 17".
std::string place(SourceText const& source, std::uint32_t offset) {
    auto const at = source.position(offset);
    return "line " + text::grouped(at.line) + ", character " + text::grouped(at.column);
}

/// Findings about a definition's text, told as those of a data file: nothing of the text is shown.
Diagnostics at_home(SourceText const& source, Diagnostics const& found) {
    constexpr std::size_t most = 20;
    Diagnostics told;
    for (auto const& one : found) {
        if (told.size() == most) break;
        auto const begin = one.labels.empty() ? 0 : one.labels.front().span.begin;
        bool const zero = begin < source.text().size() && source.text()[begin] == '\0';
        Diagnostic moved{one.severity, std::string(code_of(one.code, zero)),       one.message, {},
                         one.hint,     source.name() + ", " + place(source, begin)};
        if (one.labels.size() > 1)
            moved.message += "; the first is in " + place(source, one.labels[1].span.begin);
        told.add(std::move(moved));
    }
    return told;
}

}  // namespace

bool begins_like_json(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    auto const first = bytes.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && bytes[first] == '{';
}

Outcome<ReadResult> read_fhir(std::string const& name, std::string bytes, FhirLimits const& limits) {
    SourceText const source(name, std::move(bytes));
    json_tree::Kind const kind{
        .name = "file",
        .depth_hint = "groups of groups of questions come to some 20 levels; is this the right file?",
        .bytes = limits.file_bytes,
    };
    Resources resources(name, source.text().size());
    auto const found = json_tree::parse_each(source, kind, "entry", resources);
    if (found.has_errors()) return {std::nullopt, at_home(source, found)};
    return std::move(resources).finish();
}

}  // namespace quaestor::data

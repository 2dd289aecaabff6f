#include "data/fhir/answer.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace quaestor::data::fhir {
namespace {

using json_tree::Type;
using json_tree::Value;

constexpr std::string_view loinc = "http://loinc.org";

/// Answers of the PHQ and GAD families.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> loinc_answers{{
    {"LA6568-5", "Not at all"},
    {"LA6569-3", "Several days"},
    {"LA6570-1", "More than half the days"},
    {"LA6571-9", "Nearly every day"},
}};

constexpr std::array<std::string_view, 3> weight_urls{
    "http://hl7.org/fhir/StructureDefinition/itemWeight",
    "http://hl7.org/fhir/StructureDefinition/ordinalValue",
    "http://hl7.org/fhir/StructureDefinition/questionnaire-ordinalValue",
};

constexpr std::string_view other_kind = "the value is of another kind than its name says";

std::string_view loinc_label(std::string_view system, std::string_view code) {
    if (!system.empty() && system != loinc) return {};
    for (auto const& [known, label] : loinc_answers) {
        if (known == code) return label;
    }
    return {};
}

std::string weight_of(Value const& object) {
    auto const* extensions = object.find("extension");
    if (extensions == nullptr) return {};
    for (auto const url : weight_urls) {
        for (auto const& extension : extensions->items) {
            if (text_of(extension, "url") != url) continue;
            for (auto const* key : {"valueDecimal", "valueInteger"}) {
                auto const* weight = extension.find(key);
                if (weight != nullptr && weight->type == Type::number) return weight->text;
            }
        }
    }
    return {};
}

void take_coding(Value const& coding, Answer& answer) {
    answer.coding = true;
    answer.system = text_of(coding, "system");
    answer.text = text_of(coding, "code");
    answer.label = text_of(coding, "display");
    if (answer.text.empty()) {
        answer.text = std::exchange(answer.label, {});
    } else if (auto const known = loinc_label(answer.system, answer.text); !known.empty()) {
        answer.label = known;
    }
    if (answer.weight.empty()) answer.weight = weight_of(coding);
}

void take_quantity(Value const& quantity, Answer& answer) {
    answer.unit = text_of(quantity, "unit");
    if (answer.unit.empty()) answer.unit = text_of(quantity, "code");
    auto const* number = quantity.find("value");
    if (number == nullptr) return;
    if (number->type != Type::number) {
        answer.trouble = other_kind;
        return;
    }
    answer.text = std::string(text_of(quantity, "comparator")) + number->text;
}

/// What of `value[x]` is a text in JSON.
bool is_text(std::string_view kind) {
    constexpr std::array kinds{"String", "Date", "DateTime", "Time", "Uri",
                               "Url",    "Text", "Markdown", "Code"};
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

void take(std::string_view kind, Value const& value, Answer& answer) {
    auto const expect = [&](Type type) {
        if (value.type != type) answer.trouble = other_kind;
        return value.type == type;
    };
    if (kind == "Coding") {
        if (expect(Type::object)) take_coding(value, answer);
    } else if (kind == "Quantity") {
        if (expect(Type::object)) take_quantity(value, answer);
    } else if (kind == "Integer" || kind == "Decimal") {
        if (expect(Type::number)) answer.text = value.text;
    } else if (kind == "Boolean") {
        if (!expect(Type::truth)) return;
        answer.text = value.truth ? "true" : "false";
        answer.label = value.truth ? "Yes" : "No";
    } else if (kind == "Reference") {
        if (expect(Type::object)) answer.text = text_of(value, "reference");
    } else if (is_text(kind)) {
        if (expect(Type::text)) answer.text = value.text;
    } else {
        answer.trouble = "an answer of this kind (an attachment, say) is no value";
    }
}

}  // namespace

std::string_view text_of(Value const& object, std::string_view key) {
    auto const* value = object.find(key);
    return value != nullptr && value->type == Type::text ? std::string_view(value->text) : std::string_view();
}

std::optional<Answer> answer_of(Value const& answer) {
    constexpr std::string_view prefix = "value";
    Answer found;
    if (answer.type != Type::object) {
        found.trouble = "an answer is an object";
        return found;
    }
    found.weight = weight_of(answer);
    bool any = false;
    for (auto const& member : answer.members) {
        if (!member.key.starts_with(prefix) || member.value.type == Type::null) continue;
        if (std::exchange(any, true)) {
            found.trouble = "an answer has one value, and this has two";
            break;
        }
        take(std::string_view(member.key).substr(prefix.size()), member.value, found);
    }
    if (found.text.find('\0') != std::string::npos) found.trouble = "a zero byte cannot stand in a text";
    if (found.text.empty() && found.trouble.empty()) return std::nullopt;
    return found;
}

}  // namespace quaestor::data::fhir

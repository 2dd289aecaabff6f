#include "instrument/json/value.hpp"
#include "report/receipt.hpp"

#include <charconv>

namespace quaestor::report {
namespace {

namespace tree = instrument::json;

/// Takes what a receipt has out of its tree, and keeps what is wrong.
class Reader {
public:
    [[nodiscard]] Diagnostics take_mistakes() { return std::move(mistakes_); }

    std::string text(tree::Value const& object, std::string_view key) {
        auto const* value = member(object, key, tree::Type::text, "a text");
        return value == nullptr ? "" : value->text;
    }

    tree::Value const* member(tree::Value const& object, std::string_view key, tree::Type type,
                              std::string_view wanted) {
        auto const* value = object.find(key);
        auto const name = "'" + std::string(key) + "'";
        if (value == nullptr) {
            wrong("J007", object, "a receipt has " + name + " here");
        } else if (value->type != type) {
            wrong("J006", *value, name + " of a receipt is " + std::string(wanted));
            value = nullptr;
        }
        return value;
    }

    HashedFile file(tree::Value const& object) {
        HashedFile out{text(object, "file"), text(object, "sha256"), 0};
        if (auto const* bytes = member(object, "bytes", tree::Type::number, "a number"))
            std::from_chars(bytes->text.data(), bytes->text.data() + bytes->text.size(), out.bytes);
        return out;
    }

    template <class Take>
    void each(tree::Value const& root, std::string_view key, tree::Type type, std::string_view wanted,
              Take take) {
        auto const* list = member(root, key, tree::Type::array, "a list");
        if (list == nullptr) return;
        for (auto const& entry : list->items) {
            if (entry.type == type) {
                take(entry);
            } else {
                wrong("J006", entry, "each of '" + std::string(key) + "' is " + std::string(wanted));
            }
        }
    }

private:
    void wrong(char const* code, tree::Value const& place, std::string message) {
        mistakes_.add(tree::mistake(code, place.span, place, std::move(message),
                                    "is it a receipt, as 'quaestor score' writes it beside its outputs?"));
    }

    Diagnostics mistakes_;
};

}  // namespace

Outcome<Receipt> read_receipt(SourceText const& source) {
    auto const parsed = tree::parse(source);
    if (!parsed.value) return {std::nullopt, parsed.diagnostics};
    auto const& root = **parsed.value;
    Reader reader;
    Receipt receipt;
    receipt.verb = reader.text(root, "verb");
    receipt.version = reader.text(root, "version");
    reader.each(root, "arguments", tree::Type::text, "a text",
                [&](tree::Value const& word) { receipt.arguments.push_back(word.text); });
    if (auto const* data = reader.member(root, "data", tree::Type::object, "an object"))
        receipt.data = reader.file(*data);
    if (root.find("inputs") != nullptr) {
        reader.each(root, "inputs", tree::Type::object, "an object",
                    [&](tree::Value const& one) { receipt.inputs.push_back(reader.file(one)); });
    }
    reader.each(root, "definitions", tree::Type::object, "an object", [&](tree::Value const& one) {
        receipt.definitions.push_back({reader.text(one, "id"), reader.text(one, "version"),
                                       reader.text(one, "status"), reader.text(one, "origin"),
                                       reader.text(one, "sha256")});
    });
    reader.each(root, "outputs", tree::Type::object, "an object",
                [&](tree::Value const& one) { receipt.outputs.push_back(reader.file(one)); });
    Outcome<Receipt> outcome;
    outcome.diagnostics = reader.take_mistakes();
    if (!outcome.diagnostics.has_errors()) outcome.value = std::move(receipt);
    return outcome;
}

}  // namespace quaestor::report

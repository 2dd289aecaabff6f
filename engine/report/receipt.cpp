#include "report/receipt.hpp"

#include "base/version.hpp"

namespace quaestor::report {
namespace {

json::Value file_json(HashedFile const& file) {
    json::Value out;
    out["file"] = file.name;
    out["sha256"] = file.sha256;
    out["bytes"] = file.bytes;
    return out;
}

}  // namespace

json::Value receipt_json(Receipt const& receipt) {
    json::Value out;
    out["tool"] = "quaestor";
    out["version"] = version();
    out["verb"] = receipt.verb;
    out["arguments"] = json::array_of(receipt.arguments);
    out["data"] = file_json(receipt.data);
    auto& inputs = out["inputs"] = json::Value::array();
    for (auto const& file : receipt.inputs)
        inputs.push(file_json(file));
    auto& definitions = out["definitions"] = json::Value::array();
    for (auto const& used : receipt.definitions) {
        json::Value definition;
        definition["id"] = used.id;
        definition["version"] = used.version;
        definition["status"] = used.status;
        definition["origin"] = used.origin;
        definition["sha256"] = used.sha256;
        definitions.push(std::move(definition));
    }
    out["decisions"] = json::array_of(receipt.decisions);
    for (auto const& [name, value] : receipt.options)
        out["options"][name] = value;
    out["counts"] = receipt.counts;
    auto& outputs = out["outputs"] = json::Value::array();
    for (auto const& file : receipt.outputs)
        outputs.push(file_json(file));
    return out;
}

}  // namespace quaestor::report

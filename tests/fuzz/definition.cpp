// The text of a definition: read, checked, laid out, said in JSON and read back.
#include "fuzz/promises.hpp"
#include "instrument/format/format.hpp"
#include "instrument/json/read.hpp"
#include "instrument/json/write.hpp"
#include "instrument/load.hpp"
#include "support/meaning.hpp"

#include <cstdint>

using namespace quaestor;

namespace {

void lay_out(SourceText const& source) {
    auto const once = instrument::format(source);
    fuzz::told(once, source);
    if (!once.value) return;
    SourceText const text(source.name(), *once.value);
    auto const twice = instrument::format(text);
    fuzz::promise(twice.ok(), "what was formatted can be formatted");
    fuzz::same(*once.value, *twice.value, "formatting what was formatted changes nothing");
    auto const before = instrument::load(source);
    auto const after = instrument::load(text);
    fuzz::promise(before.ok() == after.ok(), "a layout is neither right nor wrong");
    if (before.ok()) {
        fuzz::same(support::meaning(*before.value), support::meaning(*after.value),
                   "a layout has no meaning");
    }
}

void to_json_and_back(SourceText const& source, instrument::Instrument const& meant) {
    auto const twin = instrument::json::write(source);
    fuzz::promise(twin.ok(), "what is right has a twin");
    SourceText const json("fuzz.json", *twin.value);
    auto const back = instrument::json::translate(json);
    fuzz::told(back, json);
    fuzz::promise(back.ok(), "a twin can be read");
    auto const& definition = back.value->definition();
    auto const read = instrument::load(definition);
    fuzz::told(read, definition);
    fuzz::promise(read.ok(), "a twin is right");
    fuzz::same(support::meaning(meant), support::meaning(*read.value), "a twin means the same");
    auto const again = instrument::json::write(definition);
    fuzz::promise(again.ok(), "what came from a twin has one");
    fuzz::same(*twin.value, *again.value, "a twin's twin is the twin");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    SourceText const source("fuzz.inst", {reinterpret_cast<char const*>(data), size});
    auto const loaded = instrument::load(source);
    fuzz::told(loaded, source);
    lay_out(source);
    if (loaded.ok()) to_json_and_back(source, *loaded.value);
    return 0;
}

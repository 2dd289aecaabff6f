// The JSON form of a definition: read, made a definition's text, checked, laid out and written back.
#include "fuzz/promises.hpp"
#include "instrument/format/format.hpp"
#include "instrument/json/read.hpp"
#include "instrument/json/write.hpp"
#include "instrument/load.hpp"
#include "support/meaning.hpp"

#include <cstdint>

using namespace quaestor;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    SourceText const json("fuzz.json", {reinterpret_cast<char const*>(data), size});
    auto const translated = instrument::json::translate(json);
    fuzz::told(translated, json);
    if (!translated.value) return 0;

    auto const& definition = translated.value->definition();
    auto loaded = instrument::load(definition);
    fuzz::told(loaded, definition);
    auto const meant = std::move(loaded.value);
    Outcome<int> at_home{meant ? std::optional(0) : std::nullopt,
                         translated.value->at_home(std::move(loaded.diagnostics))};
    fuzz::told(at_home, json);
    if (!meant) return 0;

    fuzz::promise(instrument::format(definition).ok(), "a definition from JSON can be formatted");
    auto const twin = instrument::json::write(definition);
    fuzz::promise(twin.ok(), "a definition from JSON has a twin");
    SourceText const again("again.json", *twin.value);
    auto const back = instrument::json::translate(again);
    fuzz::told(back, again);
    fuzz::promise(back.ok(), "a twin can be read");
    auto const read = instrument::load(back.value->definition());
    fuzz::promise(read.ok(), "a twin is right");
    fuzz::same(support::meaning(*meant), support::meaning(*read.value), "a twin means the same");
    return 0;
}

#include "support/language.hpp"

#include "instrument/load.hpp"
#include "scoring/examples.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;

TEST_CASE("load: every right definition gives no diagnostic at all and its examples hold",
          "[scoring][language][golden]") {
    auto const sources = support::all_right_definitions();
    CHECK(sources.size() >= 19);
    for (auto const& source : sources) {
        CAPTURE(source.name());
        auto const loaded = instrument::load(source);
        INFO(support::findings_text(source));
        REQUIRE(loaded.ok());
        // Some show on purpose what arithmetic cannot give, and tables with holes.
        for (auto const& diagnostic : loaded.diagnostics)
            CHECK((diagnostic.code == "L056" || diagnostic.code == "L057" || diagnostic.code == "L058"));
        CHECK(scoring::run_examples(*loaded.value).run == loaded.value->examples.size());
        CHECK_FALSE(loaded.value->examples.empty());
    }
}

TEST_CASE("load: the definition of the samples gives no diagnostic and its examples hold",
          "[scoring][language][golden]") {
    CHECK(support::findings_text(support::definition_file("samples/bfi.inst")) == "");
}

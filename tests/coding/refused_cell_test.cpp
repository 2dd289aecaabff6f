#include "coding/refused_cell.hpp"

#include "planted.hpp"
#include "support/language.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;
using coding::Look;

namespace {

instrument::ResponseSet set_of(int low, int high) {
    return support::instrument_of(support::scale_of(3, low, high)).responses[0];
}

Look look(std::string_view cell, int low = 0, int high = 3) {
    return coding::look_at(set_of(low, high), cell).look;
}

}  // namespace

TEST_CASE("look_at: codes that people use for no answer are known", "[coding][cell]") {
    for (std::string const cell : {"-99", "-9", "-1", "99", "999", "9999", "98", "998", "-77", "88", "9", "8", "-99.0",
                                   "UNK", "n/a", "N/A", "NA", ".", "k.A.", "K. A.", "Keine Angabe", "weiß nicht", "?",
                                   "don’t know", "#N/A"}) {
        CAPTURE(cell);
        CHECK(look(cell) == Look::missing_code);
    }
    CHECK(coding::look_at(set_of(0, 3), "-99.0").code == "-99");
    CHECK(coding::look_at(set_of(0, 3), " Unk ").code == "Unk");
}

TEST_CASE("look_at: numbers that may be slips or answers are no codes for no answer", "[coding][cell]") {
    for (std::string const cell : {"4", "11", "12", "20", "100", "55", "-12", "4711", "0.5", "1e6", "-0.5", "33"}) {
        CAPTURE(cell);
        CHECK(look(cell) == Look::nothing_known);
    }
    // Next to the answers, or among them.
    CHECK(look("7", 1, 6) == Look::nothing_known);
    CHECK(look("8", 1, 7) == Look::nothing_known);
    CHECK(look("9", 1, 7) == Look::missing_code);
    CHECK(look("-4", -3, 3) == Look::nothing_known);
    CHECK(look("-9", -3, 3) == Look::missing_code);
}

TEST_CASE("look_at: numbers with something around them are known where the number is an answer", "[coding][cell]") {
    for (std::string const cell : {"'2", "\"2\"", "`2", "’2", "=\"2\"", "' 2"}) {
        CAPTURE(cell);
        CHECK(look(cell) == Look::quoted);
    }
    for (std::string const cell : {"2 - often", "2 – oft", "2=often", "2: often", "(2) often", "often (2)", "2. often",
                                   "2 öfter"}) {
        CAPTURE(cell);
        CHECK(look(cell) == Look::labelled);
    }
    CHECK(look("２") == Look::wide);
    CHECK(look(" ٢ ") == Look::wide);
    for (std::string const cell : {"'7", "7 - often", "often (7)", "７", "2nd", "2.5 hours", "often", "''", "-", "()",
                                   "2-3", "1;4", "hello 2"}) {
        CAPTURE(cell);
        auto const got = look(cell);
        CHECK((got == Look::nothing_known || cell == "-"));
    }
}

TEST_CASE("look_at: dates are known in the ways in which Excel writes them", "[coding][cell]") {
    for (std::string const cell :
         {"1-Feb", "02-Jan", "Feb 1", "1. Feb", "01. Mrz", "1-Feb-24", "2024-02-01", "2024-02-01 00:00:00",
          "01.02.2024", "2/1/24", "Jan-02", "3. März", "45323"}) {
        CAPTURE(cell);
        CHECK(look(cell) == Look::date);
    }
    for (std::string const cell : {"1-2", "1/2", "12.5.3", "99.99.99", "45.323", "4532", "Mai", "may be", "99999"}) {
        CAPTURE(cell);
        CHECK(look(cell) != Look::date);
    }
}

TEST_CASE("look_at: a date is none where a day is asked for", "[coding][cell]") {
    instrument::ResponseSet set;
    set.kind = instrument::ResponseKind::date;
    CHECK(coding::look_at(set, "1-Feb").look == Look::nothing_known);
    CHECK(coding::look_at(set, "-99").look == Look::missing_code);
    set.kind = instrument::ResponseKind::integer;
    set.values = {0, 100000};
    CHECK(coding::look_at(set, 45323.0).look == Look::nothing_known);
}

TEST_CASE("look_at: of a fact only codes for no answer are known", "[coding][cell]") {
    instrument::Covariate age;
    age.range = {0, 120};
    CHECK(coding::look_at(age, "999").look == Look::missing_code);
    CHECK(coding::look_at(age, "UNK").look == Look::missing_code);
    CHECK(coding::look_at(age, "130").look == Look::nothing_known);
    CHECK(coding::look_at(age, "1-Feb").look == Look::nothing_known);
}

#include "document/write/sav_names.hpp"

#include <catch2/catch.hpp>

using quaestor::document::sav_names;

namespace {

std::string name(std::string const& key) {
    return sav_names({key}).front();
}

}  // namespace

TEST_CASE("sav_names: what is a name already stays", "[document][sav]") {
    for (auto const* key :
         {"id", "phq9_total_band", "Gruppe_für_Ärzte", "@x", "a.b", "ותק_ב", "年齢", "x$#1"})
        CHECK(name(key) == key);
    CHECK(name(std::string(64, 'x')) == std::string(64, 'x'));
}

TEST_CASE("sav_names: what SPSS does not allow is written otherwise", "[document][sav]") {
    CHECK(name("patient id") == "patient_id");
    CHECK(name("Q1[SQ-001]") == "Q1_SQ_001_");
    CHECK(name("7days") == "v_7days");
    CHECK(name("_x") == "v__x");
    CHECK(name("$x") == "v_$x");
    CHECK(name("end.") == "end_");
    CHECK(name("With") == "v_With");
    CHECK(name("") == "v_");
    CHECK(name("a–b\xC2\xA0"
               "c\n") == "a_b_c_");
    CHECK(name("x\xFFy") == "x_y");
}

TEST_CASE("sav_names: 64 bytes and no half character", "[document][sav]") {
    CHECK(name(std::string(63, 'x') + "äy") == std::string(63, 'x'));
    CHECK(name(std::string(70, 'x')) == std::string(64, 'x'));
}

TEST_CASE("sav_names: no two are alike without regard to case", "[document][sav]") {
    CHECK(sav_names({"a b", "a-b", "A_B"}) == std::vector<std::string>{"a_b_2", "a_b_3", "A_B"});
    CHECK(sav_names({"x", "X", "x_2"}) == std::vector<std::string>{"x", "X_3", "x_2"});
    auto const longs = sav_names({std::string(70, 'x'), std::string(71, 'x')});
    CHECK(longs[1] == std::string(62, 'x') + "_2");
}

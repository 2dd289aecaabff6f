#include "study/wave_marks.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;
using study::MarkPlace;
using study::without_mark;

TEST_CASE("without_mark: what is left of a name", "[study][waves]") {
    CHECK(without_mark("t1_q4", "t1", MarkPlace::front) == "q4");
    CHECK(without_mark("T01.q4", "t1", MarkPlace::front) == "q4");
    CHECK(without_mark("t1q4", "t1", MarkPlace::front) == "q4");
    CHECK(without_mark("q4_t1", "t1", MarkPlace::behind) == "q4");
    CHECK(without_mark("q4 (T1)", "t1", MarkPlace::behind) == "q4");
    CHECK(without_mark("q4t1", "t1", MarkPlace::behind) == "q4");
    CHECK(without_mark("phq9_1_base", "base", MarkPlace::behind) == "phq9_1");
    CHECK(without_mark("phq9_t1_4", "t1", MarkPlace::between) == "phq9_4");
    CHECK(without_mark("q4_3_month_fu", "3 month FU", MarkPlace::behind) == "q4");
    CHECK(without_mark("1_q4", "1", MarkPlace::front) == "q4");
}

TEST_CASE("without_mark: a mark is a whole word and never all there is", "[study][waves][refusal]") {
    CHECK_FALSE(without_mark("t10_q4", "t1", MarkPlace::front));
    CHECK_FALSE(without_mark("weight1", "t1", MarkPlace::behind));
    CHECK_FALSE(without_mark("preq4", "pre", MarkPlace::front));
    CHECK_FALSE(without_mark("q1", "1", MarkPlace::behind));  // a number alone must be set apart
    CHECK_FALSE(without_mark("t1", "t1", MarkPlace::front));
    CHECK_FALSE(without_mark("t1_q4", "t1", MarkPlace::behind));
    CHECK_FALSE(without_mark("t1_q4", "t1", MarkPlace::between));
    CHECK_FALSE(without_mark("", "t1", MarkPlace::front));
    CHECK_FALSE(without_mark("q4", "", MarkPlace::front));
}

TEST_CASE("wave_marks: names, marks and where they stand", "[study][waves]") {
    auto const marks = study::wave_marks({"t1", "_t2", "t3_", "_t4_", "intake=t5", "base="});
    REQUIRE(marks.ok());
    CHECK((*marks.value)[0].wave == "t1");
    CHECK_FALSE((*marks.value)[0].place);
    CHECK((*marks.value)[1].wave == "t2");
    CHECK((*marks.value)[1].place == MarkPlace::behind);
    CHECK((*marks.value)[2].place == MarkPlace::front);
    CHECK((*marks.value)[3].place == MarkPlace::between);
    CHECK((*marks.value)[4].wave == "intake");
    CHECK((*marks.value)[4].mark == "t5");
    CHECK((*marks.value)[5].wave == "base");
    CHECK((*marks.value)[5].mark.empty());
}

TEST_CASE("wave_marks: refuses no mark and one that is there twice", "[study][waves][refusal]") {
    CHECK_FALSE(study::wave_marks({"t1", ""}).ok());
    CHECK_FALSE(study::wave_marks({"t1", "__"}).ok());
    CHECK_FALSE(study::wave_marks({"=t1"}).ok());
    CHECK_FALSE(study::wave_marks({"t1", "T1"}).ok());
    CHECK_FALSE(study::wave_marks({"t1", "t01"}).ok());
    CHECK_FALSE(study::wave_marks({"a=t1", "a=t2"}).ok());
    CHECK_FALSE(study::wave_marks({"a=", "b=", "t1"}).ok());
    CHECK_FALSE(study::wave_marks({"base="}).ok());
}

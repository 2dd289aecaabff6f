/// People who never were, and what they answer, as lines of a CSV file.
#pragma once

#include "bench/responses/form.hpp"
#include "numeric/random.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace bench {

struct Habits {
    double blank = 0.02;         ///< of the answers
    double bad = 0.001;          ///< of the answers are a number that is no code
    bool every_row_bad = false;  ///< every row has at least one such
    bool quoted = false;         ///< a column of remarks, some with commas and quotes
};

/// One form and seed give the same lines on every machine.
class Respondents {
public:
    Respondents(Form form, Habits habits, std::uint64_t seed);

    [[nodiscard]] std::string header() const;
    /// Appends the line of the next person.
    void append_next(std::string& out);

private:
    /// How an item is answered by a person in some state: 256 equally likely answers.
    using Answers = std::array<char, 256>;
    struct Item {
        std::size_t questionnaire = 0;
        bool turned = false;
    };

    void append_person(std::string& out);
    void append_remark(std::string& out);
    void append_bad_code(std::string& out, Questionnaire const& questionnaire);

    Form form_;
    Habits habits_;
    quaestor::numeric::Random random_;
    std::vector<Item> items_{};
    std::vector<std::vector<Answers>>
        answers_{};  ///< by questionnaire, of each state two: as it is, and turned
    std::uint32_t blank_below_ = 0;
    std::uint32_t bad_below_ = 0;
    std::int64_t id_ = 1'000'000;
};

}  // namespace bench

/// All answers to one question, a linkId, as they become a column.
#pragma once

#include "data/column_builder.hpp"
#include "data/fhir/answer.hpp"
#include "data/table.hpp"

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

namespace quaestor::data::fhir {

class Question {
public:
    explicit Question(std::string link) : cells_(link), link_(std::move(link)) {}

    /// In the response `row`; the first of several counts for nothing when settle() comes.
    void take(std::size_t row, Answer answer);
    /// Ends the response that was taken last. What is wrong with its cell, or an empty text.
    std::string_view settle();
    /// How the form words the question; the first wording stays.
    void word(std::string_view words);
    /// Blank up to that row, which is not filled yet.
    void pad(std::size_t row);

    [[nodiscard]] std::string const& link() const { return link_; }
    [[nodiscard]] std::size_t rows() const { return rows_; }
    /// Whether anything was taken in this row.
    [[nodiscard]] bool open_in(std::size_t row) const { return taken_ > 0 && row_ == row; }

    /// What is told of all its answers together.
    struct Remarks {
        bool systems_differ = false;
        bool units_differ = false;
        bool labels_differ = false;   ///< one code, several labels: none is used
        bool weights_differ = false;  ///< the same of weights
        std::size_t without_system = 0;
        std::string unit;
    };
    [[nodiscard]] Remarks const& remarks() const { return remarks_; }
    /// With the labels and weights of its codes.
    [[nodiscard]] Column finish(std::size_t rows);

private:
    /// What stands beside each code; empty where several things do.
    struct Beside {
        std::string code;
        std::string label;
        std::string weight;
        bool labels_differ = false;
        bool weights_differ = false;
    };
    void learn(Answer const& answer);

    ColumnBuilder cells_;
    std::string link_;
    std::string words_;
    std::size_t rows_ = 0;
    std::size_t row_ = 0;
    std::size_t taken_ = 0;
    Answer answer_;
    std::string system_;
    std::vector<Beside> beside_;
    std::unordered_map<std::string, std::size_t> places_;
    Remarks remarks_;
};

}  // namespace quaestor::data::fhir

/// Questionnaire responses, one after the other, as they become the rows of a table.
#pragma once

#include "base/diagnostic.hpp"
#include "data/column_builder.hpp"
#include "data/fhir/question.hpp"
#include "data/limits.hpp"
#include "data/read_result.hpp"
#include "json_tree/value.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace quaestor::data::fhir {

/// What a response says of itself, a column each where any response says it.
enum class Fact { subject, identifier, id, authored, status, questionnaire };

/// A column for each fact and each linkId, in the order in which they are first met, also where nobody
/// answered; groups are no columns, and what stands in them, and under answers, has columns of its own. A
/// fact whose name is also a linkId is called `QuestionnaireResponse.status`.
///
/// A response that was entered in error is refused (D234). Two answers to one question, also where a linkId
/// comes twice, leave its cell unreadable (D235), and so does what is no value (D236): nothing is picked.
class ResponseTable {
public:
    ResponseTable(std::string const& file, std::size_t file_bytes);

    void add(json_tree::Value const& response);

    [[nodiscard]] std::size_t rows() const { return rows_; }
    /// Why no more should be added, if so.
    [[nodiscard]] std::optional<Diagnostic> const& refusal() const { return refusal_; }
    /// Needs at least one row. What is to be told of them all lies beside it.
    [[nodiscard]] Outcome<ReadResult> finish() &&;

private:
    static constexpr std::size_t facts = 6;

    void take_facts(json_tree::Value const& response);
    void put(Fact fact, std::string_view text);
    void take_items(json_tree::Value const& holder);
    void take_item(json_tree::Value const& item);
    void take_answers(json_tree::Value const& answers, json_tree::Value const& item);
    Question& question(std::string_view link);  ///< made where it is not there yet
    void settle();
    void refuse(std::string_view code, std::string message, std::string hint);

    [[nodiscard]] bool says(Fact fact) const { return said_[static_cast<std::size_t>(fact)] > 0; }
    [[nodiscard]] bool all_say(Fact fact) const { return said_[static_cast<std::size_t>(fact)] == rows_; }
    [[nodiscard]] std::vector<Column> columns(std::array<std::optional<std::size_t>, facts>& places);
    void choose_key(std::array<std::optional<std::size_t>, facts> const& places, ReadResult& result,
                    Diagnostics& diagnostics) const;
    void tell_statuses(ReadResult& result, Diagnostics& diagnostics) const;
    void tell_questionnaires(ReadResult& result, Diagnostics& diagnostics) const;
    void tell_codings(ReadResult& result, Diagnostics& diagnostics) const;

    std::string const& file_;
    Allowance most_cells_{10'000'000, 1};  ///< a response of ten answers has more than 100 bytes for each
    std::uint64_t most_;
    std::optional<Diagnostic> refusal_;

    std::size_t rows_ = 0;
    std::uint64_t cells_ = 0;
    std::vector<ColumnBuilder> facts_;
    std::array<std::size_t, facts> said_{};
    std::vector<Question> questions_;
    std::unordered_map<std::string, std::size_t> by_link_;
    std::vector<std::size_t> open_;  ///< questions of the response that is being added
    std::vector<std::pair<std::string, std::size_t>> statuses_;
    std::vector<std::pair<std::string, std::size_t>> questionnaires_;
    std::vector<std::size_t> in_error_;
    std::size_t without_link_ = 0;
    Findings findings_;
};

}  // namespace quaestor::data::fhir

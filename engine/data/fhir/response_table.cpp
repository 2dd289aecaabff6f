#include "data/fhir/response_table.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/exports/wording.hpp"
#include "data/repeats.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace quaestor::data::fhir {
namespace {

using exports::listed;
using exports::said;
using json_tree::Type;
using json_tree::Value;

constexpr std::array<std::string_view, 6> fact_names{"subject",  "identifier", "id",
                                                     "authored", "status",     "questionnaire"};

constexpr std::size_t most_columns = 100'000;
/// So many statuses or questionnaires are counted by their names, the others together.
constexpr std::size_t most_counted = 1000;

std::size_t place_of(Fact fact) {
    return static_cast<std::size_t>(fact);
}

/// Of one identifier (R4), or of the first of several (R5).
std::string_view identifier_of(Value const& object) {
    auto const* identifier = object.find("identifier");
    if (identifier == nullptr) return {};
    if (identifier->type == Type::array) {
        if (identifier->items.empty()) return {};
        identifier = &identifier->items.front();
    }
    return text_of(*identifier, "value");
}

/// The reference, or the identifier where it has none. A display may be a person's name, and is not read.
std::string_view subject_of(Value const& response) {
    auto const* subject = response.find("subject");
    if (subject == nullptr) return {};
    auto const reference = text_of(*subject, "reference");
    return reference.empty() ? identifier_of(*subject) : reference;
}

/// A canonical URL; a reference in STU3.
std::string_view questionnaire_of(Value const& response) {
    auto const* questionnaire = response.find("questionnaire");
    if (questionnaire != nullptr && questionnaire->type == Type::object)
        return text_of(*questionnaire, "reference");
    return text_of(response, "questionnaire");
}

bool is_name(std::string_view link) {
    return !text::trimmed(link).empty() && link.find('\0') == std::string_view::npos;
}

void count(std::vector<std::pair<std::string, std::size_t>>& counts, std::string_view name) {
    auto const known =
        std::find_if(counts.begin(), counts.end(), [&](auto const& one) { return one.first == name; });
    if (known != counts.end()) {
        ++known->second;
    } else if (counts.size() < most_counted) {
        counts.emplace_back(name, 1);
    } else {
        ++counts.back().second;
    }
}

/// "'in-progress': 2, no status: 1".
std::string shown(std::vector<std::pair<std::string, std::size_t>> const& counts, std::string_view none) {
    constexpr std::size_t most = 5;
    std::vector<std::string> parts;
    for (auto const& [name, number] : counts) {
        if (parts.size() == most) break;
        parts.push_back((name.empty() ? std::string(none) : "'" + text::printable(name) + "'") + ": " +
                        text::grouped(number));
    }
    if (counts.size() > most) parts.push_back(text::grouped(counts.size() - most) + " more");
    return text::join(parts, ", ");
}

}  // namespace

ResponseTable::ResponseTable(std::string const& file, std::size_t file_bytes)
    : file_(file), most_(most_cells_.of(file_bytes)) {
    for (auto const name : fact_names)
        facts_.emplace_back(std::string(name));
}

void ResponseTable::add(Value const& response) {
    if (refusal_) return;
    take_facts(response);
    take_items(response);
    settle();
    ++rows_;
    cells_ += facts;
    if (cells_ > most_)
        refuse(code::json_too_deep,
               "the responses have so many different linkIds that the table would fill the memory",
               "is every linkId a question of the form? Those that are made anew for each response are none");
}

void ResponseTable::take_facts(Value const& response) {
    put(Fact::subject, subject_of(response));
    put(Fact::identifier, identifier_of(response));
    put(Fact::id, text_of(response, "id"));
    put(Fact::authored, text_of(response, "authored"));
    auto const status = text_of(response, "status");
    put(Fact::status, status);
    auto const questionnaire = questionnaire_of(response);
    put(Fact::questionnaire, questionnaire);
    count(statuses_, status);
    count(questionnaires_, questionnaire);
    if (status != "entered-in-error") return;
    in_error_.push_back(rows_);
    auto const row = static_cast<std::uint32_t>(rows_);
    findings_.add({row,
                   row + 1,
                   no_column,
                   code::entered_in_error,
                   "its status says that it was entered in error",
                   {}});
}

void ResponseTable::put(Fact fact, std::string_view text) {
    auto& column = facts_[place_of(fact)];
    if (text.empty() || text.find('\0') != std::string_view::npos) {
        column.add_missing(MissingReason::blank);
        return;
    }
    column.add(text);
    ++said_[place_of(fact)];
}

void ResponseTable::take_items(Value const& holder) {
    auto const* items = holder.find("item");
    if (items == nullptr) return;
    for (auto const& item : items->items)
        take_item(item);
}

void ResponseTable::take_item(Value const& item) {
    if (auto const* answers = item.find("answer")) {
        take_answers(*answers, item);
    } else if (item.find("item") == nullptr && is_name(text_of(item, "linkId")) && !refusal_) {
        question(text_of(item, "linkId"));  // asked and not answered: a column that may be blank throughout
    }
    take_items(item);
}

void ResponseTable::take_answers(Value const& answers, Value const& item) {
    auto const link = text_of(item, "linkId");
    bool const named = is_name(link);
    auto const take = [&](Value const& one) {
        auto answer = answer_of(one);
        if (answer && !named) ++without_link_;
        if (answer && named && !refusal_) {
            auto& asked = question(link);
            if (!asked.open_in(rows_)) open_.push_back(by_link_.at(std::string(link)));
            asked.take(rows_, std::move(*answer));
            asked.word(text_of(item, "text"));
        }
        take_items(one);
    };
    // Some programs leave out the list where there is one answer.
    if (answers.type == Type::object) take(answers);
    for (auto const& one : answers.items)
        take(one);
}

Question& ResponseTable::question(std::string_view link) {
    auto const [place, is_new] = by_link_.try_emplace(std::string(link), questions_.size());
    if (is_new) {
        questions_.emplace_back(std::string(link));
        if (questions_.size() > most_columns)
            refuse(code::too_many_columns,
                   "the responses have more than " + text::grouped(most_columns) + " different linkIds",
                   "is this the right file?");
    }
    return questions_[place->second];
}

void ResponseTable::settle() {
    for (auto const q : open_) {
        auto& asked = questions_[q];
        cells_ += rows_ + 1 - asked.rows();
        if (cells_ > most_) break;
        auto const trouble = asked.settle();
        if (trouble.empty()) continue;
        bool const several = trouble.starts_with("several");
        auto const row = static_cast<std::uint32_t>(rows_);
        findings_.add({row,
                       row + 1,
                       static_cast<std::uint32_t>(q),
                       several ? code::several_answers : code::no_usable_answer,
                       trouble,
                       {}});
    }
    open_.clear();
}

void ResponseTable::refuse(std::string_view code, std::string message, std::string hint) {
    if (!refusal_) refusal_ = said(Severity::error, code, std::move(message), std::move(hint), file_);
}

std::vector<Column> ResponseTable::columns(std::array<std::optional<std::size_t>, facts>& places) {
    std::vector<Column> made;
    for (std::size_t f = 0; f < facts; ++f) {
        if (said_[f] == 0) continue;
        places[f] = made.size();
        if (by_link_.contains(std::string(fact_names[f])))
            facts_[f].rename("QuestionnaireResponse." + std::string(fact_names[f]));
        made.push_back(facts_[f].finish());
        made.back().set_of_program();
    }
    for (auto& asked : questions_)
        made.push_back(asked.finish(rows_));
    return made;
}

void ResponseTable::choose_key(std::array<std::optional<std::size_t>, facts> const& places,
                               ReadResult& result, Diagnostics& diagnostics) const {
    auto& exported = result.exported;
    for (auto const wanted : {Fact::subject, Fact::identifier, Fact::id}) {
        if (!exported.id && all_say(wanted)) exported.id = places[place_of(wanted)];
    }
    for (auto const wanted : {Fact::subject, Fact::identifier, Fact::id}) {
        if (!exported.id && says(wanted)) exported.id = places[place_of(wanted)];
    }
    std::vector<std::size_t> telling;
    if (says(Fact::authored)) telling.push_back(*places[place_of(Fact::authored)]);
    if (says(Fact::questionnaire) && questionnaires_.size() > 1) {
        telling.push_back(*places[place_of(Fact::questionnaire)]);
        exported.asks = {telling.back()};
    }
    exported.key = telling;
    bool const all_done = std::all_of(statuses_.begin(), statuses_.end(),
                                      [](auto const& status) { return status.first == "completed"; });
    if (says(Fact::status) && !all_done) exported.key.push_back(*places[place_of(Fact::status)]);
    if (!exported.id || exported.key.empty()) return;
    telling.insert(telling.begin(), *exported.id);
    auto const again = repeated_rows(result.table, telling).again;
    if (again.empty()) return;
    diagnostics.add(
        said(Severity::warning, code::repeated_key,
             text::counted(again.size(), "response repeats", "responses repeat") + " " +
                 listed(std::vector<std::string>{result.table.column(*exported.id).name()}) +
                 (telling.size() > 1 ? " with the same date and questionnaire" : "") + ", the first in " +
                 result.table.place(again.front().row) + "; every response is kept and scored by itself",
             "is a response there in several versions, or were several files put together?", file_));
}

void ResponseTable::tell_statuses(ReadResult& result, Diagnostics& diagnostics) const {
    std::vector<std::pair<std::string, std::size_t>> open;
    std::size_t number = 0;
    for (auto const& status : statuses_) {
        if (status.first == "completed" || status.first == "amended" || status.first == "entered-in-error")
            continue;
        open.push_back(status);
        number += status.second;
    }
    if (!in_error_.empty()) {
        auto const message = text::counted(in_error_.size(), "response was entered in error and is",
                                           "responses were entered in error and are") +
                             " not scored";
        result.decisions.push_back("responses: " + message);
        diagnostics.add(said(Severity::note, code::entered_in_error, message, "", file_));
    }
    if (in_error_.size() == rows_)
        diagnostics.add(said(Severity::warning, code::no_respondent,
                             "every response was entered in error: nobody is left to score", "", file_));
    if (number == 0) return;
    auto const message = text::counted(number, "response is", "responses are") +
                         " neither completed nor amended (" + shown(open, "no status") + "); " +
                         (number == 1 ? "it is" : "they are") + " scored as far as the missing answers allow";
    result.decisions.push_back("responses: " + message);
    diagnostics.add(
        said(Severity::warning, code::response_status, message,
             "the column of the status goes along with the scores; take such responses out of the file "
             "where they are not to count",
             file_));
}

void ResponseTable::tell_questionnaires(ReadResult& result, Diagnostics& diagnostics) const {
    if (questionnaires_.size() == 1 && !questionnaires_.front().first.empty()) {
        result.decisions.push_back("questionnaire: " + text::printable(questionnaires_.front().first));
        return;
    }
    if (questionnaires_.size() == 1) {
        diagnostics.add(said(Severity::note, code::several_questionnaires,
                             rows_ == 1 ? "the response does not say which questionnaire it answers"
                                        : "the responses do not say which questionnaire they answer",
                             "is it the one that the definition means?", file_));
        return;
    }
    auto const message = "the responses are to " + text::grouped(questionnaires_.size()) +
                         " questionnaires or versions (" + shown(questionnaires_, "none named") + ")";
    result.decisions.push_back("questionnaires: " + message);
    diagnostics.add(
        said(Severity::warning, code::several_questionnaires, message,
             "one linkId may be another question in another questionnaire or version: do all of them fit "
             "the definition?",
             file_));
}

void ResponseTable::tell_codings(ReadResult& result, Diagnostics& diagnostics) const {
    std::vector<std::string> systems, labels, weights, units, quantities, nameless;
    std::size_t without = 0;
    for (auto const& asked : questions_) {
        auto const& remarks = asked.remarks();
        without += remarks.without_system;
        if (remarks.without_system > 0) nameless.push_back(asked.link());
        if (remarks.systems_differ) systems.push_back(asked.link());
        if (remarks.labels_differ) labels.push_back(asked.link());
        if (remarks.weights_differ) weights.push_back(asked.link());
        if (remarks.units_differ) units.push_back(asked.link());
        if (!remarks.unit.empty())
            quantities.push_back(text::printable(asked.link() + " in " + remarks.unit));
    }
    auto const warn = [&](std::vector<std::string> const& links, std::string const& message,
                          std::string hint) {
        if (!links.empty())
            diagnostics.add(said(Severity::warning, code::mixed_codings, listed(links) + ": " + message,
                                 std::move(hint), file_));
    };
    warn(systems, "codes of several systems; they are compared without their system",
         "is one code the same answer in all of them?");
    warn(labels, "one code stands beside several displays; none of them says what it means", "");
    warn(weights, "one code stands beside several weights; none of them is used", "");
    warn(units, "quantities in several units; their numbers are taken as they stand",
         "make them one unit in the file");
    if (without > 0)
        diagnostics.add(said(Severity::note, code::mixed_codings,
                             text::counted(without, "code has", "codes have") + " no system (" +
                                 listed(nameless) + "); the code alone counts",
                             "", file_));
    if (!quantities.empty()) result.decisions.push_back("quantities: " + listed(quantities));
    if (without_link_ > 0)
        diagnostics.add(said(Severity::note, code::left_unread,
                             text::counted(without_link_, "answer belongs", "answers belong") +
                                 " to items without a linkId and cannot be told apart; they are left out",
                             "", file_));
}

Outcome<ReadResult> ResponseTable::finish() && {
    for (auto const& asked : questions_)
        cells_ += rows_ - asked.rows();
    if (cells_ > most_)
        refuse(code::json_too_deep,
               "the responses have so many different linkIds that the table would fill the memory",
               "is every linkId a question of the form? Those that are made anew for each response are none");
    if (refusal_) return Outcome<ReadResult>::failure(std::move(*refusal_));

    Outcome<ReadResult> outcome;
    auto& result = outcome.value.emplace();
    std::array<std::optional<std::size_t>, facts> places;
    auto made = columns(places);
    auto const first = made.size() - questions_.size();
    std::vector<std::uint32_t> lines(rows_);
    std::iota(lines.begin(), lines.end(), 1U);
    Places of_rows;
    of_rows.kind = Places::Kind::rows;
    result.table = Table(std::move(made), std::move(lines), {}, std::move(of_rows));
    result.table.set_origin(Origin::fhir);
    result.table.refuse(in_error_);
    for (std::size_t i = 0; i < findings_.size(); ++i) {
        auto finding = findings_[i];
        if (finding.column != no_column) finding.column += static_cast<std::uint32_t>(first);
        // Of a refused row there is one thing to tell.
        if (finding.column == no_column || !result.table.refused(finding.row)) result.findings.add(finding);
    }
    tell_statuses(result, outcome.diagnostics);
    tell_questionnaires(result, outcome.diagnostics);
    tell_codings(result, outcome.diagnostics);
    choose_key(places, result, outcome.diagnostics);
    return outcome;
}

}  // namespace quaestor::data::fhir

#include "data/exports/limesurvey.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/exports/wording.hpp"
#include "data/missing_codes.hpp"
#include "data/take_out.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace quaestor::data::exports {
namespace {

/// A column of LimeSurvey itself, by its code and by the text that stands in its place.
struct System {
    std::string_view code;
    std::string_view text;
    bool personal = false;
};

constexpr std::array systems{
    System{"id", "Response ID"},
    System{"submitdate", "Date submitted"},
    System{"lastpage", "Last page"},
    System{"startlanguage", "Start language"},
    System{"seed", "Seed"},
    System{"token", "Access code"},
    System{"startdate", "Date started"},
    System{"datestamp", "Date last action"},
    System{"ipaddr", "IP address", true},
    System{"refurl", "Referrer URL", true},
    System{"firstname", "First name", true},
    System{"lastname", "Last name", true},
    System{"email", "Email address", true},
    System{"interviewtime", "Total time"},
};

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_code_part(char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_';
}

System const* system_of(Column const& column) {
    auto const code = name_of_heading(column.name());
    for (auto const& system : systems) {
        if (text::equal_ignoring_case(system.code, code) || column.name() == system.text) return &system;
    }
    return nullptr;
}

/// The times that people took, at the end of the file.
bool is_time(Column const& column) {
    auto const& name = column.name();
    return name.starts_with("groupTime") || name.starts_with("Group time: ") ||
           name.starts_with("Question time: ");
}

/// LimeSurvey's own codes of answers: A2, AO03.
bool is_answer_code(std::string_view cell) {
    std::size_t letters = 0;
    while (letters < cell.size() && is_letter(cell[letters]))
        ++letters;
    auto const digits = cell.substr(letters);
    return letters >= 1 && letters <= 2 && !digits.empty() && digits.size() <= 3 &&
           std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool holds_answer_codes(Column const& column) {
    if (column.kind() != ColumnKind::text) return false;
    bool any = false;
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (column.missing()[row] != MissingReason::none) continue;
        if (!is_answer_code(text::trimmed(column.texts()[row]))) return false;
        any = true;
    }
    return any;
}

class Unfolding {
public:
    Unfolding(std::string const& file, ExportOptions const& options, ReadResult& read)
        : file_(file), options_(options), read_(read) {}

    Diagnostics run(LimesurveyShape const& shape) {
        leave_out_people(shape);
        give_names(shape);
        count_unfinished();
        declare_unseen();
        tell_of_answer_codes();
        return std::move(diagnostics_);
    }

private:
    void note(std::string_view code, std::string message, std::string hint = {}) {
        diagnostics_.add(said(Severity::note, code, std::move(message), std::move(hint), file_));
    }

    void leave_out_people(LimesurveyShape const& shape) {
        std::vector<std::size_t> people;
        std::vector<std::string> names;
        std::vector<std::string> kept;
        for (std::size_t c = 0; c < read_.table.column_count(); ++c) {
            auto const& column = read_.table.column(c);
            auto const* system = system_of(column);
            if (system == nullptr || !system->personal) continue;
            bool const named =
                is_among(column.name(), options_.named) || is_among(system->code, options_.named);
            (named ? kept : names).push_back(column.name());
            if (!named) people.push_back(c);
        }
        if (!names.empty() || !kept.empty()) forget_undivided_rows(read_);
        take_out(read_, {}, people);
        auto what = "LimeSurvey (" + shape.proof + ")";
        if (!names.empty()) what += "; left out, since they tell who people are: " + listed(names);
        read_.decisions.push_back("export: " + what);
        note(code::export_found, "read as an export of " + what,
             names.empty() ? "" : "--carry takes along a column by its name");
        if (!kept.empty())
            note(code::personal_column,
                 "taken along as asked for, though they tell who people are: " + listed(kept));
    }

    void give_names(LimesurveyShape const& shape) {
        for (std::size_t c = 0; c < read_.table.column_count(); ++c) {
            auto& column = read_.table.column_to_change(c);
            auto const* system = system_of(column);
            bool const question = system == nullptr && !is_time(column);
            if (question) questions_.push_back(c);
            if (!question) column.set_of_program();
            if (system != nullptr && system->code == "id") read_.exported.id = c;
            if (system != nullptr && system->code == "submitdate") submitted_ = c;
            auto name = system != nullptr ? std::string(system->code) : name_of_heading(column.name());
            if (name != column.name()) column.set_other_name(std::move(name));
        }
        if (!shape.has_codes)
            note(code::headings_are_texts, "the headings are the texts of the questions, without their codes",
                 "items are found by their codes: export anew with headings as 'Question code'");
    }

    void count_unfinished() {
        if (!submitted_) return;
        auto const missing = read_.table.column(*submitted_).missing();
        auto const open =
            static_cast<std::size_t>(std::count(missing.begin(), missing.end(), MissingReason::blank));
        if (open == 0) return;
        auto const message = text::counted(open, "response was", "responses were") + " not submitted; " +
                             (open == 1 ? "it is" : "they are") +
                             " scored as far as the missing answers allow";
        read_.decisions.push_back("responses: " + message);
        note(code::unfinished, message);
    }

    void declare_unseen() {
        std::vector<std::string> const codes{"N/A"};
        auto const met = declare_missing(read_.table, codes, questions_).front();
        if (met.cells == 0) return;
        read_.exported.missing_codes.push_back(met.code);
        auto const message = describe(met) + ", which LimeSurvey writes for a question that was not shown";
        read_.decisions.push_back("missing: " + message);
        note(code::missing_codes, message);
    }

    void tell_of_answer_codes() {
        std::vector<std::string> names;
        for (auto const c : questions_) {
            if (holds_answer_codes(read_.table.column(c))) names.push_back(read_.table.column(c).name());
        }
        if (names.empty()) return;
        note(code::answer_codes,
             "the answers of " + listed(names) +
                 " are LimeSurvey's codes, such as A2: no number is made of them",
             "they count where the definition has them as codes, or where the export holds full answers that "
             "it "
             "knows");
    }

    std::string const& file_;
    ExportOptions const& options_;
    ReadResult& read_;
    std::vector<std::size_t> questions_;
    std::optional<std::size_t> submitted_;
    Diagnostics diagnostics_;
};

}  // namespace

std::string name_of_heading(std::string_view heading) {
    std::size_t end = 0;
    if (heading.empty() || !is_letter(heading.front())) return {};
    while (end < heading.size() && is_code_part(heading[end]))
        ++end;
    std::string name(heading.substr(0, end));
    while (end < heading.size() && heading[end] == '[') {
        auto const close = heading.find(']', end);
        if (close == std::string_view::npos) return {};
        auto const part = heading.substr(end + 1, close - end - 1);
        if (part.empty() || !std::all_of(part.begin(), part.end(), is_code_part)) return {};
        name += "_" + std::string(part);
        end = close + 1;
    }
    // Whatever comes behind the code, a full stop and a blank divide it from it: "How often?" has no code.
    bool const ends = end == heading.size() || heading.substr(end).starts_with(". ");
    return ends ? name : std::string();
}

std::optional<LimesurveyShape> find_limesurvey(Table const& table) {
    constexpr std::size_t first_columns = 5;
    constexpr std::size_t enough = 3;
    std::vector<std::string> names;
    bool by_text = false;
    for (std::size_t c = 0; c < std::min(first_columns, table.column_count()); ++c) {
        auto const& column = table.column(c);
        auto const* system = system_of(column);
        if (system == nullptr || (c == 0 && system->code != "id")) break;
        by_text = by_text || (column.name() == system->text && system->text != system->code);
        names.push_back(column.name());
    }
    bool const stamped = std::any_of(names.begin(), names.end(), [](std::string const& name) {
        auto const code = name_of_heading(name);
        return code == "submitdate" || code == "lastpage" || name == "Date submitted" || name == "Last page";
    });
    if (names.size() < enough || !stamped) return std::nullopt;
    return LimesurveyShape{!by_text, "its columns " + listed(names)};
}

Diagnostics unfold_limesurvey(std::string const& file, LimesurveyShape const& shape,
                              ExportOptions const& options, ReadResult& read) {
    return Unfolding(file, options, read).run(shape);
}

}  // namespace quaestor::data::exports

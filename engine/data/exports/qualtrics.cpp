#include "data/exports/qualtrics.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/column_builder.hpp"
#include "data/exports/made_anew.hpp"
#include "data/exports/wording.hpp"
#include "data/missing_codes.hpp"
#include "data/take_out.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace quaestor::data::exports {
namespace {

using Part = QualtricsPart;

/// A column of Qualtrics itself, as its three kinds of header call it.
struct System {
    std::string_view name;       ///< in the first line
    std::string_view import_id;  ///< in the line of ImportIds
    std::string_view legacy;     ///< in the second line of the older form
    Part part;
};

constexpr std::array systems{
    System{"StartDate", "startDate", "StartDate", Part::other},
    System{"EndDate", "endDate", "EndDate", Part::other},
    System{"Status", "status", "Status", Part::status},
    System{"IPAddress", "ipAddress", "IPAddress", Part::personal},
    System{"Progress", "progress", "", Part::other},
    System{"Duration (in seconds)", "duration", "", Part::other},
    System{"Finished", "finished", "Finished", Part::finished},
    System{"RecordedDate", "recordedDate", "", Part::other},
    System{"ResponseId", "_recordId", "ResponseID", Part::id},
    System{"RecipientLastName", "recipientLastName", "", Part::personal},
    System{"RecipientFirstName", "recipientFirstName", "", Part::personal},
    System{"RecipientEmail", "recipientEmail", "EmailAddress", Part::personal},
    System{"ExternalReference", "externalDataReference", "ExternalDataReference", Part::personal},
    System{"LocationLatitude", "locationLatitude", "LocationLatitude", Part::personal},
    System{"LocationLongitude", "locationLongitude", "LocationLongitude", Part::personal},
    System{"LocationAccuracy", "locationAccuracy", "LocationAccuracy", Part::personal},
    System{"DistributionChannel", "distributionChannel", "", Part::other},
    System{"UserLanguage", "userLanguage", "", Part::other},
    System{"", "", "ResponseSet", Part::other},
    System{"", "", "Name", Part::personal},
};

/// The system column that `field` calls so, or none.
System const* system_called(std::string_view System::*field, std::string_view name) {
    if (name.empty()) return nullptr;
    auto const found =
        std::find_if(systems.begin(), systems.end(), [&](System const& one) { return one.*field == name; });
    return found == systems.end() ? nullptr : &*found;
}

/// `QID1` of `{"ImportId":"QID1"}`; none where the cell is no such thing.
std::optional<std::string_view> import_id(std::string_view cell) {
    constexpr std::string_view opening = R"({"ImportId":")";
    cell = text::trimmed(cell);
    if (!cell.starts_with(opening)) return std::nullopt;
    cell.remove_prefix(opening.size());
    return cell.substr(0, cell.find('"'));
}

bool has_digit(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Part part_of(System const* system) {
    return system == nullptr ? Part::question : system->part;
}

std::vector<Part> parts_by_name(Table const& table) {
    std::vector<Part> parts;
    for (auto const& column : table.columns())
        parts.push_back(part_of(system_called(&System::name, column.name())));
    return parts;
}

/// The form of today: a row in which the cells are ImportIds, behind the row of question texts.
std::optional<QualtricsShape> by_import_ids(Table const& table) {
    constexpr std::size_t rows_looked_at = 2;
    for (std::size_t row = 0; row < std::min(rows_looked_at, table.row_count()); ++row) {
        std::size_t ids = 0;
        std::size_t filled = 0;
        auto parts = parts_by_name(table);
        for (std::size_t c = 0; c < table.column_count(); ++c) {
            auto const cell = table.text(c, row);
            if (text::trimmed(cell).empty()) continue;
            ++filled;
            auto const id = import_id(cell);
            if (!id) continue;
            ++ids;
            // The ImportId holds, whatever somebody made of the names.
            parts[c] = part_of(system_called(&System::import_id, *id));
        }
        if (ids == 0 || 2 * ids < filled) continue;
        QualtricsShape shape{std::move(parts), {}, {}, table.place(row) + " holds ImportIds"};
        for (std::size_t above = 0; above <= row; ++above)
            shape.header_rows.push_back(above);
        return shape;
    }
    return std::nullopt;
}

/// The older form: V1, V2 ..., and a second line that says what they are.
std::optional<QualtricsShape> by_second_line(Table const& table) {
    constexpr std::size_t enough = 3;
    if (table.row_count() == 0) return std::nullopt;
    QualtricsShape shape{std::vector<Part>(table.column_count(), Part::question),
                         std::vector<std::string>(table.column_count()),
                         {0},
                         table.place(0) + " says what V1, V2 and the like are"};
    std::size_t known = 0;
    bool has_id = false;
    for (std::size_t c = 0; c < table.column_count(); ++c) {
        auto const cell = table.text(c, 0);
        auto const* system = system_called(&System::legacy, text::trimmed(cell));
        if (system == nullptr) continue;
        auto const& name = table.column(c).name();
        bool const numbered = name.size() > 1 && name.front() == 'V' && text::parse_number(name.substr(1));
        if (!numbered && name != system->legacy) continue;
        shape.parts[c] = system->part;
        if (numbered) shape.meanings[c] = system->legacy;
        known += numbered ? 1 : 0;
        has_id = has_id || system->part == Part::id;
    }
    if (known < enough || !has_id) return std::nullopt;
    return shape;
}

/// Somebody deleted the lines of ImportIds, and perhaps that of question texts.
std::optional<QualtricsShape> by_names(Table const& table) {
    constexpr std::size_t enough = 3;
    QualtricsShape shape{parts_by_name(table), {}, {}, {}};
    std::vector<std::string> names;
    std::size_t words = 0;
    for (std::size_t c = 0; c < table.column_count(); ++c) {
        if (shape.parts[c] == Part::question) continue;
        auto const& name = table.column(c).name();
        names.push_back(name);
        bool const has_numbers = name.ends_with("Date") || name == "Progress" ||
                                 name.starts_with("Duration") || name == "ResponseId";
        if (!has_numbers || table.row_count() == 0) continue;
        auto const cell = table.text(c, 0);
        if (!text::trimmed(cell).empty() && !has_digit(cell) && !cell.starts_with("R_")) ++words;
    }
    bool const has_id = std::find(shape.parts.begin(), shape.parts.end(), Part::id) != shape.parts.end();
    if (!has_id || names.size() < enough) return std::nullopt;
    if (words > 1) shape.header_rows.push_back(0);
    shape.proof = "its columns " + listed(names);
    return shape;
}

/// What Qualtrics says of a response, in its code or in its words.
struct Status {
    bool known = false;
    bool preview = false;
    bool test = false;
    bool spam = false;
};

Status status_of(std::string_view cell) {
    constexpr int preview = 1;
    constexpr int test = 2;
    constexpr int spam = 8;
    constexpr double highest = 1023;
    cell = text::trimmed(cell);
    if (auto const number = text::parse_number(cell)) {
        if (*number < 0 || *number > highest) return {};
        auto const bits = static_cast<int>(*number);
        return {true, (bits & preview) != 0, (bits & test) != 0, (bits & spam) != 0};
    }
    auto const words = text::lower_ascii(cell);
    auto const says = [&](std::string_view word) { return words.find(word) != std::string::npos; };
    constexpr std::array<std::string_view, 4> plain{"ip address", "imported", "offline", "ex"};
    Status status{false, says("preview"), says("survey test"), says("spam")};
    status.known =
        status.preview || status.test || status.spam ||
        std::any_of(plain.begin(), plain.end(), [&](auto word) { return words.starts_with(word); });
    return status;
}

bool is_no(std::string_view cell) {
    cell = text::trimmed(cell);
    return cell == "0" || text::equal_ignoring_case(cell, "false");
}

/// A column whose text was that of header rows, too, may hold nothing but numbers now.
Column retyped(Column const& column) {
    ColumnBuilder builder(column.name());
    builder.expect_rows(column.size());
    for (std::size_t row = 0; row < column.size(); ++row)
        builder.add(column.texts()[row]);
    return with_facts_of(column, builder.finish());
}

class Unfolding {
public:
    Unfolding(std::string const& file, QualtricsShape const& shape, ExportOptions const& options,
              ReadResult& read)
        : file_(file), options_(options), read_(read), parts_(shape.parts), proof_(shape.proof) {
        for (std::size_t c = 0; c < shape.meanings.size(); ++c)
            read_.table.column_to_change(c).set_other_name(shape.meanings[c]);
        if (!shape.header_rows.empty()) keep_questions(shape.header_rows.front());
        take_out_headers_and_people(shape.header_rows);
    }

    Diagnostics run() {
        for (std::size_t c = 0; c < parts_.size(); ++c) {
            if (parts_[c] == Part::id && !read_.exported.id) read_.exported.id = c;
            if (parts_[c] != Part::question) read_.table.column_to_change(c).set_of_program();
        }
        look_at_status();
        look_at_finished();
        declare_unanswered();
        return std::move(diagnostics_);
    }

private:
    void note(std::string_view code, std::string message, std::string hint = {}) {
        diagnostics_.add(said(Severity::note, code, std::move(message), std::move(hint), file_));
    }

    /// What was asked becomes the label of the column.
    void keep_questions(std::size_t row) {
        if (read_.table.refused(row)) return;
        for (std::size_t c = 0; c < parts_.size(); ++c) {
            auto const cell = read_.table.text(c, row);
            if (parts_[c] != Part::question || import_id(cell)) continue;
            auto& column = read_.table.column_to_change(c);
            auto info = column.info();
            info.label = text::trimmed(cell);
            column.set_info(std::move(info));
        }
    }

    void take_out_headers_and_people(std::vector<std::size_t> const& headers) {
        std::vector<std::size_t> people;
        std::vector<std::string> names;
        std::vector<std::string> kept;
        std::vector<Part> parts;
        for (std::size_t c = 0; c < parts_.size(); ++c) {
            auto const& column = read_.table.column(c);
            bool const named =
                is_among(column.name(), options_.named) || is_among(column.other_name(), options_.named);
            auto const& shown = column.other_name().empty() ? column.name() : column.other_name();
            if (parts_[c] == Part::personal && !named) {
                people.push_back(c);
                names.push_back(shown);
                continue;
            }
            if (parts_[c] == Part::personal) kept.push_back(shown);
            parts.push_back(parts_[c]);
        }
        std::string places;
        for (auto const row : headers)
            places += (places.empty() ? "" : " and ") + read_.table.place(row);
        bool const has_people = !names.empty() || !kept.empty();
        // What was divided the wrong way may show a name where an id belongs, and all of it in a finding.
        if (has_people) forget_undivided_rows(read_);
        take_out(read_, headers, people);
        parts_ = std::move(parts);
        for (std::size_t c = 0; c < read_.table.column_count() && !headers.empty(); ++c) {
            auto& column = read_.table.column_to_change(c);
            if (column.kind() == ColumnKind::text) column = retyped(column);
        }
        auto what = "Qualtrics (" + proof_ + ")";
        if (!headers.empty())
            what += "; " + places + (headers.size() > 1 ? " belong" : " belongs") + " to the header";
        if (!names.empty()) what += "; left out, since they tell who people are: " + listed(names);
        read_.decisions.push_back("export: " + what);
        note(code::export_found, "read as an export of " + what,
             names.empty() ? "" : "--carry takes along a column by its name");
        if (!kept.empty())
            note(code::personal_column,
                 "taken along as asked for, though they tell who people are: " + listed(kept));
    }

    void look_at_status() {
        auto const column = place_of(Part::status);
        if (!column) return;
        auto const& table = read_.table;
        std::vector<std::size_t> nobody;
        std::size_t previews = 0;
        std::size_t spam = 0;
        std::size_t unknown = 0;
        for (std::size_t row = 0; row < table.row_count(); ++row) {
            if (table.refused(row)) continue;
            auto const cell = table.text(*column, row);
            if (text::trimmed(cell).empty()) continue;
            auto const status = status_of(cell);
            if (!status.known) ++unknown;
            if (status.preview || status.test) {
                nobody.push_back(row);
                previews += status.preview ? 1 : 0;
                report(row, *column, status.preview ? code::preview_response : code::test_response,
                       status.preview ? "a preview of the survey, no respondent"
                                      : "a test of the survey, no respondent");
            } else if (status.spam) {
                ++spam;
                report(row, *column, code::spam_response,
                       "Qualtrics took this response for spam; it is scored");
            }
        }
        read_.table.refuse(nobody);
        tell_status(nobody.size(), previews, spam, unknown);
    }

    void tell_status(std::size_t nobody, std::size_t previews, std::size_t spam, std::size_t unknown) {
        auto const tests = nobody - previews;
        if (previews > 0)
            note(code::preview_response,
                 text::counted(previews, "response is a preview", "responses are previews") +
                     " of the survey and not scored");
        if (tests > 0)
            note(code::test_response, text::counted(tests, "response is a test", "responses are tests") +
                                          " of the survey and not scored");
        if (spam > 0)
            note(code::spam_response,
                 "Qualtrics took " + text::counted(spam, "response", "responses") + " for spam; " +
                     (spam == 1 ? "it is scored" : "they are scored"),
                 "look at them, and delete in the file what nobody meant");
        if (unknown > 0)
            diagnostics_.add(said(Severity::warning, code::unknown_status,
                                  text::counted(unknown, "response has a Status", "responses have a Status") +
                                      " that is not known, so previews among them would be scored",
                                  "export with numeric values, or with choice texts in English", file_));
        if (nobody > 0 && read_.table.refused_rows().size() == read_.table.row_count())
            diagnostics_.add(said(Severity::warning, code::no_respondent,
                                  "every response is a preview or a test: nobody is left to score",
                                  "to score them on purpose, delete the column Status in the file", file_));
        read_.decisions.push_back("responses: " + std::to_string(previews) + " previews and " +
                                  std::to_string(tests) + " tests refused, " + std::to_string(spam) +
                                  " taken for spam by Qualtrics scored");
    }

    void look_at_finished() {
        auto const column = place_of(Part::finished);
        if (!column) return;
        std::size_t open = 0;
        for (std::size_t row = 0; row < read_.table.row_count(); ++row)
            open += !read_.table.refused(row) && is_no(read_.table.text(*column, row)) ? 1 : 0;
        if (open == 0) return;
        auto const message = text::counted(open, "response was", "responses were") + " not finished; " +
                             (open == 1 ? "it is" : "they are") +
                             " scored as far as the missing answers allow";
        read_.decisions.push_back("responses: " + message);
        note(code::unfinished, message);
    }

    void declare_unanswered() {
        std::vector<std::string> const codes{"-99"};
        std::vector<std::size_t> questions;
        for (std::size_t c = 0; c < parts_.size(); ++c) {
            if (parts_[c] == Part::question) questions.push_back(c);
        }
        auto const met = declare_missing(read_.table, codes, questions).front();
        if (met.cells == 0) return;
        read_.exported.missing_codes.push_back(met.code);
        auto const message =
            describe(met) + ", which Qualtrics writes for a question that was seen and not answered";
        read_.decisions.push_back("missing: " + message);
        note(code::missing_codes, message);
    }

    void report(std::size_t row, std::size_t column, std::string_view code, std::string_view detail) {
        read_.findings.add({static_cast<std::uint32_t>(row), read_.table.line(row),
                            static_cast<std::uint32_t>(column), code, detail});
    }

    [[nodiscard]] std::optional<std::size_t> place_of(Part part) const {
        auto const found = std::find(parts_.begin(), parts_.end(), part);
        if (found == parts_.end()) return std::nullopt;
        return static_cast<std::size_t>(found - parts_.begin());
    }

    std::string const& file_;
    ExportOptions const& options_;
    ReadResult& read_;
    std::vector<Part> parts_;
    std::string proof_;
    Diagnostics diagnostics_;
};

}  // namespace

std::optional<QualtricsShape> find_qualtrics(Table const& table) {
    if (auto shape = by_import_ids(table)) return shape;
    if (auto shape = by_second_line(table)) return shape;
    return by_names(table);
}

Diagnostics unfold_qualtrics(std::string const& file, QualtricsShape const& shape,
                             ExportOptions const& options, ReadResult& read) {
    return Unfolding(file, shape, options, read).run();
}

bool is_choice_list(std::string_view cell) {
    cell = text::trimmed(cell);
    bool digits = false;
    bool several = false;
    for (char const c : cell) {
        if (c >= '0' && c <= '9') {
            digits = true;
        } else if (c == ',' && digits) {
            digits = false;
            several = true;
        } else {
            return false;
        }
    }
    return digits && several;
}

}  // namespace quaestor::data::exports

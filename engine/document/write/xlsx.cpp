#include "document/write/xlsx.hpp"

#include "base/expects.hpp"
#include "base/text.hpp"
#include "document/write/clean_text.hpp"
#include "document/write/xlsx_check.hpp"
#include "document/write/xlsx_plan.hpp"
#include "document/write/xlsx_sheet.hpp"
#include "document/write/xlsx_style.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <locale.h>
#include <memory>
#include <sys/statvfs.h>

#include <xlsxwriter.h>

namespace quaestor::document {
namespace {

using xlsx::check;
using xlsx::Plan;
using xlsx::Refused;
using xlsx::Sheet;
using xlsx::TextTroubles;

/// libxlsxwriter prints numbers with printf: under a German locale it would write 0,3 and so a broken file.
/// Holds for this thread only.
class CLocale {
public:
    CLocale() : c_(::newlocale(LC_ALL_MASK, "C", nullptr)) {
        if (c_ == nullptr) throw std::bad_alloc();
        before_ = ::uselocale(c_);
    }
    CLocale(CLocale const&) = delete;
    CLocale& operator=(CLocale const&) = delete;
    ~CLocale() {
        ::uselocale(before_);
        ::freelocale(c_);
    }

private:
    locale_t c_;
    locale_t before_;
};

/// Frees a workbook that was not closed, with the scratch files of its sheets.
struct Abandon {
    void operator()(lxw_workbook* workbook) const {
        lxw_worksheet* sheet = nullptr;
        STAILQ_FOREACH(sheet, workbook->worksheets, list_pointers) {
            if (sheet->optimize_tmpfile != nullptr) std::fclose(sheet->optimize_tmpfile);
        }
        lxw_workbook_free(workbook);
    }
};
using Workbook = std::unique_ptr<lxw_workbook, Abandon>;

Diagnostic trouble(std::string code, std::string message, std::string hint) {
    return {Severity::error, std::move(code), std::move(message), {}, std::move(hint)};
}

constexpr char const* no_room = "make room or choose another place";

std::vector<Sheet> sheets_of(Document const& document) {
    std::vector<Sheet> sheets{{document.title, document.subtitle, &document.summary, &document.facts, false}};
    for (auto const& section : document.sections) {
        auto const is_table =
            section.blocks.size() == 1 && std::holds_alternative<Table>(section.blocks.front());
        expects(!section.data_sheet || is_table, "xlsx: a data sheet is one table");
        sheets.push_back({section.title, {}, &section.blocks, nullptr, section.data_sheet});
    }
    return sheets;
}

std::vector<std::string> names_of(std::vector<Sheet> const& sheets) {
    std::vector<std::string> titles{"Summary"};
    for (std::size_t i = 1; i < sheets.size(); ++i)
        titles.emplace_back(sheets[i].title);
    return sheet_names(titles);
}

/// What a sheet cannot hold. Decided before anything is read or written.
void check_limits(Sheet const& sheet, std::string const& name, Diagnostics& diagnostics) {
    for (auto const& block : *sheet.blocks) {
        auto const* const table = std::get_if<Table>(&block);
        if (table == nullptr) continue;
        expects(!table->columns.empty(), "xlsx: a table without columns");
        if (table->columns.size() > xlsx::most_columns) {
            diagnostics.add(trouble("W102",
                                    "sheet '" + name + "' would have " +
                                        text::grouped(table->columns.size()) +
                                        " columns, and a workbook holds " + text::grouped(xlsx::most_columns),
                                    "write CSV instead, which has no such limit"));
        }
    }
}

void check_rows(Plan const& plan, std::string const& name, Diagnostics& diagnostics) {
    if (plan.end <= xlsx::most_rows) return;
    diagnostics.add(trouble("W101",
                            "sheet '" + name + "' would have " + text::grouped(plan.end) +
                                " rows, and a workbook holds " + text::grouped(xlsx::most_rows),
                            "write CSV instead, which has no such limit"));
}

/// Zip's old form ends at 4 GiB for a sheet's XML; the newer form is not read everywhere, so only where it is
/// needed.
bool needs_zip64(std::vector<Sheet> const& sheets) {
    constexpr std::size_t cells_for_certain = 30'000'000;
    for (auto const& sheet : sheets) {
        for (auto const& block : *sheet.blocks) {
            auto const* const table = std::get_if<Table>(&block);
            if (table != nullptr && table->rows * table->columns.size() > cells_for_certain) return true;
        }
    }
    return false;
}

/// Makes the file before the library does: what it cannot open it complains about on the terminal.
void check_place(std::string const& path) {
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> const file(std::fopen(path.c_str(), "ab"), &std::fclose);
    if (file == nullptr) throw Refused(std::strerror(errno));
}

Workbook open_workbook(std::string const& path, std::string& folder, bool zip64) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = folder.data();  // personal data stays on the disk that its owner chose
    options.use_zip64 = zip64 ? LXW_TRUE : LXW_FALSE;
    Workbook workbook(workbook_new_opt(path.c_str(), &options));
    if (workbook == nullptr) throw std::bad_alloc();
    return workbook;
}

void set_properties(lxw_workbook* workbook, Document const& document) {
    auto title = one_line(document.title);
    auto subject = one_line(document.subtitle);
    auto author = one_line(document.producer);
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.subject = subject.data();
    properties.author = author.data();
    properties.created = 946'684'800;  // the start of 2000, always: bytes must not depend on the clock
    check(workbook_set_properties(workbook, &properties));
}

std::string footer_of(Document const& document) {
    std::string title;
    for (char const c : one_line(document.title).substr(0, 120))
        title.append(c == '&' ? 2 : 1, c);
    return "&L&8 " + valid_utf8(title) + "&C&8&A&R&8Page &P of &N";
}

/// The library does not look whether its scratch files took everything. Flushes them, and makes sure that the
/// second copy it is going to make of the largest one has room.
void check_scratch_files(lxw_workbook* workbook, std::string const& folder) {
    std::uint64_t largest = 0;
    std::uint64_t total = 0;
    lxw_worksheet* sheet = nullptr;
    STAILQ_FOREACH(sheet, workbook->worksheets, list_pointers) {
        auto* const file = sheet->optimize_tmpfile;
        if (std::fflush(file) != 0 || std::ferror(file) != 0)
            throw Refused(std::strerror(errno != 0 ? errno : EIO));
        auto const size = static_cast<std::uint64_t>(std::max(0L, std::ftell(file)));
        largest = std::max(largest, size);
        total += size;
    }
    constexpr std::uint64_t reserve = 1 << 20;
    auto const needed = largest + total / 4 + reserve;  // XML shrinks to less than a quarter
    struct statvfs disk {};
    if (::statvfs(folder.c_str(), &disk) == 0 && disk.f_bavail * disk.f_frsize < needed) {
        throw Refused(std::strerror(ENOSPC));
    }
}

void write_workbook(Document const& document, std::vector<Sheet> const& sheets,
                    std::vector<Plan> const& plans, std::vector<std::string> const& names,
                    std::string const& path, TextTroubles& troubles) {
    check_place(path);
    auto folder = std::filesystem::path(path).parent_path().string();
    if (folder.empty()) folder = ".";
    auto workbook = open_workbook(path, folder, needs_zip64(sheets));
    set_properties(workbook.get(), document);
    xlsx::Style style(workbook.get());
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        auto* const worksheet = workbook_add_worksheet(workbook.get(), names[i].c_str());
        if (worksheet == nullptr) throw Refused("sheet '" + names[i] + "' cannot be added");
        auto const found = xlsx::write_sheet(
            {workbook.get(), worksheet, names[i], sheets[i], plans[i], style, footer_of(document)});
        troubles.cut += found.cut;
        troubles.repaired += found.repaired;
    }
    check_scratch_files(workbook.get(), folder);
    check(workbook_close(workbook.release()));  // frees it, whatever it answers
}

void report(TextTroubles const& troubles, Diagnostics& diagnostics) {
    if (troubles.cut > 0) {
        diagnostics.add({Severity::warning,
                         "W104",
                         text::counted(troubles.cut, "text was", "texts were") + " cut to the " +
                             text::grouped(cell_limit) + " characters that a cell of a workbook holds",
                         {},
                         "write CSV too, which keeps them whole"});
    }
    if (troubles.repaired > 0) {
        diagnostics.add({Severity::warning,
                         "W105",
                         text::counted(troubles.repaired, "text has", "texts have") +
                             " bytes that are no characters; the workbook shows U+FFFD in their place",
                         {},
                         "read the data with --encoding"});
    }
}

}  // namespace

Diagnostics write_xlsx(Document const& document, std::string const& path) {
    auto const sheets = sheets_of(document);
    auto const names = names_of(sheets);
    Diagnostics diagnostics;
    for (std::size_t i = 0; i < sheets.size(); ++i)
        check_limits(sheets[i], names[i], diagnostics);
    if (diagnostics.has_errors()) return diagnostics;
    std::vector<Plan> plans;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        plans.push_back(xlsx::plan(sheets[i]));
        check_rows(plans[i], names[i], diagnostics);
    }
    if (diagnostics.has_errors()) return diagnostics;

    CLocale const numbers_with_points;
    TextTroubles troubles;
    try {
        write_workbook(document, sheets, plans, names, path, troubles);
    } catch (Refused const& refused) {
        diagnostics.add(
            trouble("W103", std::string("the workbook cannot be written: ") + refused.what(), no_room));
    }
    report(troubles, diagnostics);
    return diagnostics;
}

}  // namespace quaestor::document

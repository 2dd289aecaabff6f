#include "document/write/xlsx_book.hpp"

#include "base/expects.hpp"
#include "base/output_file.hpp"
#include "document/write/clean_text.hpp"
#include "document/write/deflate.hpp"
#include "document/write/xlsx_check.hpp"
#include "document/write/zip.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <locale.h>
#include <new>
#include <optional>
#include <sys/statvfs.h>
#include <utility>

#include <xlsxwriter.h>
#include <zlib.h>

namespace quaestor::document::xlsx {
namespace {

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

/// Makes the file before the library does: what it cannot open it complains about on the terminal.
void check_place(std::string const& path) {
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> const file(std::fopen(path.c_str(), "ab"), &std::fclose);
    if (file == nullptr) throw Refused(std::strerror(errno));
}

std::string folder_of(std::string const& path) {
    auto const folder = std::filesystem::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
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

/// A text and the same compressed.
struct Packed {
    std::string bytes;
    std::uint64_t size = 0;
    std::uint32_t crc = 0;

    Packed(std::string_view text, bool last) : size(text.size()), crc(crc32(text)) { Deflater().pack(text, last, bytes); }
};

std::uint32_t joined(std::uint32_t crc, std::uint32_t next, std::uint64_t size) {
    return static_cast<std::uint32_t>(::crc32_combine(crc, next, static_cast<z_off_t>(size)));
}

/// The sheet that the library wrote, with its rows.
void put_sheet(zip::Writer& archive, zip::Member const& without, DataRows& rows, std::size_t count) {
    auto const around = rows.around(zip::unpacked(without), count);
    auto const& body = rows.body();
    Packed const before(around.before, false);
    Packed const behind(around.behind, true);
    archive.begin({without.entry.name, 8, joined(joined(before.crc, body.crc(), body.size()), behind.crc, behind.size),
                   before.bytes.size() + body.packed() + behind.bytes.size(),
                   before.size + body.size() + behind.size});
    archive.append(before.bytes);
    body.each([&](std::string_view bytes) { archive.append(bytes); });
    archive.append(behind.bytes);
}

}  // namespace

struct Book::Library {
    Library(std::string& folder, std::string const& path, bool large, bool has_data)
        : scratch(has_data ? std::make_unique<ScratchPath>(path) : nullptr) {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        options.tmpdir = folder.data();  // personal data stays on the disk that its owner chose
        options.use_zip64 = large ? LXW_TRUE : LXW_FALSE;
        workbook.reset(workbook_new_opt((scratch ? scratch->path() : path).c_str(), &options));
        if (workbook == nullptr) throw std::bad_alloc();
        style.emplace(workbook.get());
    }

    std::unique_ptr<ScratchPath> scratch;  ///< where the library writes if the workbook is put together afterwards
    Workbook workbook;
    std::optional<Style> style;
};

Book::Book(std::string path, bool large, bool has_data) : path_(std::move(path)), folder_(folder_of(path_)) {
    check_place(path_);
    library_ = std::make_unique<Library>(folder_, path_, large, has_data);
}

Book::~Book() = default;

std::unique_ptr<DataRows> Book::data_rows(Table const& table, unsigned threads) {
    return std::make_unique<DataRows>(table, *library_->style, path_, threads);
}

TextTroubles Book::write(Document const& document, std::vector<PlannedSheet> const& sheets) {
    CLocale const numbers_with_points;
    auto& [scratch, workbook, style] = *library_;
    set_properties(workbook.get(), document);
    TextTroubles troubles;
    for (auto const& planned : sheets) {
        auto* const worksheet = workbook_add_worksheet(workbook.get(), planned.name.c_str());
        if (worksheet == nullptr) throw Refused("sheet '" + planned.name + "' cannot be added");
        troubles.add(write_sheet({workbook.get(), worksheet, planned.name, planned.sheet, planned.plan, *style,
                                  footer_of(document)}));
        if (planned.rows != nullptr) troubles.add(planned.rows->troubles());
    }
    check_scratch_files(workbook.get(), folder_);
    check(workbook_close(workbook.release()));  // frees it, whatever it answers
    if (scratch == nullptr) return troubles;
    auto const package = read_file(scratch->path());
    if (!package.value) throw Refused(package.diagnostics.begin()->message);
    put_rows(*package.value, sheets);
    return troubles;
}

void Book::put_rows(std::string const& package, std::vector<PlannedSheet> const& sheets) const {
    OpenFile file(path_);
    zip::Writer archive(file);
    for (auto const& member : zip::members(package)) {
        DataRows* rows = nullptr;
        std::size_t count = 0;
        for (std::size_t i = 0; i < sheets.size(); ++i) {
            if (member.entry.name != "xl/worksheets/sheet" + std::to_string(i + 1) + ".xml") continue;
            rows = sheets[i].rows;
            count = sheets[i].plan.end - 1;
        }
        if (rows != nullptr) {
            put_sheet(archive, member, *rows, count);
        } else {
            archive.begin(member.entry);
            archive.append(member.packed);
        }
    }
    archive.close();
}

}  // namespace quaestor::document::xlsx

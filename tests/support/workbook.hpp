/// Workbooks made in memory, part by part, as small or as broken as a test wants them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace support {

/// One file of an archive. What is not set is as it should be.
struct Part {
    std::string name;
    std::string content;
    bool packed = true;      ///< deflated, else stored as it is
    bool encrypted = false;  ///< only said so
    int method = -1;         ///< says another way of packing
    bool wrong_checksum = false;
    bool packed_already = false;  ///< `content` is what zlib made; `expanded` says of how many bytes
    std::uint64_t expanded = 0;
};

/// The bytes of a zip archive.
[[nodiscard]] std::string archive(std::vector<Part> const& parts);

/// `text` deflated without header, as archives hold it.
[[nodiscard]] std::string deflated(std::string const& text);

/// A sheet of a workbook: `data` is what stands inside <sheetData>, `behind` what follows it.
struct SheetXml {
    std::string name;
    std::string data;
    std::string behind{};
    std::string state{};  ///< "hidden"
};

struct WorkbookXml {
    std::vector<SheetXml> sheets;
    std::string strings{};               ///< what stands inside <sst>
    std::vector<std::string> formats{};  ///< style 1 has the first number format, and so on
    std::string workbook_properties{};   ///< elements of xl/workbook.xml, before its sheets
    std::string before{};                ///< of every part, behind the XML declaration
    std::vector<Part> more{};            ///< parts beside; one of the same name takes the place of ours
};

[[nodiscard]] std::string bytes_of(WorkbookXml const& workbook);

/// One sheet called Data.
[[nodiscard]] std::string workbook(std::string const& sheet_data);

/// `<row r="2">...</row>` of texts from column A on; an empty one leaves its cell out.
[[nodiscard]] std::string text_row(unsigned row, std::vector<std::string> const& texts);

}  // namespace support

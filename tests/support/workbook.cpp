#include "support/workbook.hpp"

#include <algorithm>
#include <stdexcept>
#include <zlib.h>

namespace support {
namespace {

constexpr auto spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr auto relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr auto package_relations = "http://schemas.openxmlformats.org/package/2006/relationships";

std::string number(std::uint64_t value, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i)
        out += static_cast<char>(value >> (8 * i) & 0xFF);
    return out;
}

std::string relationship(std::string const& id, std::string const& kind, std::string const& target) {
    return "<Relationship Id=\"" + id + "\" Type=\"" + relations + "/" + kind + "\" Target=\"" + target +
           "\"/>";
}

std::string escaped(std::string const& text) {
    std::string out;
    for (char const c : text)
        out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '"' ? "&quot;" : std::string(1, c);
    return out;
}

std::string styles_of(std::vector<std::string> const& formats) {
    std::string codes;
    std::string cells = "<xf numFmtId=\"0\"/>";
    for (std::size_t i = 0; i < formats.size(); ++i) {
        auto const id = std::to_string(164 + i);
        codes += "<numFmt numFmtId=\"" + id + "\" formatCode=\"" + escaped(formats[i]) + "\"/>";
        cells += "<xf numFmtId=\"" + id + "\"/>";
    }
    // Styles that cells refer to stand behind others of the same form that they do not refer to.
    return std::string("<styleSheet xmlns=\"") + spreadsheet + "\"><numFmts>" + codes +
           "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>" + cells +
           "</cellXfs></styleSheet>";
}

}  // namespace

std::string deflated(std::string const& text) {
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error("zlib");
    std::string out(deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

std::string archive(std::vector<Part> const& parts) {
    std::string out;
    std::string directory;
    for (auto const& part : parts) {
        auto const stored = part.packed && !part.packed_already ? deflated(part.content) : part.content;
        auto const* const bytes = reinterpret_cast<Bytef const*>(part.content.data());
        auto sum = crc32(0, bytes, static_cast<uInt>(part.content.size()));
        if (part.wrong_checksum) sum ^= 1;
        auto const method = part.method >= 0 ? part.method : part.packed ? 8 : 0;
        auto const common = number(part.encrypted ? 1 : 0, 2) + number(static_cast<unsigned>(method), 2) +
                            number(0, 4) + number(sum, 4) + number(stored.size(), 4) +
                            number(part.packed_already ? part.expanded : part.content.size(), 4) +
                            number(part.name.size(), 2) + number(0, 2);
        directory += "PK\x01\x02" + number(20, 2) + number(20, 2) + common + number(0, 2) + number(0, 2) +
                     number(0, 2) + number(0, 4) + number(out.size(), 4) + part.name;
        out += "PK\x03\x04" + number(20, 2) + common + part.name + stored;
    }
    auto const count = number(parts.size(), 2);
    return out + directory + "PK\x05\x06" + number(0, 4) + count + count + number(directory.size(), 4) +
           number(out.size(), 4) + number(0, 2);
}

std::string bytes_of(WorkbookXml const& workbook) {
    auto const begin = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + workbook.before;
    std::string tabs;
    std::string related;
    std::vector<Part> parts;
    for (std::size_t i = 0; i < workbook.sheets.size(); ++i) {
        auto const& sheet = workbook.sheets[i];
        auto const n = std::to_string(i + 1);
        tabs += "<sheet name=\"" + escaped(sheet.name) + "\" sheetId=\"" + n + "\" r:id=\"rId" + n + "\"" +
                (sheet.state.empty() ? "" : " state=\"" + sheet.state + "\"") + "/>";
        related += relationship("rId" + n, "worksheet", "worksheets/sheet" + n + ".xml");
        parts.push_back({"xl/worksheets/sheet" + n + ".xml",
                         begin + "<worksheet xmlns=\"" + spreadsheet + "\"><sheetData>" + sheet.data +
                             "</sheetData>" + sheet.behind + "</worksheet>"});
    }
    related += relationship("rIdS", "sharedStrings", "sharedStrings.xml") +
               relationship("rIdY", "styles", "/xl/styles.xml");
    parts.push_back({"_rels/.rels", std::string("<Relationships xmlns=\"") + package_relations + "\">" +
                                        relationship("rId1", "officeDocument", "xl/workbook.xml") +
                                        "</Relationships>"});
    parts.push_back({"xl/workbook.xml", begin + "<workbook xmlns=\"" + spreadsheet + "\" xmlns:r=\"" +
                                            relations + "\">" + workbook.workbook_properties + "<sheets>" +
                                            tabs + "</sheets></workbook>"});
    parts.push_back(
        {"xl/_rels/workbook.xml.rels",
         std::string("<Relationships xmlns=\"") + package_relations + "\">" + related + "</Relationships>"});
    parts.push_back({"xl/sharedStrings.xml",
                     begin + "<sst xmlns=\"" + spreadsheet + "\">" + workbook.strings + "</sst>"});
    parts.push_back({"xl/styles.xml", styles_of(workbook.formats)});
    for (auto const& part : workbook.more) {
        auto const same =
            std::find_if(parts.begin(), parts.end(), [&](Part const& p) { return p.name == part.name; });
        if (same != parts.end()) {
            *same = part;
        } else {
            parts.push_back(part);
        }
    }
    return archive(parts);
}

std::string workbook(std::string const& sheet_data) {
    WorkbookXml xml;
    xml.sheets.push_back({"Data", sheet_data});
    return bytes_of(xml);
}

std::string text_row(unsigned row, std::vector<std::string> const& texts) {
    auto const r = std::to_string(row);
    std::string out = "<row r=\"" + r + "\">";
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (texts[i].empty()) continue;
        out += "<c r=\"" + std::string(1, static_cast<char>('A' + i)) + r +
               "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" + escaped(texts[i]) + "</t></is></c>";
    }
    return out + "</row>";
}

}  // namespace support

// A workbook of any bytes, or of any parts in an archive that is whole: a table or an error, soon.
#include "fuzz/tables.hpp"
#include "fuzz/workbook_text.hpp"

#include <cstdint>

using namespace quaestor;

namespace {

void read(std::string const& bytes) {
    fuzz::read_table("fuzz.xlsx", bytes);
    data::ReadOptions second;
    second.sheet = "2";
    second.csv.header_line = 2;
    second.csv.decimal = DecimalMark::comma;
    fuzz::read_table("fuzz.xlsx", bytes, second);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string const bytes(reinterpret_cast<char const*>(data), size);
    if (bytes.starts_with(fuzz::part_mark)) {
        read(support::archive(fuzz::parts_of(bytes)));
    } else {
        read(bytes);
    }
    return 0;
}

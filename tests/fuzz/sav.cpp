// A file of SPSS or Stata of any bytes: a table or an error, soon and in little memory.
#include "fuzz/tables.hpp"

#include <cstdint>

using namespace quaestor;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string const bytes(reinterpret_cast<char const*>(data), size);
    fuzz::read_table("fuzz.dta", bytes);  // what begins like SPSS is read as that, whatever its name
    data::ReadOptions options;
    options.csv.encoding = "windows-1252";
    options.package_limits.cells = {1000, 1};
    options.package_limits.text = {1000, 1};
    fuzz::read_table("fuzz.dta", bytes, options);
    return 0;
}

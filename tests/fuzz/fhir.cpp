// Questionnaire responses of FHIR of any bytes, alone, twice, and as the entry of a Bundle: a table or an
// error.
#include "fuzz/tables.hpp"

#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string const bytes(reinterpret_cast<char const*>(data), size);
    fuzz::read_table("fuzz.json", bytes);
    fuzz::read_table("fuzz.ndjson", bytes + "\n" + bytes);
    fuzz::read_table("fuzz.json", R"({"entry": [{"resource": )" + bytes + R"(}], "resourceType": "Bundle"})");
    quaestor::data::ReadOptions tight;
    tight.fhir_limits.file_bytes = 200;
    fuzz::read_table("fuzz.json", bytes, tight);
    return 0;
}

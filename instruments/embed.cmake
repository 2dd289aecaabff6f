# Writes the definitions into one C++ file, so that the program carries its library with it:
#   cmake -D OUTPUT=library_data.cpp -D ROOT=<project> -D FILES=instruments/mood/phq9.inst,... -P embed.cmake
# The text stands there as raw strings, in pieces that end at a line end: compilers limit the length of one literal, and a
# cut inside a line could fall into the middle of a character.
set(piece_limit 12000)

string(REPLACE "," ";" files "${FILES}")
list(LENGTH files count)

set(entries "")
foreach(path IN LISTS files)
    file(READ "${ROOT}/${path}" text)
    # Both would change the text on its way through the compiler.
    string(FIND "${text}" ")quaestor\"" terminator)
    string(FIND "${text}" "\r" carriage_return)
    if(NOT terminator EQUAL -1 OR NOT carriage_return EQUAL -1)
        message(FATAL_ERROR "${path}: a definition in the library must not hold )quaestor\" or carriage returns")
    endif()

    string(APPEND entries "    {\"${path}\"sv,")
    string(LENGTH "${text}" left)
    if(left EQUAL 0)
        message(FATAL_ERROR "${path}: is empty")
    endif()
    while(left GREATER 0)
        string(SUBSTRING "${text}" 0 ${piece_limit} piece)
        if(left GREATER piece_limit)
            string(FIND "${piece}" "\n" line_end REVERSE)
            if(line_end EQUAL -1)
                message(FATAL_ERROR "${path}: has a line of more than ${piece_limit} bytes")
            endif()
            math(EXPR length "${line_end} + 1")
            string(SUBSTRING "${text}" 0 ${length} piece)
            string(SUBSTRING "${text}" ${length} -1 text)
            math(EXPR left "${left} - ${length}")
        else()
            set(left 0)
        endif()
        string(APPEND entries "\n     R\"quaestor(${piece})quaestor\"")
    endwhile()
    string(APPEND entries "sv},\n")
endforeach()

file(WRITE "${OUTPUT}" "// Made by instruments/embed.cmake out of the definitions in instruments/; edit those.
#include \"instrument/library.hpp\"

#include <array>

namespace quaestor::instrument {

namespace {

using namespace std::string_view_literals;

constexpr std::array<EmbeddedFile, ${count}> files = {{
${entries}}};

}  // namespace

std::span<EmbeddedFile const> embedded_files() { return files; }

}  // namespace quaestor::instrument
")

# Makes the pages of docs/codes.md part of the program: cmake -D INPUT=docs/codes.md -D OUTPUT=codes_data.cpp -P embed_codes.cmake
file(READ ${INPUT} text)
set(source "#include \"cli/codes.hpp\"\n\nnamespace quaestor::cli {\n\nstd::string_view codes_text() {\n    return \n")
# A raw string literal holds at most 65,536 characters by the standard; pieces of 8,000 stay well below.
string(LENGTH "${text}" length)
set(at 0)
while(at LESS length)
    string(SUBSTRING "${text}" ${at} 8000 piece)
    string(APPEND source "R\"~~~(${piece})~~~\"\n")
    math(EXPR at "${at} + 8000")
endwhile()
string(APPEND source ";\n}\n\n}  // namespace quaestor::cli\n")
file(WRITE ${OUTPUT} "${source}")

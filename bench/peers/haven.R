# SPSS files: haven.R write ANSWERS.csv OUT.sav, or OUT.zsav; haven.R read IN.sav prints how many rows it has.
arguments <- commandArgs(trailingOnly = TRUE)
if (arguments[1] == "--version") {
    cat("haven ", as.character(packageVersion("haven")), ", ", R.version.string, "\n", sep = "")
} else if (arguments[1] == "write") {
    answers <- as.data.frame(data.table::fread(arguments[2]))
    answers$date <- as.character(answers$date)
    packed <- if (grepl("[.]zsav$", arguments[3])) "zsav" else "byte"
    haven::write_sav(answers, arguments[3], compress = packed)
} else {
    cat(nrow(haven::read_sav(arguments[2])), "\n")
}

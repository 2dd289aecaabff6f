# The same work by psych, in processor seconds: Rscript scales.R FILE FIRST COUNT [REPETITIONS]
# Prints "name,seconds", the median, under the names of bench_scales.
suppressMessages(library(psych))
options(mc.cores = 1)
arguments <- commandArgs(TRUE)
first <- as.integer(arguments[2]) + 1
columns <- first:(first + as.integer(arguments[3]) - 1)
repetitions <- if (length(arguments) > 3) as.integer(arguments[4]) else 3
x <- na.omit(read.csv(arguments[1])[columns])
five <- x[1:min(5, ncol(x))]
ten <- x[1:min(10, ncol(x))]
cat("psych,", as.character(packageVersion("psych")), "\nrows,", nrow(x), "\n", sep = "")
time <- function(name, call) {
  seconds <- sapply(seq_len(repetitions), function(i) {
    t <- system.time(suppressWarnings(suppressMessages(call())))
    t[["user.self"]] + t[["sys.self"]]
  })
  cat(name, ",", median(seconds), "\n", sep = "")
}
time("describe", function() describe(x))
time("alpha and items", function() alpha(x, check.keys = FALSE, warnings = FALSE))
time("alpha of 5 items, 1000 bootstrap samples", function() alpha(five, n.iter = 1000, check.keys = FALSE, warnings = FALSE))
time("split halves of 10 items, all", function() splitHalf(ten, raw = FALSE, brute = TRUE))
time("lambda 1 to 6 and all split halves of 10 items", function() guttman(ten))
if (requireNamespace("GPArotation", quietly = TRUE)) {
  time("omega of 3 group factors", function() omega(x, 3, plot = FALSE))
}
time("greatest lower bound", function() glb.fa(x))

# The same matrices by other software, in processor seconds: Rscript correlations.R FILE FIRST COUNT [REPETITIONS]
# Prints "name,seconds", the median. Packages that are not installed are left out.
arguments <- commandArgs(TRUE)
first <- as.integer(arguments[2]) + 1
columns <- first:(first + as.integer(arguments[3]) - 1)
repetitions <- if (length(arguments) > 3) as.integer(arguments[4]) else 3
x <- na.omit(read.csv(arguments[1])[columns])
cat("rows,", nrow(x), "\n", sep = "")
time <- function(name, call) {
  seconds <- sapply(seq_len(repetitions), function(i) { t <- system.time(call()); t[["user.self"]] + t[["sys.self"]] })
  cat(name, ",", median(seconds), "\n", sep = "")
}
time("cor", function() cor(x))
time("cor spearman", function() cor(x, method = "spearman"))
if (requireNamespace("lavaan", quietly = TRUE)) {
  ordered_x <- as.data.frame(lapply(x, ordered))
  time(paste("lavaan", packageVersion("lavaan"), "lavCor"),
       function() lavaan::lavCor(ordered_x, ordered = names(ordered_x), se = "none", output = "cor"))
}
if (requireNamespace("psych", quietly = TRUE)) {
  options(mc.cores = 1)
  time(paste("psych", packageVersion("psych"), "polychoric"),
       function() suppressWarnings(psych::polychoric(x, correct = 0, smooth = FALSE, progress = FALSE)))
}

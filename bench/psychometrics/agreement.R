# The work of bench/psychometrics/agreement in R: Rscript agreement.R RATINGS.csv WHAT
suppressMessages(library(psych))
arguments <- commandArgs(TRUE)
x <- read.csv(arguments[1])
if (arguments[2] == "read") {
    stopifnot(ncol(x) > 1)
} else if (arguments[2] == "icc") {
    r <- suppressMessages(ICC(x, lmer = FALSE))$results
    cat(format(r$ICC, digits = 12), "\n")
} else if (arguments[2] == "kappa") {
    r <- cohen.kappa(x)
    cat(format(c(r$kappa, r$weighted.kappa), digits = 12), "\n")
}

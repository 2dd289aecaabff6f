# Writes golden files of tests/golden/correlation that the collected numbers of other software lack: covariances of
# polychoric estimates, mixed matrices and smoothing.
#
#     Rscript tests/golden/make/polychoric.R
#
# Needs the packages lavaan, psych and polycor. Run from the project's root.

suppressMessages({library(lavaan); library(psych); library(polycor)})
folder <- "tests/golden/correlation/"

write_golden <- function(name, data, made_by, tolerance, ...) {
  lines <- c(paste("# data:", data), paste0("# made by: tests/golden/make/polychoric.R   ", R.version.string, ", ", made_by),
             paste("# tolerance:", tolerance), "quantity,row,column,value")
  quantities <- list(...)
  for (quantity in names(quantities)) {
    value <- quantities[[quantity]]
    if (is.matrix(value)) {
      for (i in seq_len(nrow(value))) for (j in seq_len(ncol(value)))
        if (!is.na(value[i, j])) lines <- c(lines, sprintf("%s,%d,%d,%.16g", quantity, i, j, value[i, j]))
    } else if (length(value) > 1) {
      lines <- c(lines, sprintf("%s,%d,,%.16g", quantity, seq_along(value), value))
    } else {
      lines <- c(lines, sprintf("%s,,,%.16g", quantity, value))
    }
  }
  writeLines(lines, paste0(folder, name))
}

version <- function(package) paste(package, packageVersion(package))

bfi <- read.csv("samples/bfi.csv")
for (item in c("A1", "C4", "C5", "E1", "E2", "O2", "O5")) bfi[[item]] <- 7 - bfi[[item]]

# lavaan's gamma: thresholds first, item by item, then correlations by columns below the diagonal.
gamma_of <- function(x, missing) {
  fit <- lavCor(x, ordered = names(x), output = "fit", se = "robust.sem", missing = missing)
  list(gamma = unclass(lavInspect(fit, "gamma")), n = lavInspect(fit, "nobs"))
}
agreeable <- bfi[paste0("A", 1:5)]
complete <- gamma_of(na.omit(agreeable), "listwise")
some <- gamma_of(agreeable, "pairwise")
write_golden("covariance_bfi_A.csv", "samples/bfi.csv, scale A", paste(version("lavaan"), "lavInspect(fit, 'gamma') / n"),
             "1e-9   of the covariances, which are small; relative 1e-5", persons = complete$n,
             listwise = complete$gamma / complete$n, pairwise = some$gamma / some$n)

# Five items, sex and age: polychoric, polyserial and Pearson in one matrix.
columns <- c("A1", "A2", "E3", "N4", "gender", "age")
people <- na.omit(bfi[columns])
fit <- lavCor(people[1:5], ordered = columns[1:5], output = "fit", se = "robust.sem")
r <- unclass(lavInspect(fit, "cor.all"))
se <- matrix(NA, 5, 5, dimnames = list(columns[1:5], columns[1:5]))
v <- unclass(lavInspect(fit, "gamma")) / nrow(people)
for (i in 1:4) for (j in (i + 1):5) se[i, j] <- se[j, i] <- sqrt(v[paste0(columns[i], "~~", columns[j]), paste0(columns[i], "~~", columns[j])])

# Polyserial by hand, with plain optimize() and central differences: lavaan 0.6-14 ends beside the maximum here for three
# of the five.
polyserial_by_hand <- function(y, x) {
  n <- length(y)
  k <- match(x, sort(unique(x)))
  categories <- max(k)
  # Of each person, given mean, variance, thresholds and rho.
  density <- function(p) {
    z <- (y - p[1]) / sqrt(p[2])
    a <- c(-Inf, p[3:(categories + 1)], Inf)
    rho <- p[categories + 2]
    rest <- sqrt(1 - rho^2)
    log(pnorm((a[k + 1] - rho * z) / rest) - pnorm((a[k] - rho * z) / rest)) - z^2 / 2 - log(p[2]) / 2
  }
  first <- c(mean(y), mean((y - mean(y))^2), qnorm(cumsum(table(k))[-categories] / n))
  rho <- optimize(function(rho) sum(density(c(first, rho))), c(-.95, .95), maximum = TRUE, tol = 1e-12)$maximum
  p <- c(first, rho)
  score <- sapply(seq_along(p), function(q) {
    h <- 1e-5 * max(1, abs(p[q]))
    up <- down <- p
    up[q] <- p[q] + h
    down[q] <- p[q] - h
    (density(up) - density(down)) / (2 * h)
  })
  # The first step by its own scores: mean, variance, thresholds.
  below <- sapply(seq_len(categories - 1), function(t) (k <= t) - mean(k <= t))
  influence <- cbind(y - first[1], (y - first[1])^2 - first[2], sweep(below, 2, dnorm(first[-(1:2)]), "/")) / n
  last <- length(p)
  moved <- (score[, last] - influence %*% crossprod(score[, -last], score[, last])) / sum(score[, last]^2)
  c(rho = rho, se = sqrt(sum(moved^2)))
}
by_hand <- sapply(columns[1:5], function(i) polyserial_by_hand(people$age, people[[i]]))
write_golden("mixed_bfi.csv", "samples/bfi.csv: A1 A2 E3 N4 gender, ordered, and age",
             paste(version("lavaan"), "lavCor(ordered =), gamma / n; polyserial by plain R, in the script"),
             "1e-6   an optimiser's", persons = nrow(people), r = r, se = se, polyserial = unname(by_hand["rho", ]),
             polyserial_se = unname(by_hand["se", ]))

serial <- sapply(columns[1:5], function(i) polycor::polyserial(people$age, people[[i]]))
write_golden("polyserial_age.csv", "samples/bfi.csv: age with A1 A2 E3 N4 gender",
             paste0(version("polycor"), " polyserial(ML = FALSE); ", version("psych"), " biserial"), "1e-10",
             by_moments = unname(serial), biserial = unname(c(psych::biserial(people$age, people$gender))),
             pearson = unname(sapply(columns[1:5], function(i) cor(people$age, people[[i]]))))

# A matrix that cannot be: 0.9, 0.9 and -0.5.
broken <- matrix(c(1, .9, -.5, .2, .9, 1, .4, .1, -.5, .4, 1, .3, .2, .1, .3, 1), 4)
write_golden("smooth.csv", "a matrix of four, in the script", paste(version("psych"), "cor.smooth"), "1e-9", before = broken,
             after = suppressWarnings(unclass(psych::cor.smooth(broken))))

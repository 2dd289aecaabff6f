# The same question as 'bench_reliability coverage', in plain R that shares no line with the engine:
#
#   Rscript bench/reliability/coverage.R [SAMPLES] [REPLICATIONS]
#
# How often intervals of alpha hold the truth. Seeds are fixed: a run repeats.

asked <- as.integer(commandArgs(trailingOnly = TRUE))
samples <- if (length(asked) > 0) asked[1] else 1000
replications <- if (length(asked) > 1) asked[2] else 500

equal <- rep(.65, 5)
ten <- rep(.6, 10)
unequal <- c(.8, .75, .7, .6, .5, .45, .4, .3)
conditions <- list(
  list("normal, parallel items, n = 30, k = 5", 30, equal),
  list("normal, parallel items, n = 100, k = 5", 100, equal),
  list("normal, parallel items, n = 500, k = 5", 500, equal),
  list("normal, parallel items, n = 100, k = 10", 100, ten),
  list("normal, unequal loadings, n = 200, k = 8", 200, unequal),
  list("5 categories, symmetric, n = 200, k = 5", 200, equal, c(-1.5, -.5, .5, 1.5)),
  list("5 categories, most at the floor, n = 200, k = 5", 200, equal, c(1, 1.5, 2, 2.5)),
  list("2 categories, half each, n = 200, k = 10", 200, ten, 0),
  list("2 categories, one in ten, n = 200, k = 10", 200, ten, qnorm(.9)),
  list("heavy tails, n = 200, k = 5", 200, equal, NULL, TRUE))

draw <- function(condition, n) {
  l <- condition[[3]]
  size <- if (length(condition) > 4) ifelse(runif(n) < .1, 3, 1) else 1
  x <- size * (outer(rnorm(n), l) + matrix(rnorm(n * length(l)), n) %*% diag(sqrt(1 - l^2)))
  if (length(condition) > 3 && !is.null(condition[[4]])) x <- matrix(findInterval(x, condition[[4]]), n)
  x
}
parts <- function(x) {
  x <- sweep(x, 2, colMeans(x))
  cbind(x, rowSums(x^2), rowSums(x)^2)
}
# of sums of parts, one sample a row
alpha <- function(s, n) {
  k <- ncol(s) - 2
  i <- s[, 1:k, drop = FALSE]
  k / (k - 1) * (1 - (s[, k + 1] - rowSums(i^2) / n) / (s[, k + 2] - rowSums(i)^2 / n))
}
normal_se <- function(x) {
  c <- cov(x)
  k <- ncol(x)
  s <- sum(c)
  sqrt(2 * k^2 / ((k - 1)^2 * s^3) * (s * (sum(c^2) + sum(diag(c))^2) - 2 * sum(diag(c)) * sum(rowSums(c)^2)) / nrow(x))
}

cat("| answers | alpha | Feldt | Duhachek-Iacobucci | jackknife | percentile | BCa | warned |\n")
cat("| --- | --- | --- | --- | --- | --- | --- | --- |\n")
for (condition in conditions) {
  set.seed(1)
  p <- parts(draw(condition, 5e5))
  truth <- alpha(rbind(colSums(p)), nrow(p))
  set.seed(2)
  held <- matrix(NA, samples, 6)
  for (b in 1:samples) {
    n <- condition[[2]]
    x <- draw(condition, n)
    k <- ncol(x)
    p <- parts(x)
    a <- alpha(rbind(colSums(p)), n)
    if (!is.finite(a)) next
    feldt <- 1 - (1 - a) * qf(c(.975, .025), n - 1, (n - 1) * (k - 1))
    ase <- normal_se(x)
    without <- alpha(sweep(-p, 2, colSums(p), "+"), n - 1)
    se <- sqrt((n - 1) / n * sum((without - mean(without))^2))
    again <- sort(alpha(t(rmultinom(replications, n, rep(1, n))) %*% p, n))
    d <- mean(without) - without
    acceleration <- sum(d^3) / (6 * sum(d^2)^1.5)
    bias <- qnorm(mean(again < a))
    z <- bias + qnorm(c(.025, .975))
    bca <- quantile(again, pnorm(bias + z / (1 - acceleration * z)), names = FALSE)
    inside <- function(bounds) bounds[1] <= truth && truth <= bounds[2]
    held[b, ] <- c(inside(feldt), inside(a + c(-1, 1) * 1.959964 * ase), inside(a + c(-1, 1) * 1.959964 * se),
                   inside(quantile(again, c(.025, .975), names = FALSE)), inside(bca), abs(log(se / ase)) > max(log(1.15), 2.75 / sqrt(n)))
  }
  cat(sprintf("| %s | %.3f | %s |\n", condition[[1]], truth,
              paste(sprintf("%.1f", 100 * colMeans(held, na.rm = TRUE)), collapse = " | ")))
}

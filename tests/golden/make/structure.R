# Totals of models of simple structure, from lavaan's fit by plain sums. Run from the project's root:
#   Rscript tests/golden/make/structure.R > tests/golden/reliability/structure_totals.csv
suppressMessages(library(lavaan))
suppressMessages(library(pbivnorm))

cat("# data: rows 1: samples/bfi.csv, five factors; 2: tests/data/hs1939.csv, three factors;",
    "3: tests/data/verbagg.csv, every 2 as 1, three factors; complete persons\n")
cat("# made by: R ", as.character(getRversion()), ", lavaan ", as.character(packageVersion("lavaan")),
    ", sums over its implied matrices; bivariate normal probabilities by pbivnorm\n", sep = "")
cat("# tolerance: 1e-5   both search\n")
cat("quantity,row,column,value\n")
say <- function(quantity, row, value) cat(sprintf("%s,%d,,%.15g\n", quantity, row, value))

bfi <- read.csv("samples/bfi.csv")
items <- c(outer(1:5, c("A", "C", "E", "N", "O"), function(i, s) paste0(s, i)))
bfi <- na.omit(bfi[items])
turned <- c("A1", "C4", "C5", "E1", "E2", "O2", "O5")
bfi[turned] <- 7 - bfi[turned]
hs <- read.csv("tests/data/hs1939.csv")[paste0("x", 1:9)]
verbagg <- read.csv("tests/data/verbagg.csv")
acts <- c("Curse", "Scold", "Shout")
verbal <- lapply(acts, function(act) paste0("S", rep(1:4, each = 2), c("Want", "Do"), act))
verbagg <- as.data.frame(lapply(verbagg[unlist(verbal)], pmin, 1))

model_of <- function(parts) paste(sprintf("%s =~ %s", names(parts), sapply(parts, paste, collapse = "+")), collapse = "\n")
of_bfi <- split(items, substr(items, 1, 1))
of_hs <- list(visual = paste0("x", 1:3), textual = paste0("x", 4:6), speed = paste0("x", 7:9))
of_verbal <- setNames(verbal, acts)

common_of <- function(fit) {
  est <- lavInspect(fit, "est")
  est$lambda %*% est$psi %*% t(est$lambda)
}
linear <- function(row, parts, data) {
  fit <- cfa(model_of(parts), data, std.lv = TRUE)
  common <- common_of(fit)
  say("total_of_observed", row, sum(common) / sum(lavInspect(fit, "sampstat")$cov))
  say("total_of_model", row, sum(common) / sum(lavInspect(fit, "implied")$cov))
}
linear(1, of_bfi, bfi)
linear(2, of_hs, hs)

scores_covariance <- function(thresholds, r) {
  both <- function(a, b, rho) if (rho >= 1) pnorm(min(a, b)) else pbivnorm(a, b, rho)
  total <- 0
  for (i in names(thresholds)) for (j in names(thresholds)) for (a in thresholds[[i]]) for (b in thresholds[[j]])
    total <- total + both(a, b, if (i == j && r[i, j] > 1 - 1e-12) 1 else r[i, j]) - pnorm(a) * pnorm(b)
  total
}
ordered_total <- function(row, parts, data) {
  fit <- cfa(model_of(parts), data, std.lv = TRUE, ordered = names(data), estimator = "DWLS")
  th <- lavInspect(fit, "sampstat")$th
  thresholds <- split(as.numeric(th), factor(sub("[|].*", "", names(th)), unique(sub("[|].*", "", names(th)))))
  common <- common_of(fit)
  top <- scores_covariance(thresholds, common)
  say("categorical_of_observed", row, top / scores_covariance(thresholds, lavInspect(fit, "sampstat")$cov))
  say("categorical_of_model", row, top / scores_covariance(thresholds, lavInspect(fit, "implied")$cov))
}
ordered_total(1, of_bfi, bfi)
ordered_total(3, of_verbal, verbagg)

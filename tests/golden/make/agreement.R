# Writes the rest of tests/golden/agreement: Rscript tests/golden/make/agreement.R, from the project's root.
# R 4.2.2 with psych 2.2.9. Nothing here is computed by Quaestor.
suppressMessages(library(psych))

golden <- function(name, data, by, tolerance, rows) {
    value <- format(as.numeric(rows$value), digits = 17, trim = TRUE, scientific = FALSE, drop0trailing = TRUE)
    small <- abs(rows$value) < 1e-4 & rows$value != 0
    value[small] <- format(rows$value[small], digits = 17, trim = TRUE, scientific = TRUE)
    writeLines(c(paste("# data:", data),
                 paste0("# made by: R ", getRversion(), ", ", by), paste("# tolerance:", tolerance),
                 "quantity,row,column,value", paste(rows$quantity, rows$row, rows$column, value, sep = ",")),
               file.path("tests/golden/agreement", name))
}
row <- function(quantity, value, row = "") data.frame(quantity, row, column = "", value = as.numeric(value))

# Intraclass correlations of scales, their items as raters: listwise, reversed items as they are in the file.
icc <- function(name, file, columns) {
    x <- na.omit(read.csv(file)[, columns])
    r <- suppressMessages(ICC(x, lmer = FALSE))$results
    rows <- do.call(rbind, lapply(1:6, function(i) rbind(
        row("icc", r$ICC[i], i), row("f", r$F[i], i), row("df1", r$df1[i], i), row("df2", r$df2[i], i),
        row("lower", r$`lower bound`[i], i), row("upper", r$`upper bound`[i], i))))
    golden(name, paste0(file, ", ", paste(columns, collapse = " ")), paste0("psych ", packageVersion("psych"),
           ", psych::ICC(lmer = FALSE)"), "1e-11", rows)
}
for (s in c("A", "C", "E", "O")) icc(paste0("icc_bfi_", s, ".csv"), "samples/bfi.csv", paste0(s, 1:5))
icc("icc_hs1939_speed.csv", "tests/data/hs1939.csv", paste0("x", 7:9))
icc("icc_polidem_y1_4.csv", "tests/data/polidem.csv", paste0("y", 1:4))

# Two measurements: the peak flow data of Bland & Altman (1986), and two items.
pefr <- data.frame(
    wright1 = c(494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427),
    wright2 = c(490, 397, 512, 401, 470, 611, 415, 431, 638, 429, 420, 633, 275, 492, 165, 372, 421),
    mini1 = c(512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451),
    mini2 = c(525, 415, 508, 444, 500, 625, 460, 390, 642, 432, 420, 605, 227, 467, 268, 370, 443))
write.csv(pefr, "tests/data/agreement/peak_flow.csv", row.names = FALSE, quote = FALSE)
retest <- function(name, about, a, b) {
    d <- b - a
    n <- length(d)
    z <- qnorm(0.975)
    test <- t.test(b, a, paired = TRUE)
    r <- cor.test(a, b)
    trend <- cor.test(d, (a + b) / 2)
    within <- anova(lm(c(a, b) ~ factor(rep(seq_len(n), 2))))["Residuals", "Mean Sq"]
    two_way <- anova(lm(c(a, b) ~ factor(rep(seq_len(n), 2)) + factor(rep(1:2, each = n))))["Residuals", "Mean Sq"]
    error <- sd(d) * sqrt(1 / n + z^2 / (2 * (n - 1))) * qt(0.975, n - 1)
    golden(name, about, "t.test, cor.test, anova; limits by their formula", "1e-11", rbind(
        row("r", r$estimate), row("r_lower", r$conf.int[1]), row("r_upper", r$conf.int[2]),
        row("change", mean(d)), row("change_lower", test$conf.int[1]), row("change_upper", test$conf.int[2]),
        row("change_t", test$statistic), row("change_p", test$p.value), row("change_sd", sd(d)),
        row("trend_r", trend$estimate), row("trend_p", trend$p.value),
        row("lower_limit", mean(d) - z * sd(d)), row("lower_limit_lower", mean(d) - z * sd(d) - error),
        row("upper_limit", mean(d) + z * sd(d)), row("upper_limit_upper", mean(d) + z * sd(d) + error),
        row("sem", sqrt(two_way)), row("sem_agreement", sqrt(within)),
        row("detectable_change", z * sqrt(2) * sqrt(two_way)), row("repeatability", z * sqrt(2) * sqrt(within))))
}
retest("retest_peak_flow.csv", "tests/data/agreement/peak_flow.csv, wright1 and mini1", pefr$wright1, pefr$mini1)
bfi <- na.omit(read.csv("samples/bfi.csv")[, c("N1", "N2")])
retest("retest_bfi_N.csv", "samples/bfi.csv, N1 and N2, listwise", bfi$N1, bfi$N2)

# Writes what tests/golden/reliability has of R packages that from_peers.py has not: greatest lower bounds, omega
# hierarchical by several rotations, stratified alpha. Run from the project's root, with psych, GPArotation and Rcsdp:
#
#   Rscript tests/golden/make/reliability.R

suppressMessages({library(psych); library(GPArotation); library(Rcsdp)})

bfi <- read.csv("samples/bfi.csv")
reversed <- c("A1", "C4", "C5", "E1", "E2", "O2", "O5")
bfi[reversed] <- 7 - bfi[reversed]
hs1939 <- read.csv("tests/data/hs1939.csv")
lsat7 <- read.csv("tests/data/lsat7.csv")
polidem <- read.csv("tests/data/polidem.csv")
names(lsat7) <- gsub(" ", ".", names(lsat7))

scales <- list()
for (l in c("A", "C", "E", "N", "O")) scales[[paste0("bfi_", l)]] <- bfi[paste0(l, 1:5)]
scales$bfi_all25 <- bfi[c(outer(1:5, c("A", "C", "E", "N", "O"), function(i, l) paste0(l, i)))]
scales$hs1939_visual <- hs1939[paste0("x", 1:3)]
scales$hs1939_textual <- hs1939[paste0("x", 4:6)]
scales$hs1939_speed <- hs1939[paste0("x", 7:9)]
scales$hs1939_all9 <- hs1939[paste0("x", 1:9)]
scales$lsat7_all5 <- lsat7[paste0("Item.", 1:5)]
scales$polidem_y1_4 <- polidem[paste0("y", 1:4)]
scales$polidem_y1_8 <- polidem[paste0("y", 1:8)]

number <- function(x) format(x, digits = 15)
versions <- function(...) paste(c(paste("R", getRversion()), sapply(c(...), function(p) paste(p, packageVersion(p)))), collapse = ", ")
write <- function(name, about, made, tolerance, lines) {
  writeLines(c(paste("# data:", about), paste("# made by:", made), paste("# tolerance:", tolerance),
               "quantity,row,column,value", lines), paste0("tests/golden/reliability/", name, ".csv"))
}
file_of <- function(name) {
  data <- sub("_.*", "", name)
  paste0(if (data == "bfi") "samples/" else "tests/data/", data, ".csv, scale ", sub("^[^_]*_", "", name))
}

for (name in names(scales)) {
  x <- na.omit(as.matrix(scales[[name]]))
  lines <- c(paste0("glb_cov,,,", number(glb.algebraic(cov(x))$glb)), paste0("glb_cor,,,", number(glb.algebraic(cor(x))$glb)))
  write(paste0("glb_", name), file_of(name), versions("psych", "Rcsdp"),
        "2e-7   CSDP stops at a relative gap of 1e-8", lines)
}

# stratified alpha of the five traits, and the alpha of their sums as parcels
x <- na.omit(as.matrix(scales$bfi_all25))
alpha <- function(c) ncol(c) / (ncol(c) - 1) * (1 - sum(diag(c)) / sum(c))
strata <- lapply(0:4, function(t) 5 * t + 1:5)
each <- sapply(strata, function(s) alpha(cov(x[, s])))
sums <- sapply(strata, function(s) rowSums(x[, s]))
lines <- c(paste0("alpha,", 1:5, ",,", number(each)),
           paste0("stratified,,,", number(1 - sum(apply(sums, 2, var) * (1 - each)) / var(rowSums(x)))),
           paste0("parcels,,,", number(alpha(cov(sums)))))
write("stratified_bfi", "samples/bfi.csv, all 25 items, complete persons", versions("stats"), "1e-12", lines)

# three factors of hs1939 and five of bfi, by several general factors; the rotation is repeated from 6 random starts and the
# lowest criterion kept, since the one start of psych::omega need not reach it
best <- function(loadings, method) {
  found <- NULL
  set.seed(1)
  for (start in 1:6) {
    t <- if (start == 1) diag(ncol(loadings)) else qr.Q(qr(matrix(rnorm(ncol(loadings)^2), ncol(loadings))))
    try <- suppressWarnings(GPFoblq(loadings, Tmat = t, normalize = FALSE, eps = 1e-6, maxit = 2000, method = method))
    value <- tail(try$Table[, 2], 1)
    if (is.null(found) || value < found$value - 1e-9) found <- list(value = value, loadings = unclass(try$loadings), phi = try$Phi)
  }
  found
}
for (case in list(list("hs1939_all9", 3), list("bfi_all25", 5), list("bfi_all25", 3))) {
  x <- na.omit(as.matrix(scales[[case[[1]]]]))
  r <- cor(x)
  m <- case[[2]]
  unrotated <- suppressWarnings(fa(r, m, rotate = "none", min.err = 1e-12))
  lines <- c()
  for (method in c("oblimin", "geomin")) {
    rotated <- best(unclass(unrotated$loadings), if (method == "oblimin") "oblimin" else "geomin")
    s <- suppressWarnings(fa(rotated$phi, 1, min.err = 1e-12))$loadings[, 1]
    g <- rotated$loadings %*% s
    groups <- rotated$loadings %*% diag(sqrt(1 - s^2))
    lines <- c(lines, paste0(method, "_omega_h,,,", number(sum(g)^2 / sum(r))),
               paste0(method, "_ecv,,,", number(sum(g^2) / (sum(g^2) + sum(groups^2)))),
               paste0(method, "_second_order,,,", number(sum(abs(s)))))
  }
  write(paste0("general_", case[[1]], "_", m), file_of(case[[1]]), versions("psych", "GPArotation"),
        "3e-4   the peer stops its extractions and rotations early", lines)
}

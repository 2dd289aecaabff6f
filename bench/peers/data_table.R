# data.table: Rscript data_table.R IN OUT FORM [THREADS]
suppressMessages(library(data.table))
arguments <- commandArgs(TRUE)
if (arguments[1] == "--version") {
  cat("data.table ", as.character(packageVersion("data.table")), ", ", R.version.string, "\n", sep = "")
  quit()
}
form <- arguments[3]
setDTthreads(if (length(arguments) > 3) as.integer(arguments[4]) else 2L)

metric <- c(7.00, 9.51, 11.25, 12.40, 13.33, 14.08, 14.75, 15.32, 15.84, 16.36, 16.88, 17.43, 17.98, 18.59, 19.25,
  19.98, 20.73, 21.54, 22.35, 23.21, 24.11, 25.03, 26.02, 27.03, 28.13, 29.31, 30.70, 32.55, 35.00)
known <- list(
  wemwbs = list(items = 14L, lowest = 1L, highest = 5L, most_missing = 3L, short = c(1, 2, 3, 6, 7, 9, 11),
    bands = c(low = 14, medium = 41, high = 60)),
  phq9 = list(items = 9L, lowest = 0L, highest = 3L, most_missing = 2L,
    bands = c(minimal = 0, mild = 5, moderate = 10, "moderately severe" = 15, severe = 20)),
  gad7 = list(items = 7L, lowest = 0L, highest = 3L, most_missing = 2L,
    bands = c(minimal = 0, mild = 5, moderate = 10, severe = 15)),
  pss10 = list(items = 10L, lowest = 0L, highest = 4L, most_missing = 2L, reversed = c(4, 5, 7, 8)))
chosen <- switch(form, narrow = known["wemwbs"], wide = known,
  list(item = list(items = as.integer(form), lowest = 1L, highest = 5L, most_missing = as.integer(form) %/% 5L)))

answers <- fread(arguments[1], sep = ",", showProgress = FALSE,
  select = c("id", unlist(lapply(names(chosen), function(name) paste0(name, "_", seq_len(chosen[[name]]$items))))))
n <- nrow(answers)

score <- function(name, q) {
  nothing <- function() integer(n)
  scored <- nothing(); sum <- nothing(); squares <- nothing(); given <- nothing(); blank <- nothing()
  run <- nothing(); longest <- nothing(); raw <- nothing(); before <- NULL
  for (i in seq_len(q$items)) {
    answer <- answers[[paste0(name, "_", i)]]
    none <- is.na(answer)
    refused <- none | answer < q$lowest | answer > q$highest
    blank <- blank + none
    given <- given + !refused
    answer[refused] <- 0L
    sum <- sum + answer
    squares <- squares + answer * answer
    entered <- answer
    if (i %in% q$reversed) {
      entered <- q$lowest + q$highest - answer
      entered[refused] <- 0L
    }
    scored <- scored + entered
    if (i %in% q$short) {
      raw <- raw + answer
      raw[refused] <- -1000L
    }
    run <- if (i == 1) as.integer(!refused) else (run * (answer == before) + 1L) * (!refused)
    longest <- pmax.int(longest, run)
    before <- answer
  }
  # A refused answer is 0 here, and after one a true 0 must not go on with its run: that run is 0, so it cannot.
  total <- scored * as.numeric(q$items) / given
  total[q$items - given > q$most_missing] <- NA
  out <- list(total = round(total, 2))
  if (!is.null(q$bands)) out$total_band <- names(q$bands)[findInterval(total, q$bands)]
  if (!is.null(q$short)) {
    converted <- rep(NA_real_, n)
    whole <- raw >= 7L
    converted[whole] <- metric[raw[whole] - 6L]
    out$short_metric <- converted
  }
  out$n_missing <- blank
  out$n_out_of_range <- q$items - given - blank
  out$longest_run <- as.integer(longest)
  irv <- sqrt((given * as.numeric(squares) - as.numeric(sum)^2) / (given * (given - 1)))
  irv[given < 2] <- NA
  out$irv <- round(irv, 4)
  out
}

results <- list(id = answers[["id"]])
for (name in names(chosen)) {
  scores <- score(name, chosen[[name]])
  if (length(chosen) > 1) names(scores) <- paste0(name, "_", names(scores))
  results <- c(results, scores)
}
setDT(results)
fwrite(results, arguments[2], quote = FALSE, showProgress = FALSE)

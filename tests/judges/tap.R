# TAP for tests in R: check(name, holds, why) for each thing that must hold, then done().
tap <- new.env()
tap$count <- 0
tap$failed <- 0

check <- function(name, holds, why = "") {
  holds <- isTRUE(holds)
  tap$count <- tap$count + 1
  if (!holds) tap$failed <- tap$failed + 1
  cat(if (holds) "ok" else "not ok", tap$count, name, "\n")
  if (!holds) for (line in why) cat("#", line, "\n")
}

done <- function() {
  cat(sprintf("1..%d\n", tap$count))
  quit(status = if (tap$failed > 0 || tap$count == 0) 1 else 0)
}

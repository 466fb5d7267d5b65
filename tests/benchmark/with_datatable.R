# The figures of the benchmark by data.table: fread of the columns that are needed, counted year by year.
suppressPackageStartupMessages(library(data.table))
arguments <- commandArgs(TRUE)
fields <- strsplit(arguments[2], ",")[[1]]
headings <- strsplit(arguments[3], "|", fixed = TRUE)[[1]]
setDTthreads(as.integer(arguments[4]))
records <- fread(arguments[1], select = headings, colClasses = "character", na.strings = NULL)
setnames(records, headings, c("received", "closed", fields))
days_of <- function(texts) { known <- unique(texts); as.integer(as.Date(known, "%d/%m/%Y"))[match(texts, known)] }
received <- days_of(records$received)
length_open <- days_of(records$closed) - received
known <- unique(received)
date <- as.POSIXlt(as.Date(known, origin = "1970-01-01"))
set(records, j = "year", value = (date$year + 1900L - (date$mon < 3L))[match(received, known)])
totals <- data.table(year = records$year, four = length_open <= 28, twelve = length_open <= 84)[
  , .(n = .N, four = sum(four, na.rm = TRUE), twelve = sum(twelve, na.rm = TRUE)), by = year]
cat(sprintf("%d|||%d|%d|%d\n", totals$year, totals$n, totals$four, totals$twelve), sep = "")
for (field in fields) {
  counts <- records[, .N, by = c("year", field)]
  counts[, name := tolower(trimws(get(field)))]
  counts[name == "", name := "-"]
  counts <- counts[, .(n = sum(N)), by = c("year", "name")]
  cat(sprintf("%d|%s|%s|%d||\n", counts$year, field, counts$name, counts$n), sep = "")
}

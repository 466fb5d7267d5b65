# A pack as an analyst would make it with R: the breakdowns of an export by year as a workbook (openxlsx), a chart of each
# (ggplot2) and a Word document of both (rmarkdown). Prints the figures as with_datatable.R does.
suppressPackageStartupMessages({ library(ggplot2); library(openxlsx); library(rmarkdown) })
arguments <- commandArgs(TRUE)
fields <- strsplit(arguments[2], ",")[[1]]
headings <- strsplit(arguments[3], "|", fixed = TRUE)[[1]]
out <- arguments[4]
dir.create(out, recursive = TRUE, showWarnings = FALSE)
records <- read.csv(arguments[1], colClasses = "character", na.strings = character(), check.names = FALSE)[headings]
names(records) <- c("received", "closed", fields)
received <- as.Date(records$received, "%d/%m/%Y")
days <- as.integer(as.Date(records$closed, "%d/%m/%Y") - received)
date <- as.POSIXlt(received)
records$year <- date$year + 1900L - (date$mon < 3L)
within <- function(most) tapply(!is.na(days) & days <= most, records$year, sum)
tables <- list(contacts = rbind(Contacts = tapply(days, records$year, length), `Within 4 weeks` = within(28), `Within 12 weeks` = within(84)))
for (field in fields) {
  values <- tolower(trimws(records[[field]]))
  tables[[field]] <- unclass(table(ifelse(values == "", "-", values), records$year))
}
book <- createWorkbook()
for (name in names(tables)) {
  addWorksheet(book, name)
  writeData(book, name, as.data.frame(tables[[name]]), rowNames = TRUE)
}
saveWorkbook(book, file.path(out, "tables.xlsx"), overwrite = TRUE)
for (name in names(tables)) {
  long <- as.data.frame(as.table(tables[[name]][, ncol(tables[[name]]) - 1:0, drop = FALSE]))
  names(long) <- c("category", "year", "count")
  chart <- ggplot(long, aes(count, category, fill = year)) + geom_col(position = "dodge") +
    scale_fill_manual(values = c("#28A197", "#12436D")) + labs(title = paste("By", name), y = NULL) + theme_minimal()
  ggsave(file.path(out, paste0(name, ".png")), chart, width = 6.7, height = 4.8, dpi = 144)
}
source <- file.path(out, "report.Rmd")
writeLines(c("---", "title: Annual report", "output: word_document", "---", "",
  unlist(lapply(names(tables), function(name) c(paste("# By", name), "", sprintf("![By %s](%s.png)", name, name), "",
    sprintf("```{r echo=FALSE}\nknitr::kable(tables[[\"%s\"]])\n```", name), "")))), source)
invisible(render(source, output_file = "report.docx", quiet = TRUE, envir = environment()))
for (year in colnames(tables$contacts)) cat(year, "|||", paste(tables$contacts[, year], collapse = "|"), "\n", sep = "")
for (field in fields) for (category in rownames(tables[[field]])) for (year in colnames(tables[[field]]))
  cat(year, "|", field, "|", category, "|", tables[[field]][category, year], "||\n", sep = "")

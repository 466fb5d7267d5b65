# R's stats and survival beside ours, over random data: a program of ours answers the lines that are written here.
source(file.path(Sys.getenv("LADOSTAT_ROOT"), "tests/judges/tap.R"))
library(survival)
set.seed(20240331)
rounds <- 300

answers <- function(lines) {
  said <- system2(Sys.getenv("LADOSTAT_STATISTICS_LINES"), stdout = TRUE, input = lines)
  lapply(strsplit(said, " "), function(words) suppressWarnings(as.numeric(words)))
}

line <- function(what, ...) paste(what, paste(format(c(...), digits = 17, trim = TRUE, scientific = FALSE), collapse = " "))

# To six figures; both NA, or both infinite, agree.
same <- function(ours, theirs) {
  if (length(ours) != length(theirs)) return(FALSE)
  blank <- is.na(ours) & is.na(theirs) | is.infinite(ours) & is.infinite(theirs)
  all(blank | (!is.na(ours) & !is.na(theirs) & abs(ours - theirs) <= 1e-6 * pmax(abs(theirs), 1e-3)))
}

compare <- function(name, cases, question, judge) {
  ours <- answers(vapply(cases, question, ""))
  theirs <- lapply(cases, judge)
  agree <- length(ours) == length(cases)
  agree <- agree && all(mapply(same, ours, theirs))
  first <- if (length(ours) == length(cases)) which(!mapply(same, ours, theirs))[1] else 1
  check(sprintf("%s agrees with R in %d random cases", name, length(cases)), agree,
        if (!is.na(first)) c(question(cases[[first]]), paste("ours  ", paste(ours[[first]], collapse = " ")),
                             paste("theirs", paste(theirs[[first]], collapse = " "))))
}

many <- function(make) lapply(seq_len(rounds), function(i) make())
level <- function() sample(c(0.9, 0.95, 0.998), 1)
counted <- function() { n <- sample(1:600, 1); c(sample(0:n, 1), n) }

compare("the normal quantile", many(function() runif(1)^4), function(p) line("normal", p), qnorm)

# prop.test without correction gives Wilson's limits, for one share as for two it gives none of Newcombe's.
wilson <- function(x, n, level) as.numeric(prop.test(x, n, conf.level = level, correct = FALSE)$conf.int)
compare("Wilson's interval", many(function() list(x = counted(), level = level())),
        function(case) line("wilson", case$x, case$level),
        function(case) suppressWarnings(wilson(case$x[1], case$x[2], case$level)))

compare("the exact interval of a count", many(function() list(x = rpois(1, sample(c(1, 8, 60, 900), 1)), level = level())),
        function(case) line("poisson", case$x, case$level),
        function(case) as.numeric(poisson.test(case$x, conf.level = case$level)$conf.int))

compare("the exact interval of a large count", many(function() list(x = rpois(1, 10^runif(1, 5, 9)), level = level())),
        function(case) line("poisson", case$x, case$level),
        function(case) as.numeric(poisson.test(case$x, conf.level = case$level)$conf.int))

compare("Newcombe's interval of a difference", many(function() list(a = counted(), b = counted(), level = level())),
        function(case) line("newcombe", case$a, case$b, case$level),
        function(case) suppressWarnings({
          p <- case$a[1] / case$a[2]; q <- case$b[1] / case$b[2]
          one <- wilson(case$a[1], case$a[2], case$level); two <- wilson(case$b[1], case$b[2], case$level)
          c(p - q - sqrt((p - one[1])^2 + (two[2] - q)^2), p - q + sqrt((one[2] - p)^2 + (q - two[1])^2))
        }))

compare("the exact test of two counts",
        many(function() {
          x <- rpois(2, sample(c(0.5, 5, 80), 1))
          if (sum(x) == 0) x[1] <- 1
          list(x = x)
        }),
        function(case) line("counts", case$x[1], case$x[2]),
        function(case) {
          n <- sum(case$x); x <- case$x[1]
          min(1, 2 * min(pbinom(x, n, 0.5), pbinom(x - 1, n, 0.5, lower.tail = FALSE)))
        })

compare("the chi-square test of equal counts",
        many(function() { x <- rpois(sample(2:15, 1), sample(c(3, 20, 200), 1) * (1 + runif(1) * c(0, 0.3, 1)[sample(3, 1)])); if (sum(x) == 0) x[1] <- 1; x }),
        function(x) line("equal", x), function(x) suppressWarnings(chisq.test(x)$p.value))

compare("the adjusted residual of a cell",
        many(function() matrix(rpois(sample(2:6, 1) * 3, sample(c(3, 20, 200), 1)) + 1, ncol = 3)),
        function(x) line("residual", x[2, 3], sum(x[2, ]), sum(x[, 3]), sum(x)),
        function(x) suppressWarnings(chisq.test(x)$stdres[2, 3]))

# Whole days, so that there are ties; closures on the day of receipt; some sets all open, some all closed.
compare("Kaplan-Meier with log-log limits and the median",
        many(function() {
          n <- sample(1:80, 1)
          list(time = floor(rexp(n, 1 / sample(c(2, 20, 90), 1))), ended = rbinom(n, 1, sample(c(0, 0.3, 0.7, 1), 1)),
               level = sample(c(0.9, 0.95), 1))
        }),
        function(case) line("survival", rbind(case$time, case$ended), case$level),
        function(case) {
          fit <- summary(survfit(Surv(case$time, case$ended) ~ 1, conf.type = "log-log", conf.int = case$level))
          first <- function(curve) { at <- which(curve <= 0.5 + 1e-9); if (length(at)) fit$time[at[1]] else NA }
          limits <- fit$surv > 0 & fit$surv < 1
          rows <- rbind(fit$time, fit$n.risk, fit$surv, ifelse(fit$surv > 0, fit$std.err, 0), ifelse(limits, fit$lower, NA), ifelse(limits, fit$upper, NA))
          c(first(fit$surv), first(fit$lower), first(fit$upper), rows)
        })

compare("the quantile", many(function() list(x = sort(sample(0:400, sample(1:60, 1), TRUE)), p = sample(c(0, 0.25, 0.5, 0.75, 0.9, 1), 1))),
        function(case) line("quantile", case$x, case$p), function(case) as.numeric(quantile(case$x, case$p, type = 7)))

# glm stops by the deviance; a tighter bound than its default makes it comparable to six figures.
compare("the rate of change a year",
        many(function() {
          n <- sample(4:9, 1); x <- rnbinom(n, mu = sample(c(6, 40, 500), 1) * exp(seq_len(n) * runif(1, -0.2, 0.2)), size = sample(c(5, 1e6), 1))
          if (sum(x > 0) < 2) x[1:2] <- 1:2
          list(x = x, level = level())
        }),
        function(case) line("trend", case$x, case$level),
        function(case) {
          years <- seq_along(case$x) - (length(case$x) + 1) / 2
          fit <- summary(suppressWarnings(glm(case$x ~ years, family = quasipoisson, control = glm.control(epsilon = 1e-14, maxit = 100))))
          wide <- fit$dispersion > 1
          error <- fit$coefficients[2, 2] / sqrt(if (wide) 1 else fit$dispersion)
          point <- if (wide) qt((1 + case$level) / 2, fit$df.residual) else qnorm((1 + case$level) / 2)
          c(exp(fit$coefficients[2, 1] + c(0, -1, 1) * point * error) - 1, fit$dispersion)
        })

# The longest run by rle and the crossings by diff, and their limits by log2 and qbinom.
compare("the run chart's tests", many(function() rpois(sample(8:70, 1), 4)), function(x) line("run", x), function(x) {
  side <- sign(x - median(x)); side <- side[side != 0]; n <- length(side)
  if (n == 0) return(c(median(x), 0, 0, 0, 0, 0))
  c(median(x), n, max(rle(side)$lengths), round(log2(n)) + 3, sum(diff(side) != 0), qbinom(0.05, n - 1, 0.5))
})

done()

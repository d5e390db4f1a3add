# A chart of a run and one of a sweep with base R:
#   Rscript docs/recipes/chart.R output/reference-winter output/reference-winter-sweep/sweep.csv
# Writes charts.pdf. Not tried where this was written: no R is there. Functions are those of R's own manual, ?read.csv and ?reshape.
paths <- commandArgs(trailingOnly = TRUE)
summary <- read.csv(file.path(paths[1], "summary.csv"), check.names = FALSE)
shares <- subset(summary, segment == "all" & metric == "excess_households_off_share" & policy != "no-failure")
print(shares[c("policy", "mean", "ci_low", "ci_high")], row.names = FALSE)

pdf("charts.pdf")
middle <- barplot(100 * shares$mean, names.arg = shares$policy, las = 2, ylab = "% of homes that lose supply because of the failure")
segments(middle, 100 * shares$ci_low, middle, 100 * shares$ci_high)

# Columns between the point and the policy are what was varied, as texts with their units.
sweep <- read.csv(paths[2], check.names = FALSE)
hours <- subset(sweep, segment == "all" & metric == "excess_hours_off" & policy != "no-failure")
wide <- reshape(hours[c("point", "policy", "mean")], idvar = "point", timevar = "policy", direction = "wide")
matplot(wide$point, as.matrix(wide[-1]), type = "b", pch = 1, lty = 1, xlab = "point of the sweep", ylab = "hours off because of the failure")
legend("topleft", legend = sub("^mean\\.", "", names(wide)[-1]), col = seq_along(wide[-1]), lty = 1)
invisible(dev.off())

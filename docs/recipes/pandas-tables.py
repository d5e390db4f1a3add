"""The tables of python.py with pandas.

python3 docs/recipes/pandas-tables.py output/reference-winter output/reference-winter-sweep/sweep.csv
"""

import sys

import pandas

run, sweep = sys.argv[1:]
summary = pandas.read_csv(f"{run}/summary.csv")
shares = summary.query("segment == 'all' and metric == 'excess_households_off_share'")
print(shares[["policy", "mean", "ci_low", "ci_high"]].to_string(index=False))

# Values that were varied are texts with their units, such as 4d.
points = pandas.read_csv(sweep)
hours = points.query("segment == 'all' and metric == 'excess_hours_off'")
varied = list(points.columns[1 : points.columns.get_loc("policy")])
print(hours.pivot(index=["point", *varied], columns="policy", values="mean").to_string())

"""A table of a run and one of a sweep, with Python's standard library alone.

python3 docs/recipes/python.py output/reference-winter output/reference-winter-sweep/sweep.csv
"""

import csv
import sys


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of_run(folder):
    """Each policy with the share of homes that lose supply because of the failure, and its 95 % interval."""
    print("policy;share of homes;from;to")
    for row in rows(f"{folder}/summary.csv"):
        if row["segment"] == "all" and row["metric"] == "excess_households_off_share":
            print(row["policy"], row["mean"], row["ci_low"], row["ci_high"], sep=";")


def of_sweep(path):
    """A line for each point, a column for each policy: hours off because of the failure."""
    found = rows(path)
    # The columns between the point and the policy are what was varied.
    names = list(found[0])
    varied = names[names.index("point") + 1 : names.index("policy")]
    chosen = [row for row in found if row["segment"] == "all" and row["metric"] == "excess_hours_off"]
    policies = list(dict.fromkeys(row["policy"] for row in chosen))
    points = {}
    for row in chosen:
        point = points.setdefault(row["point"], {name: row[name] for name in varied})
        point[row["policy"]] = row["mean"]
    print(*varied, *policies, sep=";")
    for point in points.values():
        print(*(point[name] for name in [*varied, *policies]), sep=";")


if __name__ == "__main__":
    run, sweep = sys.argv[1:]
    of_run(run)
    print()
    of_sweep(sweep)

-- Tables of a run and of a sweep with DuckDB, from a shell: duckdb < docs/recipes/duckdb.sql
-- Set the folders first. Nothing has to be loaded: DuckDB reads CSV and Parquet where they are.
set variable run = 'output/reference-winter';
set variable sweep = 'output/reference-winter-sweep/sweep.csv';

-- Each policy with the share of homes that lose supply because of the failure.
select policy, mean, ci_low, ci_high
from read_csv(getvariable('run') || '/summary.csv')
where segment = 'all' and metric = 'excess_households_off_share';

-- The longest interruptions, of a run with --spells --parquet.
select policy, replication, household, fuel, hours, cause, ended_by
from read_parquet(getvariable('run') || '/spells.parquet')
order by hours desc, policy, replication, household, fuel, start
limit 5;

-- A line for each point of the sweep, a column for each policy.
pivot (
  select * from read_csv(getvariable('sweep'), types = { 'point': 'BIGINT' })
  where segment = 'all' and metric = 'excess_hours_off'
)
on policy using first(mean) group by point
order by point;

#!/bin/bash
# A run as a Slurm array: each task runs a shard, then `offsupply merge` joins them.
#   sbatch docs/clusters/slurm.sh scenarios/reference-winter.yaml output/winter
# Give as many tasks as make each last 1 to 10 minutes: starting one takes a second or two.
#SBATCH --job-name=offsupply
#SBATCH --array=1-8
#SBATCH --cpus-per-task=2
#SBATCH --mem=2G
#SBATCH --time=01:00:00
#SBATCH --output=offsupply-%A-%a.log
set -euo pipefail

scenario="${1:?give a scenario}"
out="${2:?give a folder that every node sees}"

# More words go on to offsupply: --households 50000, --set onboarding.starts=14d
exec npx offsupply run "$scenario" --out "$out" --shard auto --workers "${SLURM_CPUS_PER_TASK:-1}" --progress none "${@:3}"

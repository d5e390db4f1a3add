// The scenario that `offsupply init` writes: small, commented, ready to run.

/** YAML text. Loads as it is, wherever it is put: what it extends is shipped with the package. */
export function starterScenario(): string {
  return `# yaml-language-server: $schema=scenario.schema.json
# A scenario for offsupply. Run it:    npx offsupply run starter.yaml
# See every value it ends up with:     npx offsupply validate starter.yaml --resolved
# Units: durations are 90m, 36h, 14d, 2w; money is pounds; shares are 0 to 1.

title: A supplier fails in January
description: A first scenario. Change a number, run it again, compare.

# Everything this file does not say comes from this scenario of January 2022, with the prices and rules of that date;
# what it does not say comes from defaults.yaml, which has a source for every number. For today: present-day.yaml.
extends: reference-winter.yaml

start: 2022-01-10   # day 0: the supplier stops trading at 00:00 UTC
horizon: 56d        # how long to follow the households
households: 2000    # more households and replications: narrower intervals, longer runs
replications: 20
seed: starter       # the same seed gives the same results

# The failed supplier's customers. Shares of one whole replace those extended and must add up to 1.
population:
  meterKinds: { smets2: 0.5, smets1-enrolled: 0.15, smets1-unenrolled: 0.05, legacy: 0.3 }

# What institutions do in every policy, unless the policy says otherwise.
onboarding:
  pace: { triangular: [14d, 18d, 28d] }     # each meter's own time; or a queue: { perDay: 150, workingDaysOnly: true }

# Policies change what institutions do, never who the consumers are: so differences between them are the policies' doing.
# no-failure (the supplier goes on trading) is always run beside them.
policies:
  no-intervention:
    label: No intervention
    description: Identifiers move and certificates are revoked at the appointment of the Supplier of Last Resort.

  held-keys:
    label: Certificates and identifiers held
    description: Both stay with the failed supplier until each meter's onboarding, and its agent puts all it can reach in safe mode.
    certificates: { revoked: onboarding }
    identifiers: { moved: onboarding }
    agent: { acts: true, does: [safe-mode] }

reference: no-intervention    # comparisons are against this policy
`;
}

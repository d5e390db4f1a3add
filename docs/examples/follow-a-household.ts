// Why did one home go off supply, and would it have under another policy?
// Run it with: npx tsx docs/examples/follow-a-household.ts
import { loadScenario, prepareExperiment, traceHousehold } from 'offsupply';
import { scenarioFilesOnDisk } from 'offsupply/files';

const smaller = [{ path: 'households', value: '100', option: 'households' }];
const { scenario } = loadScenario('reference-winter.yaml', scenarioFilesOnDisk(), {
  overrides: smaller,
});
const { attributes, policies } = traceHousehold(prepareExperiment(scenario), {
  household: 17,
  replication: 1,
});

console.log(
  `A home with ${attributes.meterKind} meters for ${attributes.fuels.join(' and ')}, ` +
    `habit: ${attributes.habit}`,
);
for (const { policy, spells } of policies) {
  const hours = spells.reduce(
    (sum, { startMinute, endMinute }) => sum + (endMinute - startMinute) / 60,
    0,
  );
  console.log(
    `${policy.label}: ${spells.length} spells off supply, ${hours.toFixed(1)} hours in all`,
  );
}

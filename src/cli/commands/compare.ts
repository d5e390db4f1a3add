// `offsupply compare`: its options and help. What it does is ../compare.ts.
import { InvalidArgumentError, Option } from 'commander';
import { metrics, type MetricName } from '../../experiment/metrics.ts';
import { nearest } from '../../scenario/nearest.ts';
import type { AddCommand } from '../add-command.ts';
import type { CompareOptions } from '../compare.ts';

/** What most readers ask first. */
const headline: readonly MetricName[] = [
  'households_off',
  'households_off_24h',
  'hours_off_total',
  'peak_households_off',
  'excess_households_off',
  'excess_hours_off',
];

const examples = `
Examples:
  offsupply compare output/reference-winter output/reference-summer
  offsupply compare output/before output/after --metrics all --segment vulnerable=yes
  offsupply compare output/before output/after --segment vulnerable=yes,fuel=gas
  offsupply compare output/before output/after --format markdown --out difference.md
  offsupply compare output/before output/after --format csv > difference.csv
  offsupply compare output/base output/slow output/fast --metrics excess_hours_off

Tells what changed in the inputs first, then the differences of every policy that both ran, with 95 % intervals. Runs of one seed share households,
weather and chance events: they are compared replication by replication. Others are compared as independent samples (Welch).
With more than two runs, each is compared with the first, and a table for each metric sorts runs and policies by the difference.
CSV and --json hold every segment and metric.`;

export const addCompare: AddCommand = (program, host, ending) => {
  program
    .command('compare')
    .summary('say what differs between runs: inputs first, then results')
    .description(
      'Compares finished runs, of one scenario or of several: what changed in the inputs, ' +
        'and what that changed in the results.',
    )
    .argument('<runA>', 'folder of a run')
    .argument('<runB>', 'folder of the other')
    .argument('[others...]', 'folders of more runs, each compared with the first')
    .addOption(
      new Option('--format <form>', 'form of what is printed')
        .choices(['text', 'markdown', 'csv'])
        .default('text'),
    )
    .option(
      '--metrics <names>',
      `metrics to show, with commas between, or all (default: ${headline.join(',')})`,
      metricNames,
      headline,
    )
    .option(
      '--segment <segment>',
      'segment to show: all, vulnerable=yes, a crossing such as vulnerable=yes,fuel=gas',
      'all',
    )
    .option('--out <file>', 'write it to a file instead of stdout')
    .option('--json', 'print one JSON document on stdout instead')
    .addHelpText('after', examples)
    .action(async (runA: string, runB: string, others: string[], options: CompareOptions) => {
      const { compare } = await import('../compare.ts');
      ending(compare(runA, runB, others, options, host));
    });
};

function metricNames(value: string): readonly MetricName[] {
  const known = metrics.map(({ name }) => name);
  if (value === 'all') return known;
  return value.split(',').map((written) => {
    const name = known.find((one) => one === written.trim());
    if (name !== undefined) return name;
    const meant = nearest(written, known);
    throw new InvalidArgumentError(
      'There is no metric ' +
        `${written}.${meant === undefined ? '' : ` Did you mean ${meant}?`} There are ` +
        `${known.join(', ')}.`,
    );
  });
}

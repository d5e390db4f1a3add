// The demo, which `offsupply run` without a scenario runs: the shipped reference scenario at a
// small size, and what to type next.
export const demoScenario = 'reference-winter.yaml';
const demoSize = { households: '500', replications: '4' } as const;
const demoFolder = 'output/demo';

/** Options that the demo sets, unless the command does. */
interface DemoChoices {
  readonly households: string;
  readonly replications: string;
  readonly out: string;
}

/** The options as given, with the demo's size and folder where they are not set. */
export function demoOptions<Options extends Partial<DemoChoices>>(
  options: Options,
): Options & DemoChoices {
  return { ...demoSize, out: demoFolder, ...options };
}

export function demoIntroduction({ households, replications }: DemoChoices): string {
  return (
    `No scenario was named, so this is a demo: the shipped ${demoScenario} with ` +
    `${households} homes and ${replications} replications. ` +
    'Its figures are not to be quoted.'
  );
}

export function demoNext({ out }: DemoChoices): string {
  const next = [
    [`open ${out}/report.html`, 'the report of this run'],
    [
      `offsupply trace --run ${out} --household 4`,
      'why one of its homes went off, and what would have kept it on',
    ],
    [`offsupply run ${demoScenario}`, 'the whole scenario'],
    ['offsupply init study', 'a scenario of your own to start from'],
    ['offsupply --help', 'everything else'],
  ] as const;
  const width = Math.max(...next.map(([command]) => command.length));
  return `\nNext:\n${next.map(([command, what]) => `  ${command.padEnd(width)}   ${what}`).join('\n')}`;
}

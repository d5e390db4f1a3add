// `offsupply report`: its options and help. What it does is ../report.ts.
import type { AddCommand } from '../add-command.ts';

const examples = `
Examples:
  offsupply report output/reference-winter
  offsupply run mine.yaml --out study && offsupply report study

The page and its pictures are made from the files in the folder and nothing else: the same files give the same bytes as the run did.`;

export const addReport: AddCommand = (program, host, ending) => {
  program
    .command('report')
    .summary('make the report of a finished run again')
    .description(
      'Makes report.html and the pictures beside it again, from the files of a finished run alone.',
    )
    .argument('<run>', 'the folder a run was written to')
    .addHelpText('after', examples)
    .action(async (folder: string) => {
      const { report } = await import('../report.ts');
      ending(await report(folder, host));
    });
};

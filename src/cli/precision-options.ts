// `--precision` and `--max-replications`: the precision that a run has to reach, and its most
// replications.
import { InvalidArgumentError, type Command } from 'commander';
import { UsageError } from '../errors.ts';
import { fewestForPrecision, type PrecisionTarget } from '../experiment/stopping-rule.ts';
import { wholeNumber } from './scenario-options.ts';

export interface PrecisionOptions {
  /** As a share: 0.05 for 5%. */
  readonly precision?: number;
  readonly maxReplications?: number;
}

const usualMost = 1000;

export function addPrecision(command: Command): Command {
  return command
    .option(
      '--precision <percent>',
      'add replications until the 95 % intervals of homes off and excess hours off, and of ' +
        'their differences from the reference, ' +
        'are within this much of the figures: 5%',
      percent,
    )
    .option(
      '--max-replications <n>',
      `replications at which --precision gives up (default: ${usualMost})`,
      wholeNumber(fewestForPrecision, 100_000),
    );
}

function percent(value: string): number {
  const digits = /^(\d{1,3}(?:\.\d+)?) ?%$/u.exec(value)?.[1];
  const share = Number(digits) / 100;
  if (!(share > 0 && share <= 1))
    throw new InvalidArgumentError('Give a percentage above 0 and up to 100, such as 5%.');
  return share;
}

/**
 * @param replications of the scenario: the run starts with these, or with the fewest that allow a
 * decision
 * @throws UsageError when there is no room between start and end
 */
export function precisionTarget(
  { precision, maxReplications }: PrecisionOptions,
  replications: number,
): PrecisionTarget | undefined {
  if (precision === undefined) {
    if (maxReplications === undefined) return undefined;
    throw new UsageError(
      '--max-replications goes with --precision: for a fixed number give --replications alone',
    );
  }
  const atLeast = Math.max(fewestForPrecision, replications);
  const atMost = maxReplications ?? Math.max(usualMost, atLeast);
  if (atMost < atLeast) {
    throw new UsageError(
      `--max-replications ${atMost} is fewer than the ${atLeast} replications the run ` +
        'starts with: raise it, or lower --replications',
    );
  }
  return { share: precision, atLeast, atMost };
}

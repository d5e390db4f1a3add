// Random numbers by address (D1, D2, D5). A draw depends on the replication, the household or
// meter, the purpose and a number, and on nothing else. The numbers themselves are handed in. They
// are all that the reference shares with the program, so that both see the same chance.
import type { Distribution } from '../../src/scenario/distribution.ts';
import { dayOf } from './units.ts';

/** What a draw decides. */
export type Purpose =
  // of a household, once
  | 'fuels'
  | 'meterKind'
  | 'wan'
  | 'vulnerable'
  | 'psr'
  | 'medical'
  | 'habit'
  | 'payCycle'
  | 'payPhase'
  | 'trigger'
  | 'learnChannel'
  // of a household, by day
  | 'payMinute'
  | 'dayNoise'
  // of a meter, once
  | 'annual'
  | 'initialBalance'
  | 'debt'
  | 'debtWeekly'
  | 'debtAmount'
  | 'selectsWhenOff'
  // of a meter, by number of the lost key or card
  | 'deviceLost'
  | 'deviceReplaced'
  // of a meter, by number of the need, attempt, offer or spell (D2)
  | 'notice'
  | 'shortOfMoney'
  | 'waitForMoney'
  | 'vendAmount'
  | 'missed'
  | 'typing'
  | 'retry'
  | 'retryOffSupply'
  | 'selects'
  | 'selectDelay'
  | 'rearm'
  | 'rearmFails'
  | 'contacts'
  | 'callAfter'
  | 'callLength'
  | 'patience'
  | 'discretionaryCredit'
  | 'visit'
  | 'callAgain'
  | 'fetchCredit'
  // of a meter, by grant and date
  | 'grantMinute'
  | 'grantRedeemed'
  | 'grantDelay'
  // of a meter, by attempt of the institution
  | 'protectedAtExit'
  | 'agentOrder'
  | 'agentSuccess'
  | 'agentMissed'
  | 'agentRetry'
  | 'onboardingOrder'
  | 'onboardingPace'
  | 'onboardingSuccess'
  | 'onboardingRetry'
  | 'longTail'
  | 'longTailExtra'
  | 'recommenceAfter'
  | 'recommenceSuccess'
  | 'recommenceMissed'
  | 'recommenceRetry'
  | 'safeModeEnds'
  // of the event, once a replication (D3); weather by day
  | 'vendingEnds'
  | 'appointment'
  | 'agentDecision'
  | 'agentAvailable'
  | 'onboardingStarts'
  | 'weather';

/** The random numbers of one replication, and the laws that turn them into values. */
export interface RandomNumbers {
  /** A number in (0, 1), the same whenever it is asked for. */
  uniform(entity: number, purpose: Purpose, draw: number): number;
  /** The value of a distribution, cut off below `least`, at a probability. */
  quantile(distribution: Distribution, probability: number, least: number): number;
  /** The standard normal law. */
  readonly normal: {
    quantile(probability: number): number;
    cumulative(value: number): number;
    density(value: number): number;
  };
}

const standardNormal: Distribution = { kind: 'normal', mean: 0, sd: 1 };

export class RandomDraws {
  readonly numbers: RandomNumbers;
  readonly #firstDay: number;

  /** @param firstDay the first simulated day, from which draws by day are numbered */
  constructor(numbers: RandomNumbers, firstDay: number) {
    this.numbers = numbers;
    this.#firstDay = firstDay;
  }

  uniform(entity: number, purpose: Purpose, draw = 0): number {
    return this.numbers.uniform(entity, purpose, draw);
  }

  drawBernoulli(probability: number, entity: number, purpose: Purpose, draw = 0): boolean {
    return this.uniform(entity, purpose, draw) < probability;
  }

  /** O5: a value that may not be below 0: an amount, or a delay in minutes that is not rounded. */
  drawAmount(distribution: Distribution, entity: number, purpose: Purpose, draw = 0): number {
    return this.amountAt(distribution, this.uniform(entity, purpose, draw));
  }

  /** The amount that falls short of a drawn one with the given probability. */
  amountAt(distribution: Distribution, probability: number): number {
    return this.numbers.quantile(distribution, probability, 0);
  }

  /** A value that may be below 0. */
  drawValue(distribution: Distribution, entity: number, purpose: Purpose, draw = 0): number {
    return this.numbers.quantile(distribution, this.uniform(entity, purpose, draw), -Infinity);
  }

  drawStandardNormal(entity: number, purpose: Purpose, draw = 0): number {
    return this.drawValue(standardNormal, entity, purpose, draw);
  }

  /** O5: a drawn delay, to the nearest whole minute. */
  drawMinutes(distribution: Distribution, entity: number, purpose: Purpose, draw = 0): number {
    return Math.round(this.drawAmount(distribution, entity, purpose, draw));
  }

  /** One of several parts of a whole. */
  drawCategory<Name extends string>(
    shares: readonly (readonly [Name, number])[],
    entity: number,
    purpose: Purpose,
  ): Name {
    const uniform = this.uniform(entity, purpose);
    let sum = 0;
    for (const [name, share] of shares) {
      sum += share;
      if (uniform < sum) return name;
    }
    return shares.findLast(([, share]) => share > 0)![0];
  }

  /** D2: number of the next need, attempt, offer, spell or re-arming: 64 a day, each used once. */
  nextDrawNumber(last: number, minute: number): number {
    const dayIndex = dayOf(minute) - this.#firstDay;
    return Math.max(dayIndex * 64, last + 1);
  }
}

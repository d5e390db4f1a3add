// The page's side of a desk: questions and their answers, one after another.
import type { PageWorker } from '../experiment/page-workers.ts';
import type { Problem } from '../errors.ts';
import type { Answer, Asked, DeskAnswer, OwnScenario, QuestionKind } from './protocol.ts';

/** What is wrong with a scenario, in the words of the command. */
export class Refused extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super('the scenario cannot be run');
    this.problems = problems;
  }
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

export class Desk {
  readonly #worker: PageWorker;
  readonly #own: OwnScenario | null;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor(worker: PageWorker, own: OwnScenario | null) {
    this.#worker = worker;
    this.#own = own;
    worker.addEventListener('message', ({ data }) => {
      const told = data as DeskAnswer;
      const waiting = this.#waiting.get(told.number);
      this.#waiting.delete(told.number);
      if ('answer' in told) waiting?.resolve(told.answer as never);
      else
        waiting?.reject('problems' in told ? new Refused(told.problems) : new Error(told.failed));
    });
    worker.addEventListener('error', () => {
      for (const { reject } of this.#waiting.values())
        reject(new Error('the worker that loads scenarios has failed'));
      this.#waiting.clear();
    });
  }

  /** @throws Refused where the scenario is wrong */
  ask<Kind extends QuestionKind>(kind: Kind, asked: Asked<Kind>): Promise<Answer<Kind>> {
    const number = (this.#last += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      this.#worker.postMessage({ number, kind, asked, own: this.#own });
    });
  }

  /** Ends it; what it was asked is never answered. */
  end(): void {
    this.#worker.terminate();
  }
}

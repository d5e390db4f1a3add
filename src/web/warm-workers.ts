// Workers for replications, kept ready: one that is idle when its job ends serves the next one, and
// one that is busy is ended at once and replaced, so that no answer waits for a start.
import type { PageWorker } from '../experiment/page-workers.ts';

type Listener = (event: { readonly data: unknown }) => void;

/** A worker, and whoever hears it now. */
interface Kept {
  readonly worker: PageWorker;
  hear: Listener;
}

const nobody: Listener = () => undefined;

export class WarmWorkers {
  readonly #start: () => PageWorker;
  /** At once, at most. */
  readonly most: number;
  readonly #spare: Kept[] = [];
  /** Spare ones and those at work. */
  #alive = 0;

  /** @param most as many are kept alive, and started now; no more are asked for at once */
  constructor(start: () => PageWorker, most: number) {
    this.#start = start;
    this.most = most;
    this.#fill();
  }

  /** What simulateInWorkers starts: to it, ending one is the same whether it is kept or not. */
  readonly take = (): PageWorker => {
    const kept = this.#spare.shift() ?? this.#startOne();
    const listeners: Listener[] = [];
    let isEnded = false;
    let isBusy = false;
    kept.hear = (event) => {
      // Progress is told in between; what ends a replication is its record, or why there is none.
      if (typeof event.data === 'object' && event.data !== null && !('households' in event.data))
        isBusy = false;
      for (const listener of listeners) listener(event);
    };
    return {
      postMessage(message) {
        if (typeof message === 'object' && message !== null && 'replication' in message)
          isBusy = true;
        kept.worker.postMessage(message);
      },
      addEventListener(
        type: 'message' | 'error' | 'messageerror',
        listener: Listener & ((event: object) => void),
      ) {
        if (type === 'message') listeners.push(listener);
        else kept.worker.addEventListener(type, listener);
      },
      terminate: () => {
        if (isEnded) return;
        isEnded = true;
        kept.hear = nobody;
        if (!isBusy) {
          this.#spare.push(kept);
          return;
        }
        kept.worker.terminate();
        this.#alive -= 1;
        this.#fill();
      },
    };
  };

  #startOne(): Kept {
    this.#alive += 1;
    const kept: Kept = { worker: this.#start(), hear: nobody };
    kept.worker.addEventListener('message', (event) => {
      kept.hear(event);
    });
    return kept;
  }

  #fill(): void {
    while (this.#alive < this.most) this.#spare.push(this.#startOne());
  }
}

// What runs in a worker thread: whole replications of one experiment, the job told first, then asked for one at a time, sent back as bytes.
import { parentPort } from 'node:worker_threads';
import { assert } from '../errors.ts';
import { prepareExperiment, type Experiment } from '../experiment/experiment.ts';
import type { ReplicationJob, WorkerMessage } from './runner-thread.ts';
import { encodedReplication } from './worker-pool.ts';

assert(parentPort !== null, 'replication-worker.ts runs in a worker thread');
const port = parentPort;

port.once('message', (job: ReplicationJob) => {
  const experiment = prepareExperiment(job.scenario, job);
  port.on('message', (replication: number) => {
    answer(experiment, job, replication);
  });
});

function answer(experiment: Experiment, job: ReplicationJob, replication: number): void {
  const send = (message: WorkerMessage, transfer: ArrayBuffer[] = []): void => {
    port.postMessage(message, transfer);
  };
  try {
    const bytes = encodedReplication(experiment, job, replication, (households) => {
      send({ kind: 'households', households });
    });
    send({ kind: 'record', bytes }, [bytes.buffer as ArrayBuffer]);
  } catch (error) {
    send({ kind: 'failed', error });
  }
}

// What runs in a worker thread: whole replications of one experiment, asked for one at a time, sent back as bytes.
import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '../errors.ts';
import { prepareExperiment } from '../experiment/experiment.ts';
import { encodedReplication, type ReplicationJob, type WorkerMessage } from './worker-pool.ts';

assert(parentPort !== null, 'replication-worker.ts runs in a worker thread');
const port = parentPort;
const job = workerData as ReplicationJob;
const experiment = prepareExperiment(job.scenario, job);

port.on('message', (replication: number) => {
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
});

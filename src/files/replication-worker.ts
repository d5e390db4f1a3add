// The program of a worker thread: it gets a job, then tasks of it one at a time, then perhaps
// another job.
import { parentPort } from 'node:worker_threads';
import { assert } from '../errors.ts';
import { prepareExperiment } from '../experiment/experiment.ts';
import { ReplicationMember, type Task } from '../experiment/replication-member.ts';
import { movableBuffers } from './movable-buffers.ts';
import type { ReplicationJob, WorkerMessage } from './runner-thread.ts';

assert(parentPort !== null, 'replication-worker.ts runs in a worker thread');
const port = parentPort;

let member: ReplicationMember | undefined;

port.on('message', (message: ReplicationJob | Task) => {
  if ('kind' in message) answer(member!, message);
  else
    member = new ReplicationMember(
      prepareExperiment(message.scenario, message),
      message.contentKey,
    );
});

function answer(member: ReplicationMember, task: Task): void {
  const send = (message: WorkerMessage, transfer: ArrayBuffer[] = []): void => {
    port.postMessage(message, transfer);
  };
  try {
    const made = member.do(task, (households) => {
      send({ kind: 'households', households });
    });
    send({ kind: 'answer', answer: made }, movableBuffers(made));
  } catch (error) {
    send({ kind: 'failed', error });
  }
}

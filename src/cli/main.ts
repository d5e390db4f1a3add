#!/usr/bin/env node
// The command `offsupply`: hands the process's own streams, folder and signals to program.ts. The
// only code that ends the process.
import { setFlagsFromString } from 'node:v8';
import { nodeFiles } from '../files/file-operations.ts';
import { exitCodes, Interruption } from './host.ts';
import { runCli } from './program.ts';

/**
 * By the major version of Node: makes V8 optimize a function after twelve times (Node 22: three
 * times) as much use. By default its compiler takes a third of the processor time of a short run. A
 * long run is as fast. Only versions that were measured: V8 complains about flags it does not know.
 */
const optimizeLater: Readonly<Record<string, string>> = {
  20: '--interrupt-budget=800000',
  22: '--invocation-count-for-turbofan=10000',
};
const [major = ''] = process.versions.node.split('.');
if (major in optimizeLater) setFlagsFromString(optimizeLater[major]!);

const signals = ['SIGINT', 'SIGTERM'] as const;
const interrupted = new AbortController();

/**
 * A wrapper such as npm or timeout passes on a signal that the whole group had: within this many
 * milliseconds it is the same request.
 */
const sameRequest = 500;
let askedAt = NaN;

function stop(signal: (typeof signals)[number]): void {
  if (interrupted.signal.aborted) {
    if (performance.now() - askedAt > sameRequest) process.exit(exitCodes[signal]);
    return;
  }
  askedAt = performance.now();
  interrupted.abort(new Interruption(signal));
}

function listen(): AbortSignal {
  for (const signal of signals) process.on(signal, stop);
  return interrupted.signal;
}

// Whoever reads our output or our messages may stop reading (`| head`); the run goes on.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

process.exitCode = await runCli({
  argv: process.argv.slice(2),
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: process.cwd(),
  environment: process.env,
  files: nodeFiles,
  interruption: listen,
});

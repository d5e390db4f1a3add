// The command `offsupply`: hands the process's own streams, folder and signals to program.ts. The
// only code that ends the process.
import { nodeFiles } from '../files/file-operations.ts';
import { exitCodes, Interruption } from './host.ts';
import { runCli } from './program.ts';

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

void runCli({
  argv: process.argv.slice(2),
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: process.cwd(),
  environment: process.env,
  files: nodeFiles,
  interruption: listen,
}).then((exitCode) => {
  process.exitCode = exitCode;
});

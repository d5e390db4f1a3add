#!/usr/bin/env node
// The command `offsupply`: hands the process's own streams, folder and signals to program.ts. The only code that ends the process.
import { Interruption } from './host.ts';
import { runCli } from './program.ts';

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // The second signal finds no listener and ends the process at once.
  process.once(signal, () => {
    interrupted.abort(new Interruption(signal));
  });
}
// Whoever reads our output may stop reading (`| head`); the run goes on.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCli({
  argv: process.argv.slice(2),
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: process.cwd(),
  environment: process.env,
  signal: interrupted.signal,
});

// Keeps what V8 makes of the joined programs' functions, in files beside them (start-joined.js): of
// those that short runs use, one here and one with a worker.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The text that starts a program. @param after further code, which has `script` and `cache` */
export const starterOf = (name, after = '') =>
  `${name === 'command' ? '#!/usr/bin/env node\n' : ''}` +
  `import { startJoined } from '../program/start-joined.js';\n` +
  `${after === '' ? '' : 'const { script, cache } = '}startJoined('${name}');\n${after}`;

const keep = `
import { writeFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
const keep = () => writeFileSync(cache, script.createCachedData());
if (parentPort === null) process.on('exit', keep);
// After its first task: after the last one it may be stopped at any time.
else {
  let isKept = false;
  parentPort.on('message', ({ kind }) => {
    if (isKept || kind === undefined) return; // of no kind: a job, not a task
    isKept = true;
    keep();
  });
}
`;

/**
 * Writes the caches beside the programs: starts each once by a starter that keeps what V8 has
 * compiled, then writes the plain starter again.
 */
export function makeCodeCaches(starters) {
  const folder = mkdtempSync(path.join(tmpdir(), 'offsupply-build-'));
  try {
    for (const [name, starter, households, replications] of [
      ['command', starters.command, 200, 1],
      ['worker', starters.worker, 3000, 2],
    ]) {
      writeFileSync(starter, starterOf(name, keep));
      run(starters.command, path.join(folder, name), { households, replications });
      writeFileSync(starter, starterOf(name));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(command, out, { households, replications }) {
  const words = ['run', 'reference-winter.yaml', '--out', out, '--progress', 'none'];
  const size = ['--households', households, '--replications', replications, '--workers', 1];
  const { status, stderr } = spawnSync(process.execPath, [command, ...words, ...size], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the command that was built does not run: ${stderr}`);
}

// The reduced model in other programs, the speed references: one policy, in one process each.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { measureNode, measurePython, type ProcessFigures } from './measure-process.ts';

export interface Peer {
  readonly name: string;
  /** Two sizes of which the difference is well above the noise of a start. */
  readonly sizes: readonly [small: number, large: number];
  measure(households: number): ProcessFigures;
}

/** The Python of the machine, where Debian puts its packages; another by the variable PYTHON. */
export const python = process.env['PYTHON'] ?? '/usr/bin/python3';

const tunedProgram = 'js/seqtuned.mjs';
const simpyProgram = 'py/simpy_model.py';

/** The peers that run here, and of the others what to do. */
export function peersIn(folder: string): { readonly peers: Peer[]; readonly missing: string[] } {
  const tuned: Peer = {
    name: 'tuned JavaScript',
    sizes: [100_000, 400_000],
    measure: (households) =>
      measureNode([join(folder, tunedProgram), String(households), 'reps=1']),
  };
  const simpy: Peer = {
    name: 'SimPy',
    sizes: [2_000, 10_000],
    measure: (households) =>
      measurePython(python, [join(folder, simpyProgram), String(households), 'reps=1']),
  };
  const missing: string[] = [];
  const here = (peer: Peer, program: string): Peer[] => {
    if (existsSync(join(folder, program))) return [peer];
    missing.push(`${peer.name}: there is no ${join(folder, program)}`);
    return [];
  };
  const peers = [...here(tuned, tunedProgram), ...here(simpy, simpyProgram)];
  if (!peers.includes(simpy) || spawnSync(python, ['-c', 'import simpy']).status === 0) {
    return { peers, missing };
  }
  missing.push(`SimPy: ${python} has no module simpy. ${howToInstall}`);
  return { peers: peers.filter((peer) => peer !== simpy), missing };
}

const howToInstall =
  'On Debian: apt-get install python3-simpy3. ' +
  'Elsewhere: set PYTHON to a Python that has simpy 3 or 4.';

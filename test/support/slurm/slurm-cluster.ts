// A Slurm cluster of this one machine, for as long as a test takes: munged, slurmctld and slurmd on
// ports and in a folder of their own, reachable from this machine alone. Needs root and Debian's
// packages, which it installs when they are not there.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

export interface Cluster {
  /** For commands of Slurm, so that they talk to this cluster. */
  readonly environment: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

const programs = ['munged', 'slurmctld', 'slurmd', 'sbatch', 'sinfo', 'scancel'] as const;
const packages = ['slurmctld', 'slurmd', 'slurm-client', 'munge'] as const;
/** Daemons are not on every user's path. */
const environment = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` };

/** Starts it, and waits until its node takes jobs. */
export async function startCluster(): Promise<Cluster> {
  installWhatIsMissing();
  const folder = mkdtempSync(join(tmpdir(), 'offsupply-slurm-'));
  const daemons: Daemon[] = [];
  const stop = async (): Promise<void> => {
    // The last started first: a node before its controller.
    for (const daemon of daemons.reverse()) await daemon.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const socket = await startMunge(folder, daemons);
    const configuration = await configure(folder, socket);
    const env = { ...environment, SLURM_CONF: configuration };
    daemons.push(new Daemon(folder, 'slurmctld', ['-D', '-c', '-f', configuration], { env }));
    daemons.push(new Daemon(folder, 'slurmd', ['-D', '-f', configuration], { env }));
    await until('the node takes jobs', daemons, () => {
      const told = spawnSync('sinfo', ['--noheader', '--format=%T'], { env, encoding: 'utf8' });
      return told.stdout.trim() === 'idle';
    });
    return { environment: env, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function installWhatIsMissing(): void {
  const missing = (): string[] =>
    programs.filter((name) => spawnSync('which', [name], { env: environment }).status !== 0);
  const fix = `apt-get install --no-install-recommends ${packages.join(' ')}`;
  const before = missing();
  if (process.getuid?.() !== 0)
    throw new Error(`test:slurm starts daemons and has to be run as root: sudo npm run test:slurm`);
  if (before.length === 0) return;
  const env = { ...environment, DEBIAN_FRONTEND: 'noninteractive' };
  // The browser tests may be at it.
  const apt = (...words: readonly string[]) =>
    spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...words], { env, stdio: 'inherit' });
  apt('update');
  const installed = apt('install', '--yes', '--no-install-recommends', ...packages);
  const left = missing();
  if (installed.status === 0 && left.length === 0) return;
  const why = installed.error?.message ?? `apt-get ended with code ${installed.status}`;
  throw new Error(
    `test:slurm needs ${left.join(', ')}, which could not be installed (${why}). Install ` +
      `them: ${fix}`,
  );
}

/** Returns its socket. */
async function startMunge(folder: string, daemons: Daemon[]): Promise<string> {
  const [uid, gid] = ['-u', '-g'].map((which) =>
    Number(spawnSync('id', [which, 'munge'], { encoding: 'utf8' }).stdout),
  );
  const own = join(folder, 'munge');
  // Others have to get to the socket.
  spawnSync('chmod', ['755', folder]);
  mkdirSync(own, { mode: 0o755 });
  const key = join(own, 'key');
  writeFileSync(key, randomBytes(128), { mode: 0o400 });
  for (const path of [own, key]) chownSync(path, uid!, gid!);
  const socket = join(own, 'socket');
  const files = {
    'key-file': key,
    socket,
    'pid-file': join(own, 'pid'),
    'log-file': join(own, 'log'),
    'seed-file': join(own, 'seed'),
  };
  const words = [
    '--foreground',
    ...Object.entries(files).map(([name, path]) => `--${name}=${path}`),
  ];
  daemons.push(new Daemon(folder, 'munged', words, { env: environment, uid: uid!, gid: gid! }));
  await until('munge answers', daemons, () => existsSync(socket));
  return socket;
}

/** Writes slurm.conf and returns its path. */
async function configure(folder: string, mungeSocket: string): Promise<string> {
  const host = hostname().split('.')[0]!;
  const [controllerPort, nodePort] = [await freePort(), await freePort()];
  for (const name of ['state', 'spool']) mkdirSync(join(folder, name));
  const lines = [
    'ClusterName=offsupply',
    `SlurmctldHost=${host}(127.0.0.1)`,
    `SlurmctldPort=${controllerPort}`,
    `SlurmdPort=${nodePort}`,
    'CommunicationParameters=NoCtldInAddrAny,NoInAddrAny',
    'SlurmUser=root',
    'AuthType=auth/munge',
    `AuthInfo=socket=${mungeSocket}`,
    'ProctrackType=proctrack/pgid',
    'TaskPlugin=task/none',
    'SelectType=select/cons_tres',
    'SelectTypeParameters=CR_CPU',
    'JobAcctGatherType=jobacct_gather/none',
    'AccountingStorageType=accounting_storage/none',
    'MpiDefault=none',
    'ReturnToService=2',
    // Two tasks at once on a machine of any size.
    'SlurmdParameters=config_overrides',
    'SchedulerParameters=batch_sched_delay=0,sched_interval=2',
    `StateSaveLocation=${join(folder, 'state')}`,
    `SlurmdSpoolDir=${join(folder, 'spool')}`,
    `SlurmctldPidFile=${join(folder, 'slurmctld.pid')}`,
    `SlurmdPidFile=${join(folder, 'slurmd.pid')}`,
    'MaxArraySize=10001',
    `NodeName=${host} NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN`,
    'PartitionName=main Nodes=ALL Default=YES State=UP',
  ];
  const path = join(folder, 'slurm.conf');
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}

async function until(what: string, daemons: readonly Daemon[], isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (!isSo()) {
    const dead = daemons.find((daemon) => daemon.hasEnded);
    if (dead !== undefined || Date.now() > deadline) {
      const said = daemons.map((daemon) => `--- ${daemon.name}\n${daemon.said}`).join('\n');
      throw new Error(
        `waiting until ${what}: ` +
          `${dead === undefined ? 'two minutes are over' : `${dead.name} has ended`}\n${said}`,
      );
    }
    await setTimeout(200);
  }
}

/**
 * A daemon kept in the foreground, so that it is ours to end. What it says goes to a file, which
 * nobody has to empty while tests wait.
 */
class Daemon {
  readonly name: string;
  readonly #log: string;
  readonly #process: ChildProcess;
  readonly #ended: Promise<void>;

  constructor(
    folder: string,
    name: string,
    words: readonly string[],
    options: { env: NodeJS.ProcessEnv; uid?: number; gid?: number },
  ) {
    this.name = name;
    this.#log = join(folder, `${name}.said`);
    const file = openSync(this.#log, 'w');
    this.#process = spawn(name, words, { ...options, stdio: ['ignore', file, file] });
    closeSync(file);
    this.#ended = new Promise((resolve) => {
      this.#process.on('close', () => {
        resolve();
      });
      this.#process.on('error', () => {
        resolve();
      });
    });
  }

  get said(): string {
    return readFileSync(this.#log, 'utf8');
  }

  get hasEnded(): boolean {
    return (
      this.#process.pid === undefined ||
      this.#process.exitCode !== null ||
      this.#process.signalCode !== null
    );
  }

  /** Asks it to end, and ends it when it has not after ten seconds. */
  async stop(): Promise<void> {
    if (this.hasEnded) return;
    this.#process.kill('SIGTERM');
    const patience = new AbortController();
    const late = setTimeout(10_000, undefined, { signal: patience.signal }).then(
      () => this.#process.kill('SIGKILL'),
      () => false,
    );
    await this.#ended;
    patience.abort();
    await late;
  }
}

// The files of the guide to clusters that cannot be run here: well formed, agreeing with themselves, and commands offsupply takes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { temporaryFolder } from '../support/files/temporary-folder.ts';
import { command } from '../support/cli/run-command.ts';

const clusters = join(import.meta.dirname, '../../docs/clusters');

interface Job {
  readonly spec: {
    readonly completions: number;
    readonly completionMode: string;
    readonly podFailurePolicy: { readonly rules: readonly { action: string; onExitCodes: { values: number[] } }[] };
    readonly template: { readonly spec: { readonly restartPolicy: string; readonly containers: readonly Container[] } };
  };
}
interface Container {
  readonly args?: readonly string[];
  readonly command?: readonly string[];
}

const jobIn = (name: string): Job => parse(readFileSync(join(clusters, name), 'utf8')) as Job;

describe('the Kubernetes manifest', () => {
  const { spec } = jobIn('kubernetes.yaml');
  const { args } = spec.template.spec.containers[0]!;

  it('tells as many shards as it has indexes, and does not try a mistake again', () => {
    expect(spec.completionMode).toBe('Indexed');
    expect(args).toContain(`--shards=${spec.completions}`);
    expect(spec.podFailurePolicy.rules).toMatchObject([{ action: 'FailIndex', onExitCodes: { values: [2] } }]);
    expect(spec.template.spec.restartPolicy).toBe('Never');
  });

  it('has a command that runs the shard of its index, in the folder that is merged', async () => {
    const cwd = temporaryFolder();
    const words = args!.map((word) => word.replace('/results/', 'results/'));
    const line = [...words, '--households=10', '--replications=2', '--horizon=2d', '--workers=1'].join(' ');
    const { exitCode, stderr } = await command(line, { cwd, environment: { JOB_COMPLETION_INDEX: '1' } });
    expect(exitCode, stderr).toBe(0);
    expect(stderr).toContain('shard 2/8 with 1 replication in results/winter/shard-2-of-8/');
    expect(jobIn('kubernetes-merge.yaml').spec.template.spec.containers[0]!.command).toContain(
      'node dist/cli/main.js merge /results/winter/shard-*-of-8',
    );
  });
});

describe('--shard auto', () => {
  it('outside an array is a mistake, with the fix', async () => {
    const { exitCode, stderr } = await command('run reference-winter.yaml --shard auto', { cwd: temporaryFolder() });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('give --shard i/n');
  });

  it('is what --shards goes with', async () => {
    const { exitCode, stderr } = await command('run reference-winter.yaml --shard 1/2 --shards 2', { cwd: temporaryFolder() });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--shards goes with --shard auto');
  });
});

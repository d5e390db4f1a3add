// The files of the guide to clusters that cannot be run here: well formed, agreeing with
// themselves, and commands offsupply takes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { temporaryFolder } from '../support/files/temporary-folder.ts';
import type { RegisterJobDefinitionRequest, SubmitJobRequest } from '../support/cli/aws-batch.ts';
import { problemsOfManifests } from '../support/cli/check-manifest.ts';
import { command } from '../support/cli/run-command.ts';

const clusters = join(import.meta.dirname, '../../docs/clusters');

interface Job {
  readonly spec: {
    readonly completions: number;
    readonly completionMode: string;
    readonly podFailurePolicy: {
      readonly rules: readonly { action: string; onExitCodes: { values: number[] } }[];
    };
    readonly template: {
      readonly spec: { readonly restartPolicy: string; readonly containers: readonly Container[] };
    };
  };
}
interface Container {
  readonly args?: readonly string[];
  readonly command?: readonly string[];
}

const jobIn = (name: string): Job => parse(readFileSync(join(clusters, name), 'utf8')) as Job;

const kubernetes = { type: 'IJob', module: 'kubernetes-models/batch/v1' };
const batch = (type: string) => ({ type, module: './aws-batch.ts' });
const manifests = [
  ...['kubernetes.yaml', 'kubernetes-merge.yaml'].map((file) => ({ file, ...kubernetes })),
  { file: 'aws-batch-job-definition.json', ...batch('RegisterJobDefinitionRequest') },
  ...['aws-batch-run.json', 'aws-batch-merge.json'].map((file) => ({
    file,
    ...batch('SubmitJobRequest'),
  })),
];

describe('the manifests', () => {
  it('keep the published schemas of Kubernetes and AWS Batch, which refuse what they should', () => {
    const read = manifests.map((one) => ({
      ...one,
      value: parse(readFileSync(join(clusters, one.file), 'utf8')) as unknown,
    }));
    const misspelt = read.map((one) => ({
      ...{ ...one, file: `misspelt-${one.file}` },
      value: JSON.parse(
        JSON.stringify(one.value)
          .replace('"FailIndex"', '"FailIdex"')
          .replace('"restartPolicy"', '"restartpolicy"')
          .replace('"EXIT"', '"END"')
          .replace('"jobQueue"', '"queue"'),
      ) as unknown,
    }));
    const problems = problemsOfManifests([...read, ...misspelt]);
    expect(problems.filter((problem) => !problem.startsWith('misspelt-'))).toEqual([]);
    for (const { file } of misspelt) expect(problems.join('\n')).toContain(`${file}: `);
  });
});

describe('the jobs of AWS Batch', () => {
  const read = (name: string) =>
    JSON.parse(readFileSync(join(clusters, name), 'utf8')) as SubmitJobRequest;
  const words = (name: string): readonly string[] =>
    read(name).containerOverrides!.command!.map((word) => word.replace('/results/', 'results/'));

  it('run as many shards as the array has jobs, join them, and do not try a mistake again', async () => {
    const run = read('aws-batch-run.json');
    const { size } = run.arrayProperties!;
    expect(words('aws-batch-run.json')).toContain(`--shards=${size}`);
    const { retryStrategy } = JSON.parse(
      readFileSync(join(clusters, 'aws-batch-job-definition.json'), 'utf8'),
    ) as RegisterJobDefinitionRequest;
    expect(retryStrategy!.evaluateOnExit![0]).toEqual({ onExitCode: '2', action: 'EXIT' });
    expect(words('aws-batch-merge.json')).toEqual([
      'merge',
      ...Array.from(
        { length: size! },
        (_, place) => `results/winter/shard-${place + 1}-of-${size}`,
      ),
    ]);
    const cwd = temporaryFolder();
    const line = [
      ...words('aws-batch-run.json'),
      '--households=10',
      '--replications=2',
      '--horizon=2d',
      '--workers=1',
    ].join(' ');
    const { exitCode, stderr } = await command(line, {
      cwd,
      environment: { AWS_BATCH_JOB_ARRAY_INDEX: '7', AWS_BATCH_JOB_ARRAY_SIZE: '8' },
    });
    expect(exitCode, stderr).toBe(0);
    expect(stderr).toContain('in results/winter/shard-8-of-8/');
  });
});

describe('the Kubernetes manifest', () => {
  const { spec } = jobIn('kubernetes.yaml');
  const { args } = spec.template.spec.containers[0]!;

  it('tells as many shards as it has indexes, and does not try a mistake again', () => {
    expect(spec.completionMode).toBe('Indexed');
    expect(args).toContain(`--shards=${spec.completions}`);
    expect(spec.podFailurePolicy.rules).toMatchObject([
      { action: 'FailIndex', onExitCodes: { values: [2] } },
    ]);
    expect(spec.template.spec.restartPolicy).toBe('Never');
  });

  it('has a command that runs the shard of its index, in the folder that is merged', async () => {
    const cwd = temporaryFolder();
    const words = args!.map((word) => word.replace('/results/', 'results/'));
    const line = [
      ...words,
      '--households=10',
      '--replications=2',
      '--horizon=2d',
      '--workers=1',
    ].join(' ');
    const { exitCode, stderr } = await command(line, {
      cwd,
      environment: { JOB_COMPLETION_INDEX: '1' },
    });
    expect(exitCode, stderr).toBe(0);
    expect(stderr).toContain('shard 2/8 with 1 replication in results/winter/shard-2-of-8/');
    expect(jobIn('kubernetes-merge.yaml').spec.template.spec.containers[0]!.command).toContain(
      'node dist/cli/main.js merge /results/winter/shard-*-of-8',
    );
  });
});

describe('--shard auto', () => {
  it('outside an array is a mistake, with the fix', async () => {
    const { exitCode, stderr } = await command('run reference-winter.yaml --shard auto', {
      cwd: temporaryFolder(),
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('give --shard i/n');
  });

  it('is what --shards goes with', async () => {
    const { exitCode, stderr } = await command('run reference-winter.yaml --shard 1/2 --shards 2', {
      cwd: temporaryFolder(),
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--shards goes with --shard auto');
  });
});

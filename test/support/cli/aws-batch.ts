// Of the API of AWS Batch (2016-08-10) the requests of docs/clusters and what they are made of, as
// @aws-sdk/client-batch 3.1138.0 states it (Apache-2.0): names, types and which must be there. What
// no manifest of ours uses is left out, and so would be refused.

export interface RegisterJobDefinitionRequest {
  readonly jobDefinitionName: string;
  readonly type: 'container' | 'multinode';
  readonly parameters?: Readonly<Record<string, string>>;
  readonly containerProperties?: ContainerProperties;
  readonly retryStrategy?: RetryStrategy;
  readonly timeout?: { readonly attemptDurationSeconds?: number };
  readonly platformCapabilities?: readonly ('EC2' | 'FARGATE' | 'MANAGED_INSTANCES')[];
}

interface ContainerProperties {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly volumes?: readonly Volume[];
  readonly environment?: readonly { readonly name?: string; readonly value?: string }[];
  readonly mountPoints?: readonly MountPoint[];
  readonly user?: string;
  readonly resourceRequirements?: readonly ResourceRequirement[];
}

interface Volume {
  readonly name?: string;
  readonly efsVolumeConfiguration?: {
    readonly fileSystemId: string;
    readonly rootDirectory?: string;
    readonly transitEncryption?: 'DISABLED' | 'ENABLED';
  };
}

interface MountPoint {
  readonly containerPath?: string;
  readonly readOnly?: boolean;
  readonly sourceVolume?: string;
}

interface ResourceRequirement {
  readonly value: string;
  readonly type: 'GPU' | 'MEMORY' | 'VCPU';
}

interface RetryStrategy {
  /** 1 to 10. */
  readonly attempts?: number;
  /** At most five. */
  readonly evaluateOnExit?: readonly {
    readonly onStatusReason?: string;
    readonly onReason?: string;
    readonly onExitCode?: string;
    readonly action: 'EXIT' | 'RETRY';
  }[];
}

export interface SubmitJobRequest {
  readonly jobName: string;
  readonly jobQueue: string;
  readonly jobDefinition: string;
  /** 2 to 10,000. */
  readonly arrayProperties?: { readonly size?: number };
  readonly dependsOn?: readonly {
    readonly jobId?: string;
    readonly type?: 'N_TO_N' | 'SEQUENTIAL';
  }[];
  readonly containerOverrides?: {
    readonly command?: readonly string[];
    readonly environment?: readonly { readonly name?: string; readonly value?: string }[];
    readonly resourceRequirements?: readonly ResourceRequirement[];
  };
  readonly retryStrategy?: RetryStrategy;
}

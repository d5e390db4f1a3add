// Starts replication-worker.ts in a thread when running from TypeScript sources: Node 20 does not hand the parent's loader on.
// Not part of what is built.
import { register } from 'tsx/esm/api';

register();
await import('./replication-worker.ts');

// Starts replication-worker.ts in a thread when running from TypeScript sources: Node 20 does not
// hand the parent's loader on. The tests have joined its sources into one file beforehand
// (test/setup/join-programs.ts). Not part of what is built.
const joined = process.env.OFFSUPPLY_JOINED_WORKER;
if (joined === undefined) {
  const { register } = await import('tsx/esm/api');
  register();
}
await import(joined ?? './replication-worker.ts');

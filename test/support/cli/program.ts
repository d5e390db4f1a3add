// The command as a file, for tests that start a process: test/setup/join-programs.ts has joined it
// from the sources.
const joined = process.env['OFFSUPPLY_JOINED_PROGRAM'];
if (joined === undefined)
  throw new Error('OFFSUPPLY_JOINED_PROGRAM is not set: the set-up of vitest.config.ts does');
export const program: string = joined;

import { defineConfig } from 'vitest/config';

// `npm run test:slurm`: not part of `npm test`, because it starts daemons and may install packages.
export default defineConfig({
  test: {
    include: ['test/slurm/*.slurm.ts'],
    testTimeout: 600_000,
    hookTimeout: 300_000,
    reporters: ['default'],
  },
});

import { defineConfig } from 'vitest/config';

// Kinds of test by suffix: behaviour, property, closed form, stored output (CONTRIBUTING.md).
export default defineConfig({
  test: {
    include: ['test/**/*.{test,prop,theory,golden}.ts'],
    // Vitest leaves a processor free, which on a machine of two is half of it.
    maxWorkers: '100%',
    testTimeout: 60_000,
    reporters: ['default'],
  },
});

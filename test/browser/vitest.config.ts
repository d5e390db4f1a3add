import { defineConfig } from 'vitest/config';
import whole from '../../vitest.config.ts';

// `npm run test:browsers`: the what-if page in Chromium and in Firefox, with 30 settings each.
const { test, ...rest } = whole;

export default defineConfig({
  ...rest,
  test: {
    ...test,
    include: ['test/browser/what-if*.{test,speed}.ts'],
    execArgv: [...(test?.execArgv ?? []), '--experimental-websocket'],
    env: { OFFSUPPLY_BROWSERS: 'chromium,firefox', OFFSUPPLY_WHAT_IF: '30' },
    fileParallelism: false,
    hookTimeout: 180_000,
  },
});

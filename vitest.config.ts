import { readFileSync } from 'node:fs';
import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';

/** The options of `npm run build`: what is tested is compiled as what is shipped, decorators and all. */
const { jsc } = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8')) as { jsc: object };

export default defineConfig({
  // Packages are resolved as Node does it, by `main` and `.js` first: otherwise a test and a dependency of it can end
  // up with two copies of one package, which graphql refuses to work with.
  resolve: { mainFields: [], extensions: ['.js', '.mjs', '.ts', '.json'] },
  plugins: [swc.vite({ tsconfigFile: false, swcrc: false, jsc })],
  test: {
    pool: 'forks',
    maxWorkers: 2, // the servers that the tests talk to want a core as well
    testTimeout: 30_000,
    hookTimeout: 180_000,
    teardownTimeout: 30_000,
    // What is printed is compared as text; under CI the colours would be on.
    env: { NO_COLOR: '1' },
    setupFiles: ['test/support/setup.ts'],
    reporters: ['default', './test/support/report-left-out.ts'],
    projects: [
      // Unit tests start no server, so that running one of them takes a second.
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'real',
          include: ['test/**/*.test.ts'],
          exclude: ['test/unit/**', '**/node_modules/**'],
          globalSetup: ['test/support/global-setup.ts'],
        },
      },
    ],
  },
});

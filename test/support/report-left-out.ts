import type { Reporter, SerializedError, TestModule, Vitest } from 'vitest/node';
import type { LeftOut } from './provided.js';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * Says at the very end of a run what it did without, so that a green run on a bare machine is not taken for the whole
 * proof; under `CI=true` a part left out fails the run. The last line is the plain `N passed, N failed, N skipped`
 * that tools read.
 */
export default class ReportLeftOut implements Reporter {
  private vitest: Vitest | undefined;
  private counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  private leftOut: LeftOut[] = [];

  onInit(vitest: Vitest): void {
    this.vitest = vitest;
    if (!vitest.config.watch) {
      // Whatever else is said, at the latest by the servers' end, stands before.
      process.once('exit', () => this.close());
    }
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    this.counts = count(modules, errors);
    this.leftOut =
      this.vitest?.projects.flatMap((project) => project.getProvidedContext().leftOut ?? []) ?? [];
    if (this.leftOut.length > 0 && inContinuousIntegration()) {
      process.exitCode = 1;
    }
    if (this.vitest?.config.watch) {
      this.close();
    }
  }

  private close(): void {
    const { passed, failed, skipped } = this.counts;
    // A run that failed outside of any test never closes with "0 failed".
    const failures = process.exitCode ? Math.max(failed, 1) : failed;
    const lines = [...inCapitals(this.leftOut), `${passed} passed, ${failures} failed, ${skipped} skipped`];
    process.stdout.write(`${lines.join('\n')}\n`);
  }
}

function count(modules: readonly TestModule[], errors: readonly SerializedError[]): Counts {
  const counts = { passed: 0, failed: errors.length, skipped: 0 };
  for (const module of modules) {
    const before = counts.failed;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      counts[state === 'pending' ? 'skipped' : state] += 1;
    }
    if (!module.ok() && counts.failed === before) {
      counts.failed += 1; // the file itself, or a hook of it
    }
  }
  return counts;
}

function inCapitals(leftOut: LeftOut[]): string[] {
  if (leftOut.length === 0) {
    return [];
  }
  const verdict = inContinuousIntegration()
    ? 'WHICH FAILS THIS RUN, BECAUSE CI IS SET'
    : 'THE TESTS THAT NEED IT WERE SKIPPED';
  return [
    '',
    `LEFT OUT OF THIS RUN; ${verdict}:`,
    ...leftOut.flatMap(({ part, why, howToGet }) => {
      const [reason = '', ...details] = why.split('\n'); // a tool's own words are quoted as they are
      return [
        `  ${part.toUpperCase()}: ${reason.toUpperCase()}`,
        ...details.map((line) => `      ${line}`),
        `    TO GET IT: ${howToGet}`,
      ];
    }),
    '',
  ];
}

function inContinuousIntegration(): boolean {
  return process.env['CI'] === 'true';
}

import { readFileSync } from 'node:fs';

/**
 * Adds up the reports that `npm test` leaves in out/ and prints `N passed, N failed`. Its argument
 * is the exit status of `npm test`. A report that is missing counts as one failure, for those tests
 * did not run; so does a bad status without a failed test. Exits with 1 when anything failed.
 */

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

interface VitestReport {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
  };
  readonly errors: readonly unknown[];
}

const all = [
  counts('out/vitest.json', ({ success, numPassedTests, numFailedTests }: VitestReport) => ({
    passed: numPassedTests,
    // A file that cannot be loaded fails the run without failing a test.
    failed: numFailedTests || (success ? 0 : 1),
  })),
  counts('out/playwright.json', ({ stats, errors }: PlaywrightReport) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
  })),
];
const passed = all.reduce((sum, counts) => sum + counts.passed, 0);
const failedTests = all.reduce((sum, counts) => sum + counts.failed, 0);
const failed = failedTests || (process.argv[2] === '0' ? 0 : 1);
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;

function counts<Report>(path: string, read: (report: Report) => Counts): Counts {
  try {
    return read(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    console.log(`${path} cannot be read (${(error as Error).message}): its tests did not run.`);
    return { passed: 0, failed: 1 };
  }
}

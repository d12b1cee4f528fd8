import { spawnSync } from 'node:child_process';
import { argv, env, exit } from 'node:process';

/**
 * `npm run fuzz [-- RUNS [SEED]]`: the tests of test/fuzz with many more inputs than in CI, and other
 * ones each time. A failure prints the smallest input that fails; the seed makes the same ones again.
 */
const [runs = '20000', seed = String(Math.floor(Math.random() * 2 ** 31))] = argv.slice(2);
console.log(`Fuzzing with ${runs} inputs of each kind, seed ${seed}.`);
const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'node', 'test/fuzz'], {
  stdio: 'inherit',
  env: { ...env, DREAMGRAPH_FUZZ_RUNS: runs, DREAMGRAPH_FUZZ_SEED: seed },
});
exit(status ?? 1);

import { Worker } from 'node:worker_threads';

const spin = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', () => {
    const start = performance.now();
    let x = 1;
    for (let i = 0; i < 2e8; i++) x = (x * 16807) % 2147483647;
    parentPort.postMessage({ ms: performance.now() - start, x });
  });
`;

/**
 * How many times faster two busy loops are on two threads than one after the other: 2 if two cores
 * are free, 1 if there is one.
 */
export async function measureFreeCores(): Promise<() => Promise<number>> {
  const workers = [0, 1].map(() => new Worker(spin, { eval: true }));
  for (const worker of workers) worker.unref();
  const run = (worker: Worker) =>
    new Promise<number>((resolve) => {
      worker.once('message', ({ ms }) => resolve(ms));
      worker.postMessage('go');
    });
  const [first, second] = workers as [Worker, Worker];
  await Promise.all([run(first), run(second)]);
  return async () => {
    const alone = (await run(first)) + (await run(second));
    const start = performance.now();
    await Promise.all([run(first), run(second)]);
    return alone / (performance.now() - start);
  };
}

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import { macrotask } from '../../src/common/macrotask.ts';

test('lets a waiting message and a due timer run first', async () => {
  const heard: string[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => heard.push('message');
  port2.postMessage(null);
  setTimeout(() => heard.push('timer'), 0);
  while (heard.length < 2) await macrotask();
  port1.close();
  expect(heard.sort()).toEqual(['message', 'timer']);
});

test('waits for no timer, the shortest of which takes 4 ms in a browser', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval'] });
  try {
    for (let i = 0; i < 200; i++) await macrotask();
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test('does not hold a Node process open', async () => {
  const module = fileURLToPath(new URL('../../src/common/macrotask.ts', import.meta.url));
  const script = `import { macrotask } from ${JSON.stringify(module)};
    await macrotask(); console.log('after');`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', script];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 20_000 });
  expect(stdout.trim()).toBe('after');
});

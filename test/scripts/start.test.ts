import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';

function start(...args: readonly string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts', ...args]);
  let said = '';
  child.stdout.on('data', (text) => (said += text));
  child.stderr.on('data', (text) => (said += text));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })));
}

test('a port that is taken is not replaced by another: it is said what to do', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', () => resolve()));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const { code, said } = await start('--port', String(port));
  server.close();
  expect(code).toBe(1);
  expect(said).toContain(`Port ${port} is taken`);
  expect(said).toContain(`npm start -- --port ${port + 1}`);
  expect(said).not.toContain('Building');
}, 60_000);

test('what is no port is refused', async () => {
  expect(await start('--port', 'x')).toMatchObject({
    code: 1,
    said: expect.stringMatching(/from 1 to 65535/),
  });
}, 60_000);

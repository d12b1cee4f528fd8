import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { build, preview } from 'vite';

/**
 * Builds the app and serves it, always at the same address: a browser keeps graphs and history for
 * an address, so that at another one they would seem gone.
 */
const standardPort = 4173;

await start();

async function start(): Promise<void> {
  const { port, host } = options();
  if (!(await isFree(port, host))) {
    return fail(
      `Port ${port} is taken, perhaps by Dreamgraph in another window: look at http://${host}:${port}/ first.`,
      `To start it beside, choose another port: npm start -- --port ${port + 1}`,
      'Graphs and history stay with the address they were made at.',
    );
  }
  console.log('Building Dreamgraph…');
  await build({ logLevel: 'error' });
  await preview({ logLevel: 'error', preview: { port, host, strictPort: true } });
  console.log(`Dreamgraph is at http://${host}:${port}/ until you press Ctrl+C.`);
}

function options(): { readonly port: number; readonly host: string } {
  try {
    const { values } = parseArgs({
      options: { port: { type: 'string' }, host: { type: 'string', default: 'localhost' } },
    });
    const port = Number(values.port ?? standardPort);
    if (Number.isInteger(port) && port > 0 && port < 65536) return { port, host: values.host };
    fail(`${values.port} is no port. Choose a number from 1 to 65535.`);
  } catch (error) {
    fail(String(error instanceof Error ? error.message : error), 'Options: --port and --host.');
  }
  process.exit();
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

function fail(...lines: readonly string[]): void {
  for (const line of lines) console.error(line);
  process.exitCode = 1;
}

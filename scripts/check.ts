import { spawn } from 'node:child_process';
import { exit } from 'node:process';
import { scripts } from '../package.json';

/**
 * `npm run check`: runs every script of package.json that is called check:… beside the others, and
 * prints what each has said as a whole.
 */
const gates = Object.entries(scripts).filter(([name]) => name.startsWith('check:'));

/** @returns whether the gate lets everything through. */
function pass([name, command]: [string, string]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part: Buffer) => said.push(part));
    }
    child.on('close', (code) => {
      console.log(`${name} ${code === 0 ? 'passes' : 'fails'}\n${Buffer.concat(said)}`);
      resolve(code === 0);
    });
  });
}

const passed = await Promise.all(gates.map(pass));
exit(passed.every(Boolean) ? 0 : 1);

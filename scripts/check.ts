import { spawn } from 'node:child_process';
import { exit } from 'node:process';
import { scripts } from '../package.json';

/**
 * `npm run check`: runs every script of package.json with a name like check:… at the same time, and
 * prints the output of each when it ends.
 */
const checks = Object.entries(scripts).filter(([name]) => name.startsWith('check:'));

/** @returns whether the check passes. */
function runCheck([name, command]: [string, string]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part: Buffer) => output.push(part));
    }
    child.on('close', (code) => {
      console.log(`${name} ${code === 0 ? 'passes' : 'fails'}\n${Buffer.concat(output)}`);
      resolve(code === 0);
    });
  });
}

const passed = await Promise.all(checks.map(runCheck));
exit(passed.every(Boolean) ? 0 : 1);

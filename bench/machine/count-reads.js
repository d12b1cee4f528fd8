import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { env } from 'node:process';

/*
 * Loaded before the command (`node --import`): counts the bytes that it reads, all at once or piece by
 * piece, of the file that COUNTED names, and writes them, with the most memory that the process had,
 * to COUNT.
 */
const { COUNTED, COUNT = '' } = env;
/** @type {Set<unknown>} File descriptors. */
const counted = new Set();
let bytesRead = 0;

/** @type {Record<string, any>} */
const files = fs;
const { openSync, readSync, readFileSync } = files;
const { readFile } = files.promises;

/** @param {unknown[]} args */
files.openSync = (...args) => {
  const file = openSync(...args);
  if (args[0] === COUNTED) counted.add(file);
  else counted.delete(file);
  return file;
};
/** @param {unknown[]} args */
files.readSync = (...args) => {
  const count = readSync(...args);
  if (counted.has(args[0])) bytesRead += count;
  return count;
};
/** @param {unknown[]} args */
files.readFileSync = (...args) => {
  const bytes = readFileSync(...args);
  if (args[0] === COUNTED) bytesRead += bytes.length;
  return bytes;
};
/** @param {unknown[]} args */
files.promises.readFile = async (...args) => {
  const bytes = await readFile(...args);
  if (args[0] === COUNTED) bytesRead += bytes.length;
  return bytes;
};
syncBuiltinESMExports();

process.on('exit', () => {
  // Linux counts what the parent had in the maximum of resourceUsage().
  const [, kilobytes] =
    /VmHWM:\s+(\d+) kB/.exec(files.readFileSync('/proc/self/status', 'utf8')) ?? [];
  const peakBytes = Number(kilobytes) * 1024;
  fs.writeFileSync(COUNT, JSON.stringify({ bytesRead, peakBytes }));
});

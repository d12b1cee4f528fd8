import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { type Browser, chromium, type Page } from '@playwright/test';
import { parseDocument } from '../../src/graph/file/parse.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { chromium as system } from '../chromium.ts';

export interface KillOptions {
  /** Of the app as it is served. */
  readonly address: string;
  /** A folder of its own for the browser's profile. */
  readonly profile: string;
  readonly kills: number;
  /** The same numbers give the same moments, as far as the machine goes along. */
  readonly seed: number;
  /** How old an edit may be at most that is lost, in milliseconds; a busy machine needs longer. */
  readonly grace: number;
}

export interface KillReport {
  readonly kills: number;
  readonly seed: number;
  readonly edits: number;
  /** Kills before which every edit was stored. */
  readonly complete: number;
  /** The age of the oldest edit that was lost, in milliseconds. */
  readonly oldestLost: number;
  readonly failures: readonly string[];
}

/** A number, and when the page had it. */
interface Edit {
  readonly value: number;
  readonly at: number;
}

/** From the start of a browser to its end. */
interface Session {
  readonly first: number;
  readonly edits: readonly Edit[];
  readonly killedAt: number;
}

/**
 * Edits in a real Chromium with a profile on the disk, ends all its processes with SIGKILL at a random
 * moment, starts it again on the same profile, and compares. Each start checks the kill before it.
 */
export async function killCycles(options: KillOptions): Promise<KillReport> {
  const { profile, kills, seed, grace } = options;
  const random = randomFrom(seed);
  const failures: string[] = [];
  let [edits, complete, oldestLost] = [0, 0, 0];
  let before: Session | undefined;
  for (let cycle = 0; cycle <= kills; cycle += 1) {
    const browser = await start(profile);
    try {
      const page = await openPage(browser, options.address);
      const value = await shownValue(page);
      const at = `kill ${cycle}`;
      failures.push(...(await unreadable(page)).map((text) => `${at}: ${text}`));
      if (before && !isBetween(before, value)) failures.push(`${at}: ${value} was never set`);
      const age = before ? ageOfLost(before, value) : 0;
      if (age > grace) failures.push(`${at}: an edit was lost that was ${Math.round(age)} ms old`);
      if (before && age === 0) complete += 1;
      oldestLost = Math.max(oldestLost, Math.round(age));
      if (cycle < kills) before = await editUntilKilled(page, browser.process, value, random);
      edits += cycle < kills ? (before?.edits.length ?? 0) : 0;
    } finally {
      await end(browser.process);
    }
  }
  return { kills, seed, edits, complete, oldestLost, failures };
}

/** Whether a value is from this session, or one that it began with: the number goes one way only. */
function isBetween({ first, edits }: Session, value: number): boolean {
  const step = Math.sign((edits.at(-1)?.value ?? value) - first);
  return (value - first) * step >= 0;
}

/** How old the oldest edit was that is not there any more; 0 where none is missing. */
function ageOfLost({ first, edits, killedAt }: Session, value: number): number {
  // The report of the last edit may have died with the browser.
  const last = edits.at(-1)?.value ?? first;
  if (Math.abs(value - first) > Math.abs(last - first)) return 0;
  const stored = [first, ...edits.map((edit) => edit.value)].lastIndexOf(value);
  const lost = edits[Math.max(0, stored)];
  return lost && stored < edits.length ? Math.max(1, killedAt - lost.at) : 0;
}

interface Started {
  readonly process: ChildProcess;
  readonly connection: Browser;
}

/** With processes in a group of their own, so that all of them end at once. */
async function start(profile: string): Promise<Started> {
  const portFile = `${profile}/DevToolsActivePort`;
  await rm(portFile, { force: true });
  const args = [
    ...system.args,
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    'about:blank',
  ];
  const path = system.executablePath ?? chromium.executablePath();
  const process = spawn(path, args, { detached: true, stdio: 'ignore' });
  for (let tries = 0; tries < 600; tries += 1) {
    const [port] = (await readFile(portFile, 'utf8').catch(() => '')).split('\n');
    if (port) {
      const connection = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      return { process, connection };
    }
    await pause(25);
  }
  throw new Error('Chromium did not start.');
}

async function openPage({ connection }: Started, address: string): Promise<Page> {
  const [context] = connection.contexts();
  const page = context?.pages()[0];
  if (!context || !page) throw new Error('Chromium has no page.');
  // tsx names functions with a helper that the page does not have.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.addInitScript(() => {
    // Else each start would fill the store for work without a network anew.
    navigator.serviceWorker.register = () => new Promise(() => {});
    localStorage.setItem(
      'dreamgraph-backend',
      JSON.stringify({ state: { choice: 'wasm' }, version: 1 }),
    );
  });
  await page.goto(address);
  await slider(page).waitFor();
  return page;
}

const slider = (page: Page) =>
  page
    .getByRole('group', { name: 'Load Image', exact: true })
    .getByRole('slider', { name: 'Long side' });

async function shownValue(page: Page): Promise<number> {
  return Number(await slider(page).getAttribute('aria-valuenow'));
}

/** Every document and earlier version in storage, as it is read by the app. */
async function unreadable(page: Page): Promise<readonly string[]> {
  const stored = await page.evaluate(async () => {
    const open = indexedDB.open('dreamgraph');
    const db = await new Promise<IDBDatabase>((done, failed) => {
      open.onsuccess = () => done(open.result);
      open.onerror = () => failed(open.error);
    });
    const stores = ['documents', 'backups'].map((name) => {
      const all = db.transaction(name).objectStore(name).getAll();
      return new Promise<{ name: string; document: unknown }[]>((done, failed) => {
        all.onsuccess = () => done(all.result);
        all.onerror = () => failed(all.error);
      });
    });
    const found = (await Promise.all(stores)).flat();
    db.close();
    return found;
  });
  return stored.flatMap(({ name, document }) => {
    const parsed = parseDocument(document, catalog);
    return parsed.ok ? [] : [`${name} cannot be read: ${parsed.problem.message}`];
  });
}

/** Presses a key that changes a number, again and again, in the middle of which all ends. */
async function editUntilKilled(
  page: Page,
  process: ChildProcess,
  first: number,
  random: () => number,
): Promise<Session> {
  const edits: Edit[] = [];
  await page.exposeFunction('edited', (edit: Edit) => void edits.push(edit));
  await slider(page).evaluate((element) => {
    const { edited } = window as unknown as { edited: (edit: Edit) => void };
    // Once the page has taken the key: before, on a busy machine, there is no edit yet.
    const note = () =>
      setTimeout(() => {
        const at = performance.timeOrigin + performance.now();
        edited({ value: Number(element.ariaValueNow), at });
      });
    window.addEventListener('keydown', note, true);
  });
  await slider(page).focus();
  // Up and down again, far from both ends.
  const key = first > 2000 ? 'ArrowLeft' : 'ArrowRight';
  const lives = 150 + random() * 800;
  let killedAt = 0;
  const ended = pause(lives).then(() => {
    killedAt = Date.now();
    return end(process);
  });
  while (killedAt === 0) {
    await page.keyboard.press(key).catch(() => {});
    await pause(5 + random() * 60);
  }
  await ended;
  return { first, edits, killedAt };
}

async function end(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null || !process.pid) return;
  const gone = new Promise((done) => process.once('exit', done));
  global.process.kill(-process.pid, 'SIGKILL');
  await gone;
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

/** Mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

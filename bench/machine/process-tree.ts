import { readdirSync, readFileSync } from 'node:fs';

/** Watches the memory of all processes that descend from this one, such as those of a browser. */
export function watchMemory(everyMs = 50): { readonly stop: () => { readonly growth: number } } {
  const before = memoryOfDescendants();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, memoryOfDescendants());
  }, everyMs);
  return {
    stop: () => {
      clearInterval(timer);
      return { growth: Math.max(most, memoryOfDescendants()) - before };
    },
  };
}

/** Bytes in memory; what several of them share is counted once (PSS). Linux. */
function memoryOfDescendants(): number {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc')) {
    const parent = /^\d+$/.test(entry) ? parentOf(entry) : undefined;
    if (parent !== undefined) {
      children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
    }
  }
  const below = (pid: number): readonly number[] =>
    (children.get(pid) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(process.pid).reduce((sum, pid) => sum + memoryOf(pid), 0);
}

function parentOf(pid: string): number | undefined {
  const [, parent] = /\) \w (\d+)/.exec(readOr(`/proc/${pid}/stat`)) ?? [];
  return parent === undefined ? undefined : Number(parent);
}

function memoryOf(pid: number): number {
  const [, kilobytes = 0] = /^Pss:\s+(\d+) kB/m.exec(readOr(`/proc/${pid}/smaps_rollup`)) ?? [];
  return Number(kilobytes) * 1024;
}

/** Processes end while one looks. */
function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

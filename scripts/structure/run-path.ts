import { existsSync, readFileSync } from 'node:fs';

/** One file that a click on Run passes, as docs/architecture.md lists it. */
export interface RunStep {
  readonly file: string;
  /** What is called in it. */
  readonly name: string;
  /** The name by which an earlier file calls it; null: a message reaches it. */
  readonly calledAs: string | null;
}

const section = /^## The path of a run\n([\s\S]*?)(?=^## )/m;
const entry = /^\d+\. `([^`]+)`: `([^`]+)`(?: as `([^`]+)`)?(.*)$/gm;

/**
 * Reads "The path of a run": a numbered list of
 *
 *     1. `src/folder/file.ts`: `name` and a few words
 *     2. `src/folder/other.ts`: `name` as `alias`, where an earlier file calls it by another name
 *     3. `src/folder/worker.ts`: `name` (by message), where no earlier file names it
 */
export function readRunPath(architecture: string): readonly RunStep[] {
  const [, list = ''] = section.exec(readFileSync(architecture, 'utf8')) ?? [];
  return [...list.matchAll(entry)].map(([, file = '', name = '', alias, words = '']) => ({
    file,
    name,
    calledAs: words.includes('(by message)') ? null : (alias ?? name),
  }));
}

/** What is wrong with the list, in sentences: a file or name that is not there, a file left out. */
export function checkRunPath(steps: readonly RunStep[]): readonly string[] {
  const texts = steps.map(({ file }) => (existsSync(file) ? readFileSync(file, 'utf8') : null));
  return steps.flatMap(({ file, name, calledAs }, index) => {
    const text = texts[index];
    if (text === null || text === undefined) return [`${file} does not exist.`];
    if (!defines(text, name)) return [`${file} does not define ${name}.`];
    const isCalled =
      index === 0 ||
      calledAs === null ||
      texts.some((earlier, at) => at < index && earlier !== null && mentions(earlier, calledAs));
    return isCalled ? [] : [`No file before ${file} in the list mentions ${calledAs}.`];
  });
}

/** Whether a text declares a function, a constant or a member of this name. */
function defines(text: string, name: string): boolean {
  const declared = `(?:function\\*?|const|class)\\s+${name}\\b`;
  const member = `^\\s*(?:async\\s+|static\\s+|get\\s+)*\\*?\\s*${name}\\s*(?:[(<]|:)`;
  const shorthand = `\\b${name},`;
  return new RegExp(`${declared}|${member}|${shorthand}`, 'm').test(text);
}

function mentions(text: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(text);
}

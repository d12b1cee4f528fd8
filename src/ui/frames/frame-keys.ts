import { findDefinition } from '../../graph/definition/definition.ts';
import type { Document } from '../../graph/document/document.ts';
import { catalog } from '../../nodes/catalog.ts';
import {
  type CompiledFrame,
  compileFrames,
  type Environment,
  type FrameBefore,
  type Plan,
} from '../../runtime/browser.ts';

/** The content keys of one frame. */
interface KeysOfFrame {
  /** Of the picture that the film is made of. */
  readonly key: string;
  /** Node -> key of the picture that it shows. */
  readonly nodes: ReadonlyMap<string, string>;
  /** What it has from the frame before. */
  readonly before: ReadonlyMap<string, FrameBefore>;
}

export interface FrameKeys {
  /** With the values of a variant, at no frame. */
  readonly document: Document;
  readonly environment: Environment;
  /** Undefined: not compiled yet, or it makes no picture. */
  readonly frames: readonly (KeysOfFrame | undefined)[];
  /** The node whose pictures the film is made of. */
  readonly target: string | undefined;
  /** All frames have been compiled. */
  readonly complete: boolean;
}

/** A slice of the work on the page's own thread, and how often it is told how far it is, in milliseconds. */
const slice = 8;
const telling = 250;

/**
 * Compiles every frame, in slices, so that the page never waits for it.
 * @param onPart gets what is there so far, now and then, and at the end all of it.
 */
export async function compileAllFrames(
  document: Document,
  environment: Environment,
  signal: AbortSignal,
  onPart: (keys: FrameKeys) => void,
): Promise<void> {
  const count = document.sequence?.frames ?? 1;
  const frames: (KeysOfFrame | undefined)[] = Array(count).fill(undefined);
  let target: string | undefined;
  const tell = (complete: boolean) =>
    onPart({ document, environment, frames: [...frames], target, complete });
  let began = performance.now();
  let told = began;
  const all = compileFrames(document, catalog, { environment }, { first: 0, last: count - 1 });
  for (const compiled of all) {
    target ??= filmTarget(compiled.plan);
    if (target !== undefined) frames[compiled.frame] = keysOfFrame(compiled, target);
    if (performance.now() - began < slice) continue;
    if (performance.now() - told > telling) {
      tell(false);
      told = performance.now();
    }
    await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) return;
    began = performance.now();
  }
  tell(true);
}

/** Of several outputs the first one with a picture. */
export function filmTarget({ targets }: Plan): string | undefined {
  return targets.find(({ output }) => output !== undefined)?.node;
}

/** Of the steps whose picture a node shows, and of the targets. */
function keysOfFrame({ plan, key, before }: CompiledFrame, target: string): KeysOfFrame {
  const nodes = new Map<string, string>();
  for (const step of plan.steps) {
    const shows = findDefinition(catalog, step.type)?.preview !== undefined;
    if (shows && !step.given) nodes.set(step.node, step.key);
  }
  for (const { node, step, output } of plan.targets) {
    const made = plan.steps[step]?.key;
    if (output !== undefined && made !== undefined) nodes.set(node, made);
  }
  // With several outputs the frame is there once all of them are.
  if (nodes.has(target) && plan.targets.length > 1) nodes.set(target, key);
  return { key, nodes, before };
}

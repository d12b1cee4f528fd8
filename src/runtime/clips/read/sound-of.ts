import { ok, type Problem, type Result } from '../../../common/result.ts';
import type { Document, DocumentNode } from '../../../graph/document/document.ts';
import type { FileReference } from '../../../graph/params/file.ts';
import { paramValue } from '../../../graph/params/values.ts';
import { loadClip } from '../../../nodes/load-clip/definition.ts';
import type { ClipInfo } from './clip.ts';

/** The clip whose sound a film gets: the first one that leads to it. */
export interface SoundSource {
  readonly node: string;
  readonly reference: FileReference;
  /** The frame of the clip at frame 0 of the sequence. */
  readonly start: number;
  /** Frames of the clip from one frame of the sequence to the next. */
  readonly stride: number;
  /** Frames that are taken; 0: all there are. */
  readonly length: number;
  readonly offset: number;
}

/**
 * Which clip's sound belongs to the picture of a node: the nearest Load Clip that its wires lead back to.
 * Undefined: there is none, or it has no file.
 * @param document as it is run, with the values of the variant.
 */
export function soundSource(document: Document, target: string): SoundSource | undefined {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  const seen = new Set<string>();
  let reached = [target];
  while (reached.length > 0) {
    for (const id of reached) {
      const node = nodes.get(id);
      const found = node?.type === loadClip.type ? sourceOf(node) : undefined;
      if (found) return found;
      seen.add(id);
    }
    reached = document.edges
      .filter(({ to }) => reached.includes(to.node))
      .map(({ from }) => from.node)
      .filter((id) => !seen.has(id));
  }
  return undefined;
}

function sourceOf({ id, params }: DocumentNode): SoundSource | undefined {
  const spec = loadClip.params;
  const reference = spec.file.validate(paramValue(params, 'file', spec.file));
  if (!reference.ok || reference.value.from === 'nothing') return undefined;
  const number = (name: 'start' | 'stride' | 'length' | 'offset') =>
    Number(paramValue(params, name, spec[name]));
  return {
    node: id,
    reference: reference.value,
    start: number('start'),
    stride: number('stride'),
    length: number('length'),
    offset: number('offset'),
  };
}

/**
 * The part of the clip's sound that belongs to frames `first` to `last` of the sequence, in seconds from
 * the clip's start. Undefined: the clip has no sound. Problem: `clip-silent`, where the clip does not
 * run at its own speed.
 */
export function soundRange(
  { start, stride, length, offset }: SoundSource,
  info: ClipInfo,
  { first, last, fps }: { readonly first: number; readonly last: number; readonly fps: number },
): Result<{ readonly from: number; readonly to: number } | undefined> {
  if (!info.hasSound) return ok(undefined);
  const speed = (stride * fps) / info.fps;
  // Frame rates of 23.976 and 24 are a second apart in a quarter of an hour.
  if (Math.abs(speed - 1) > 0.005) return { ok: false, problem: otherSpeed(speed) };
  const place = start + (offset + first) * stride;
  const from = info.times[Math.min(place, info.frames - 1)] ?? 0;
  const count = last - first + 1;
  const left = (length > 0 ? length : Number.POSITIVE_INFINITY) - offset - first;
  const shown = Math.max(0, Math.min(count, left, Math.ceil((info.frames - place) / stride)));
  return ok(shown === 0 ? undefined : { from, to: from + shown / fps });
}

function otherSpeed(speed: number): Problem {
  return {
    code: 'clip-silent',
    message: `The sound of the clip was left out: its frames run at ${speed.toFixed(2)} times their own speed.`,
    remedy:
      'For the sound, give the sequence the frame rate of the clip, and Load Clip a stride of 1.',
  };
}

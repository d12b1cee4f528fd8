import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planArena } from '../../../../src/engine/programs/simd/arena/arena.ts';
import { FreeList } from '../../../../src/engine/programs/simd/workspace/free-list.ts';
import { openWorkspace } from './kernels.ts';

interface Range {
  readonly begin: number;
  readonly end: number;
}

const overlap = (a: Range, b: Range) => a.begin < b.end && b.begin < a.end;

test('buffers of the arena that live at once lie apart, and all lie within it', () => {
  const lives = fc.array(fc.record({ bytes: fc.nat(5000), first: fc.nat(20), length: fc.nat(8) }), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(lives, (specs) => {
      const buffers = specs.map(({ bytes }) => ({ bytes }));
      const moments = Array.from({ length: 30 }, (_, moment) =>
        buffers.filter((_, i) => {
          const { first, length } = specs[i] as (typeof specs)[number];
          return moment === first || moment === first + length;
        }),
      );
      const arena = planArena(moments);
      const ranges = buffers.map((buffer, i) => {
        const begin = arena.offsets.get(buffer) ?? Number.NaN;
        const { first, length } = specs[i] as (typeof specs)[number];
        return {
          begin,
          end: begin + buffer.bytes,
          life: { begin: first, end: first + length + 1 },
        };
      });
      for (const [i, a] of ranges.entries()) {
        expect(a.end).toBeLessThanOrEqual(arena.bytes);
        for (const b of ranges.slice(0, i)) {
          expect(overlap(a, b) && overlap(a.life, b.life)).toBe(false);
        }
      }
    }),
  );
});

test('buffers that never live at once share memory', () => {
  const [a, b, c] = [{ bytes: 640 }, { bytes: 640 }, { bytes: 640 }];
  expect(planArena([[a], [a, b], [b, c], [c]]).bytes).toBe(1280);
});

test('ranges handed out lie apart, and those given back are used again', () => {
  const steps = fc.array(fc.record({ length: fc.integer({ min: 1, max: 100 }), back: fc.nat() }));
  fc.assert(
    fc.property(steps, (sequence) => {
      const list = new FreeList();
      const taken: Range[] = [];
      for (const { length, back } of sequence) {
        if (back % 3 === 0 && taken.length > 0) {
          const [range] = taken.splice(back % taken.length, 1);
          list.giveBack((range as Range).begin);
        }
        const begin = list.take(length);
        const range = { begin, end: begin + length };
        expect(taken.some((other) => overlap(range, other))).toBe(false);
        taken.push(range);
        expect(list.end).toBe(Math.max(...taken.map(({ end }) => end)));
      }
      for (const { begin } of taken) list.giveBack(begin);
      expect(list.end).toBe(0);
    }),
  );
});

test('the arena grows to the largest that was asked for, and memory comes back', async () => {
  const workspace = await openWorkspace();
  const before = workspace.bytes;
  const large = workspace.withArena(50_000_000, (address) => address);
  const { bytes } = workspace;
  expect(bytes - before).toBeGreaterThan(49_000_000);
  expect(workspace.withArena(1000, (address) => address)).toBe(large);
  const weights = workspace.allocate(4000);
  workspace.free(weights);
  expect(workspace.allocate(4000)).toBe(weights);
});

test('a program within another one of the same workspace is a bug that is told', async () => {
  const workspace = await openWorkspace();
  const nested = () => workspace.withArena(64, () => workspace.withArena(64, () => 0));
  expect(nested).toThrow(/within another/);
  expect(workspace.withArena(64, () => 'free again')).toBe('free again');
});

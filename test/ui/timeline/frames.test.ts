import { describe, expect, it } from 'vitest';
import { type FrameEntry, framesToEvict } from '../../../src/ui/frames/frame-entry.ts';
import { runsOf, tallyOf } from '../../../src/ui/timeline/FrameBar.tsx';

function entry(film: string, key: string, made: number): FrameEntry {
  const size = { width: 4, height: 4, bytes: 10, ms: 1 };
  return { ...size, film, key, made, variant: '', frame: 0, node: 'save', whole: true };
}

describe('room for frames', () => {
  const entries = [
    entry('old', 'o1', 1),
    entry('old', 'o2', 5),
    entry('older', 'p1', 2),
    entry('now', 'n1', 0),
    entry('now', 'n2', 6),
  ];
  const current = new Set(['n2']);
  const gone = (limit: number) =>
    framesToEvict(entries, limit, 'now', current).map(({ key }) => key);

  it('films that were left longest ago go whole, then what the film does not show any more', () => {
    expect(gone(50)).toEqual([]);
    expect(gone(45)).toEqual(['p1']);
    expect(gone(39)).toEqual(['p1', 'o1', 'o2']);
    expect(gone(15)).toEqual(['p1', 'o1', 'o2', 'n1']);
  });

  it('what the film shows never goes', () => {
    expect(gone(0)).not.toContain('n2');
  });
});

describe('the bar of frames', () => {
  it('joins frames that stand alike, and says how many of each there are', () => {
    const states = ['rendered', 'rendered', 'stale', 'running', 'none', 'none'] as const;
    expect(runsOf(states, 600).map(({ state, first, count }) => [state, first, count])).toEqual([
      ['rendered', 0, 2],
      ['stale', 2, 1],
      ['running', 3, 1],
      ['none', 4, 2],
    ]);
    expect(tallyOf(states)).toBe('2 rendered, 1 at work, 1 stale');
    expect(tallyOf(['none'])).toBe('Not rendered yet');
  });

  it('is no finer than its pixels, and does not overlook a failed frame among thousands', () => {
    const states = Array.from({ length: 4000 }, (_, at) => (at === 1234 ? 'failed' : 'rendered'));
    const runs = runsOf(states as readonly ('failed' | 'rendered')[], 1000);
    expect(runs).toHaveLength(3);
    expect(runs[1]).toMatchObject({ state: 'failed', first: 1232, count: 4 });
  });
});

import { expect, test } from 'vitest';
import { describeGraph } from '../../src/cli/graph/describe-graph.ts';
import { emptyDocument } from '../../src/graph/document/document.ts';

test('a film tells its length and what its keys say', () => {
  const turn = { id: 'turn', type: 'transform', version: 1, position: { x: 0, y: 0 }, params: {} };
  const film = {
    ...emptyDocument('Zoom'),
    nodes: [turn],
    sequence: { frames: 120, fps: 24 },
    tracks: [
      {
        ...{ node: 'turn', param: 'rotate' },
        keys: [
          { frame: 0, value: 0, ease: 'smooth' as const },
          { frame: 60, value: 12.5 },
        ],
      },
      { node: 'gone', param: 'edge', keys: [{ frame: 3, value: 'wrap' }] },
    ],
  };
  const lines = describeGraph(film).split('\n');
  expect(lines.slice(1, 5)).toEqual([
    '',
    'Film: 120 frames, 24 a second',
    '  turn.rotate        0 at 0 (smooth), 12.5 at 60',
    '  gone.edge          "wrap" at 3',
  ]);
  expect(describeGraph({ ...emptyDocument('Still'), nodes: [turn] })).not.toContain('Film');
});

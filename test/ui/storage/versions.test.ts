import { describe, expect, test } from 'vitest';
import { emptyDocument } from '../../../src/graph/document/document.ts';
import { addNode } from '../../../src/ui/document/add-node.ts';
import { openDocument, useDocument } from '../../../src/ui/document/document-store.ts';
import { perform, setParam } from '../../../src/ui/document/edits.ts';
import { versionSummary } from '../../../src/ui/files/version-summary.ts';
import { planBackup } from '../../../src/ui/storage/backups.ts';

const minute = 60_000;

describe('earlier versions', () => {
  test('are kept a minute apart', () => {
    expect(planBackup([], 0)).toEqual({ add: true });
    expect(planBackup([0], minute - 1)).toEqual({ add: false });
    expect(planBackup([0], minute)).toEqual({ add: true });
  });

  test('lie close together in the last minutes and reach back to the beginning', () => {
    let times: number[] = [];
    // A working day, saved each minute.
    for (let now = 0; now < 480 * minute; now += minute) {
      const { add, drop } = planBackup(times, now);
      times = times.filter((_, at) => at !== drop);
      if (add) times.push(now);
    }
    expect(times).toHaveLength(20);
    expect(times[0]).toBe(0);
    const ages = times.map((time) => Math.round((479 * minute - time) / minute));
    expect(ages.slice(-4)).toEqual([3, 2, 1, 0]);
    // Of each hour of the day something is left, more of the later ones.
    const gaps = ages.slice(1).map((age, at) => (ages[at] ?? 0) - age);
    expect(Math.max(...gaps)).toBeLessThan(130);
    expect(ages.filter((age) => age < 60).length).toBeGreaterThan(8);
  });

  test('say how they differ from now', () => {
    openDocument(emptyDocument(), 'test');
    const noise = addNode('noise', { at: { x: 0, y: 0 } }) ?? '';
    const then = useDocument.getState().document;
    expect(versionSummary(then, then)).toBe('as it is now');
    setParam(noise, 'amount', 0.2, true);
    addNode('preview', { from: { side: 'output', node: noise, output: 'image' } });
    expect(versionSummary(then, useDocument.getState().document)).toBe(
      'without Preview · other amount',
    );
    perform({ type: 'remove', nodes: [noise] });
    expect(versionSummary(then, useDocument.getState().document)).toBe(
      'with Noise · without Preview',
    );
  });
});

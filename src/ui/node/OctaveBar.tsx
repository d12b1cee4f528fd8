import { useShallow } from 'zustand/react/shallow';
import { own } from '../../common/own.ts';
import { runningText } from '../run/node-status.ts';
import { useRun } from '../run/run-store.ts';
import styles from './Picture.module.css';

/** Progress of the node that runs: one segment per octave, or a plain bar. */
export function OctaveBar({ node }: { readonly node: string }) {
  const { fraction, detail } = useRun(
    useShallow(({ nodes }) => ({
      fraction: own(nodes, node)?.fraction ?? 0,
      detail: own(nodes, node)?.detail,
    })),
  );
  const byOctave = detail && 'octave' in detail ? detail : undefined;
  const percent = Math.round(fraction * 100);
  return (
    <div
      className={styles.bar}
      role="progressbar"
      aria-label="Progress of this node"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={byOctave ? `${runningText(byOctave)}, ${percent} %` : `${percent} %`}
    >
      {segments(fraction, byOctave?.octaves ?? 1).map(({ start, width, filled }) => (
        <span key={start} className={styles.segment} style={{ flexGrow: width }}>
          <span className={styles.done} style={{ width: `${filled * 100}%` }} />
        </span>
      ))}
    </div>
  );
}

/** Each octave costs about twice the one before it, at the usual scale of 1.4. */
const costRatio = 1.96;

function segments(fraction: number, octaves: number) {
  const costs = Array.from({ length: octaves }, (_, octave) => costRatio ** octave);
  const total = costs.reduce((sum, cost) => sum + cost, 0);
  let start = 0;
  return costs.map((cost) => {
    const width = cost / total;
    const filled = Math.min(1, Math.max(0, (fraction - start) / width));
    const segment = { start, width, filled };
    start += width;
    return segment;
  });
}

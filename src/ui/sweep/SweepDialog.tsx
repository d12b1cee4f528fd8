import { Plus } from 'lucide-react';
import { useState } from 'react';
import { problemText } from '../../common/result.ts';
import type { CommandOf } from '../../graph/commands/command.ts';
import { count, inSentence, partTitle } from '../../graph/document/names.ts';
import { mostInSweep, type SweepAxis, sweepCount } from '../../graph/document/sweep.ts';
import { Button } from '../controls/Button.tsx';
import { useDocument } from '../document/document-store.ts';
import { shownVariant } from '../document/edits.ts';
import { shownDuration } from '../kit/durations.ts';
import { useRun } from '../run/run-store.ts';
import dialogs from '../session/Modal.module.css';
import { Modal } from '../session/Modal.tsx';
import { AxisFields } from './AxisFields.tsx';
import { type AxisDraft, readAxis, startAxis } from './axis-draft.ts';
import styles from './SweepDialog.module.css';
import { makeSweep } from './sweep-edits.ts';
import { useSweepEstimate } from './sweep-estimate.ts';
import { type Sweepable, sweepables } from './sweepable.ts';

/** Sets up a sweep: one or two parameters with their values, how many pictures, how long it takes. */
export function SweepDialog() {
  const [offered] = useState(() => sweepables(useDocument.getState().shown));
  const [drafts, setDrafts] = useState(() => firstAxis(offered));
  const running = useRun(({ current }) => current !== undefined);
  const read = drafts.map((draft) => {
    const param = offered.find(({ id }) => id === draft.id);
    return param && readAxis(param, draft);
  });
  const axes = read.flatMap((axis) => (axis?.ok ? axis.value : []));
  const ready = axes.length === drafts.length && axes.length > 0;
  const command = ready ? sweepCommand(axes, offered) : undefined;
  const tooMany = sweepCount(axes) > mostInSweep;
  const change = (at: number, draft: AxisDraft) =>
    setDrafts(drafts.map((other, index) => (index === at ? draft : other)));
  const second = secondOf(offered, drafts[0]?.id);
  const base = shownVariant()?.name;
  return (
    <Modal
      title="Sweep"
      description={`Makes a picture for each value. All other values are as in ${base ?? 'the graph'}.`}
    >
      <div className={styles.axes}>
        {drafts.map((draft, index) => (
          <AxisFields
            key={index === 0 ? 'first' : 'second'}
            title={drafts.length === 1 ? 'Over' : index === 0 ? 'Down' : 'Across'}
            draft={draft}
            offered={offered.filter(({ id }) => id !== drafts[1 - index]?.id)}
            problem={problemOf(read[index])}
            onChange={(next) => change(index, next)}
            {...(index === 1 && { onRemove: () => setDrafts(drafts.slice(0, 1)) })}
          />
        ))}
        {drafts.length === 1 && second && (
          <Button
            look="quiet"
            icon={Plus}
            onClick={() => setDrafts([...drafts, startAxis(second, drawSeed)])}
          >
            Add a second parameter
          </Button>
        )}
      </div>
      <Tally axes={ready ? axes : []} command={command} tooMany={tooMany} />
      <div className={dialogs.choices}>
        <Button disabled={!command || tooMany} onClick={() => command && makeSweep(command, false)}>
          Make the variants
        </Button>
        <Button
          disabled={!command || tooMany || running}
          onClick={() => command && makeSweep(command, true)}
        >
          Make and run them
        </Button>
      </div>
    </Modal>
  );
}

interface TallyProps {
  /** None while a value is missing. */
  readonly axes: readonly SweepAxis[];
  readonly command: CommandOf<'create-sweep'> | undefined;
  readonly tooMany: boolean;
}

/** How many pictures there will be, and how long they take. */
function Tally({ axes, command, tooMany }: TallyProps) {
  const total = axes.length === 0 ? 0 : sweepCount(axes);
  const estimate = useSweepEstimate(tooMany ? undefined : command);
  return (
    <p className={styles.tally} role="status">
      {axes.length > 0 && `${axes.map(({ values }) => values.length).join(' × ')} = `}
      <b>{count(total, 'picture')}</b>
      {tooMany && `; the most is ${mostInSweep}. Leave some values out.`}
      {estimate &&
        (estimate.measured
          ? `, about ${shownDuration(estimate.ms)}`
          : '. Run the graph once to see how long that takes.')}
    </p>
  );
}

function firstAxis(offered: readonly Sweepable[]): readonly AxisDraft[] {
  // What a dream is made of is the likeliest question.
  const first = offered.find(({ spec }) => spec.type === 'layers') ?? offered[0];
  return first ? [startAxis(first, drawSeed)] : [];
}

/** A number beside the first is likely meant; any other will do where there is none. */
function secondOf(offered: readonly Sweepable[], first: string | undefined): Sweepable | undefined {
  const node = offered.find(({ id }) => id === first)?.node;
  const others = offered.filter(({ id }) => id !== first);
  return others.find((entry) => entry.node === node && entry.spec.type === 'number') ?? others[0];
}

function drawSeed(): number {
  return crypto.getRandomValues(new Uint16Array(1))[0] ?? 1;
}

function problemOf(read: ReturnType<typeof readAxis> | undefined): string | undefined {
  return read && !read.ok && read.problem.code !== 'no-values'
    ? problemText(read.problem)
    : undefined;
}

function sweepCommand(
  axes: readonly SweepAxis[],
  offered: readonly Sweepable[],
): CommandOf<'create-sweep'> {
  const names = axes.map(({ node, param }) => {
    const spec = offered.find((entry) => entry.node === node && entry.param === param)?.spec;
    return partTitle(param, spec);
  });
  const [first = 'Sweep', ...others] = names;
  const name = [first, ...others.map(inSentence)].join(' × ');
  return { type: 'create-sweep', name, axes, params: shownVariant()?.params ?? {} };
}

import { GripVertical, Square, X } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { type DragEvent, type KeyboardEvent, useState } from 'react';
import { MenuLine } from '../controls/Menu.tsx';
import { StateMark } from '../glyphs/StateMark.tsx';
import { shownTimeLeft } from '../kit/durations.ts';
import { livePictures, type PictureSource, pictures } from '../results/pictures.ts';
import { savedResults } from '../results/saved-results.ts';
import { Thumb } from '../results/Thumb.tsx';
import { runningText } from '../run/node-status.ts';
import { about } from '../run/outlook.ts';
import { clearQueue, moveInQueue, queueTime, removeFromQueue, useQueue } from '../run/run-queue.ts';
import { type CurrentRun, nameOf, type RunRequest, useRun } from '../run/run-store.ts';
import { stopRun } from '../run/runner.ts';
import styles from './QueueList.module.css';

/** What runs and what waits, to reorder, to take off and to stop. */
export function QueueList() {
  const current = useRun((state) => state.current);
  const waiting = useQueue((state) => state.waiting);
  if (!current) return null;
  const runs = waiting.length === 0 ? '1 run' : `${waiting.length + 1} runs`;
  return (
    <>
      <DropdownMenu.Group aria-label="Queue">
        <div className={styles.head}>
          <DropdownMenu.Label className={styles.title}>Queue</DropdownMenu.Label>
          <span className={styles.note}>
            {runs}, {about(queueTime(current, waiting))}
          </span>
          {waiting.length > 0 && (
            <DropdownMenu.Item className={styles.clear} onSelect={staying(clearQueue)}>
              Clear
            </DropdownMenu.Item>
          )}
        </div>
        <Current run={current} />
        <Waiting runs={waiting} />
      </DropdownMenu.Group>
      <MenuLine />
    </>
  );
}

function Current({ run }: { readonly run: CurrentRun }) {
  const [variant] = run.variants;
  const detail = useRun(({ jobs }) => jobs.get(variant)?.detail);
  const left =
    run.msLeft === undefined ? `${Math.round(run.fraction * 100)} %` : shownTimeLeft(run.msLeft);
  return (
    <div className={styles.row}>
      <span className={styles.current}>
        <Words run={run} source={livePictures.of(nameOf(variant))} note={runningText(detail)} />
      </span>
      <span className={styles.live}>
        <StateMark status="running" />
        {run.stopping ? 'Stopping' : left}
      </span>
      <DropdownMenu.Item
        className={styles.button}
        disabled={run.stopping}
        aria-label={`Stop ${run.title}`}
        title="Stop"
        onSelect={staying(stopRun)}
      >
        <Square size={12} fill="currentColor" aria-hidden="true" />
      </DropdownMenu.Item>
      <span className={styles.progress} style={{ scale: `${run.fraction} 1` }} />
    </div>
  );
}

/** The picture, the name and what is different about it. */
function Words(props: {
  readonly run: RunRequest;
  readonly source: PictureSource | undefined;
  readonly note: string;
}) {
  const { run, source, note } = props;
  return (
    <>
      <span className={styles.well} aria-hidden="true">
        {source && <Thumb source={source} label="" className={styles.picture} />}
      </span>
      <span className={styles.words}>
        <span className={styles.name}>{run.title}</span>
        <span className={styles.note}>{note}</span>
      </span>
    </>
  );
}

const mime = 'application/x-dreamgraph-run';

/** Dragged by the row; by keys with Alt and an arrow on its name. */
function Waiting({ runs }: { readonly runs: readonly RunRequest[] }) {
  const [target, setTarget] = useState<number>();
  const over = (event: DragEvent<HTMLElement>, index: number) => {
    if (!event.dataTransfer.types.includes(mime)) return;
    event.preventDefault();
    setTarget(index);
  };
  const drop = (event: DragEvent<HTMLElement>) => {
    event.preventDefault();
    if (target !== undefined) moveInQueue(event.dataTransfer.getData(mime), target);
    setTarget(undefined);
  };
  return runs.map((run, index) => (
    <div
      key={run.id}
      role="none"
      draggable
      data-drop={target === index}
      className={styles.row}
      onDragStart={(event) => event.dataTransfer.setData(mime, run.id)}
      onDragOver={(event) => over(event, index)}
      onDragLeave={() => setTarget(undefined)}
      onDrop={drop}
      onDragEnd={() => setTarget(undefined)}
    >
      <WaitingRow run={run} index={index} last={runs.length - 1} />
    </div>
  ));
}

function WaitingRow(props: {
  readonly run: RunRequest;
  readonly index: number;
  readonly last: number;
}) {
  const { run, index, last } = props;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    const remove = event.key === 'Delete';
    if (!remove && (by === 0 || !event.altKey)) return;
    event.preventDefault();
    event.stopPropagation();
    if (remove) takeOff(run.id, event.currentTarget);
    else moveInQueue(run.id, Math.min(last, Math.max(0, index + by)));
  };
  const photo = run.document.nodes.find(({ type }) => type === 'load-image');
  const source =
    run.lastKey === undefined
      ? photo && pictures.of(photo.id)
      : savedResults.pictureOf(run.lastKey);
  return (
    <>
      <DropdownMenu.Item
        className={styles.item}
        title="Drag to reorder, or Alt and an arrow key"
        onKeyDown={onKeyDown}
        onSelect={staying(() => {})}
      >
        <GripVertical className={styles.grip} size={14} aria-hidden="true" />
        <Words run={run} source={source} note={run.note} />
        <span className={styles.time}>
          <StateMark status="will-run" />
          {run.ms === undefined ? 'waiting' : about(run.ms)}
        </span>
      </DropdownMenu.Item>
      <DropdownMenu.Item
        className={styles.button}
        aria-label={`Take ${run.title} off the queue`}
        title="Take off the queue"
        onSelect={(event) => {
          event.preventDefault();
          takeOff(run.id, event.currentTarget as HTMLElement);
        }}
      >
        <X size={14} aria-hidden="true" />
      </DropdownMenu.Item>
    </>
  );
}

/** The menu keeps the focus that the row had. */
function takeOff(id: string, within: HTMLElement): void {
  within.closest<HTMLElement>('[role="menu"]')?.focus();
  removeFromQueue(id);
}

/** What an entry does without closing the menu. */
function staying(act: () => void): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    act();
  };
}

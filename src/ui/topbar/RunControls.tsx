import { ChevronDown, ListOrdered, Play, Square } from 'lucide-react';
import type { ReactElement } from 'react';
import { actionById, runAction } from '../actions/action.ts';
import { Button } from '../controls/Button.tsx';
import { Menu } from '../controls/Menu.tsx';
import { Switch } from '../controls/Switch.tsx';
import { useDocument } from '../document/document-store.ts';
import { shownTimeLeft } from '../kit/durations.ts';
import { shownKeys } from '../kit/keys.ts';
import { useRange } from '../run/film.ts';
import { cheap } from '../run/live.ts';
import { useQueue } from '../run/run-queue.ts';
import { setLive, useRunSettings } from '../run/run-settings.ts';
import { type CurrentRun, useRun, type VariantId } from '../run/run-store.ts';
import { loadLater } from '../session/load-later.tsx';
import styles from './RunControls.module.css';
import { RunOutlook } from './RunOutlook.tsx';
import { useBarRoom } from './use-bar-room.ts';

/** What runs and how far it is, or what a run would do; Stop, and Run or Queue. */
export function RunControls() {
  const current = useRun((state) => state.current);
  const outcome = useRun((state) => state.outcome);
  const room = useBarRoom();
  const stop = `Stop this run (${shownKeys('Mod+.')})`;
  return (
    <div className={styles.controls}>
      <span role="status" data-visually-hidden>
        {current ? '' : outcome}
      </span>
      {!current && room.live && <LiveSwitch />}
      {current ? <Progress run={current} /> : room.estimate && <RunOutlook />}
      {current && (
        <Button
          icon={Square}
          title={stop}
          disabled={current.stopping}
          onClick={() => runAction(actionById('stop'))}
        >
          Stop
        </Button>
      )}
      <RunButton running={current !== undefined} />
    </div>
  );
}

function LiveSwitch() {
  const live = useRunSettings((state) => state.live);
  const help = `Changes that take less than ${cheap / 1000} s run at once (${shownKeys('L')})`;
  return <Switch label="Live" on={live} title={help} onChange={setLive} />;
}

function Progress({ run }: { readonly run: CurrentRun }) {
  const room = useBarRoom();
  const { stopping, what, variants, fraction, msLeft } = run;
  return (
    <span className={styles.progress}>
      {room.estimate && <strong className={styles.what}>{stopping ? 'Stopping' : what}</strong>}
      <span>
        {variants.length > 1 ? (
          <VariantCount variants={variants} />
        ) : (
          `${Math.round(fraction * 100)} %`
        )}
        {msLeft !== undefined && ` · ${shownTimeLeft(msLeft)}`}
      </span>
    </span>
  );
}

/** "3 of 6", with failed ones among those that are over. */
function VariantCount({ variants }: { readonly variants: readonly VariantId[] }) {
  const over = useRun(({ jobs }) => {
    const open = (id: VariantId) => ['waiting', 'running'].includes(jobs.get(id)?.status ?? '');
    return variants.filter((id) => !open(id)).length;
  });
  return `${over} of ${variants.length}`;
}

/** Run, and during a run Queue; beside it the menu of both. */
function RunButton({ running }: { readonly running: boolean }) {
  const empty = useDocument(({ document }) => document.nodes.length === 0);
  const waiting = useQueue((state) => state.waiting.length);
  const help = useRun(({ outlook, whole }) => (whole ?? outlook)?.help ?? (whole ?? outlook)?.text);
  const range = useRenderRange();
  const look = running || empty ? 'outline' : 'live';
  const keys = shownKeys('Mod+Enter');
  return (
    <div className={styles.split}>
      <Button
        look={look}
        className={styles.run}
        icon={running ? ListOrdered : Play}
        disabled={empty}
        title={running ? `Run this after what runs now (${keys})` : `Run (${keys})\n${help ?? ''}`}
        onClick={() => runAction(actionById('run'))}
      >
        {running ? 'Queue' : range ? `Render ${range.first}–${range.last}` : 'Run'}
        {waiting > 0 && <span className={styles.count}>{waiting}</span>}
      </Button>
      <RunMenu
        trigger={
          <Button look={look} className={styles.more} aria-label="Queue and more ways to run">
            <ChevronDown size={12} aria-hidden="true" />
          </Button>
        }
      />
    </div>
  );
}

/** What Run renders of a film. */
function useRenderRange() {
  const range = useRange();
  return useDocument(({ document }) => document.sequence !== undefined) ? range : undefined;
}

const RunMenuItems = loadLater(async () => (await import('./RunMenuItems.tsx')).RunMenuItems);

function RunMenu({ trigger }: { readonly trigger: ReactElement }) {
  return (
    <Menu trigger={trigger} align="end" wide>
      <RunMenuItems />
    </Menu>
  );
}

/** Progress of the whole run, on the lower edge of the top bar. */
export function RunLine() {
  const fraction = useRun(({ current }) => current?.fraction);
  if (fraction === undefined) return null;
  return (
    <div
      className={styles.bar}
      role="progressbar"
      aria-label="Progress of the run"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(fraction * 100)}
    >
      <span className={styles.done} style={{ scale: `${fraction} 1` }} />
    </div>
  );
}

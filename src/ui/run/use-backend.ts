import { problemText } from '../../common/result.ts';
import type { WorkerStatus } from '../../runtime/browser.ts';
import { notify } from '../session/session-store.ts';
import {
  type BackendChoice,
  type BackendName,
  type BackendState,
  backendNames,
  backendTitle,
  timeOf,
  useBackends,
  wantedBackend,
} from './backends.ts';
import { useRun } from './run-store.ts';
import { worker } from './worker.ts';

export interface BackendView {
  /** "WebGPU", or what is going on until there is one. */
  readonly title: string;
  readonly choice: BackendChoice;
  readonly offered: readonly OfferedBackend[];
  /** Whether pictures are the same on every machine. */
  readonly deterministic: boolean;
  readonly comparing: boolean;
  readonly choose: (choice: BackendChoice) => void;
  readonly setDeterministic: (deterministic: boolean) => void;
  readonly compareAgain: () => void;
}

export interface OfferedBackend {
  readonly value: BackendChoice;
  readonly label: string;
  /** What the comparison found: a time, or that it is not for this machine. */
  readonly note: string;
  /** Why it is refused. */
  readonly help?: string;
}

/** What computes now, and what could. */
export function useBackend(): BackendView {
  const status = useRun((state) => state.worker);
  const backends = useBackends();
  return {
    title: titleOf(status),
    // What computes: with the switch on, whatever was chosen before it.
    choice: backends.deterministic ? 'wasm' : backends.choice,
    deterministic: backends.deterministic,
    comparing: backends.comparing,
    offered: [
      { value: 'auto', label: 'Fastest that is right', note: autoNote(backends) },
      ...backendNames.map((name) => offer(name, backends)),
    ],
    choose: (choice) => void change({ choice, deterministic: false }),
    setDeterministic: (deterministic) => void change({ deterministic }),
    compareAgain: () => useBackends.setState({ asked: true }),
  };
}

async function change(
  wish: Partial<Pick<BackendState, 'choice' | 'deterministic'>>,
): Promise<void> {
  const { choice, deterministic } = useBackends.getState();
  useBackends.setState(wish);
  const changed = await worker().useBackend(wantedBackend(useBackends.getState()));
  if (changed.ok) return;
  useBackends.setState({ choice, deterministic });
  notify(problemText(changed.problem), 'alert');
}

function titleOf(status: WorkerStatus): string {
  switch (status.state) {
    case 'starting':
      return 'Starting…';
    case 'ready':
      return backendTitle(status.info.report.backend);
    case 'replacing':
      return 'Restarting…';
    case 'failed':
    case 'closed':
      return 'No backend';
  }
}

function autoNote({ trials, comparing }: BackendState): string {
  if (comparing) return 'measuring…';
  const found = wantedBackend({ choice: 'auto', trials }).backend;
  return found === 'auto' ? 'not measured yet' : backendTitle(found);
}

function offer(name: BackendName, { trials }: BackendState): OfferedBackend {
  const known = { value: name, label: backendTitle(name) };
  const trial = trials?.find((candidate) => candidate.name === name);
  if (trial?.outcome === 'refused') {
    return { ...known, note: 'not on this machine', help: problemText(trial.problem) };
  }
  const time = trial && timeOf(trial);
  return {
    ...known,
    note: time === undefined ? 'not timed' : `${Math.max(1, Math.round(time))} ms a step`,
  };
}

import { create } from 'zustand';
import type { ClientStatus } from '../../runtime/client.ts';
import { notify } from '../passing/passing-store.ts';
import {
  type BackendChoice,
  type BackendName,
  backendNames,
  backendTitle,
  saveChoice,
  savedChoice,
} from './backend-names.ts';
import { useRun } from './run-store.ts';
import { worker } from './worker.ts';

const useChoice = create<{ readonly choice: BackendChoice }>(() => ({ choice: savedChoice() }));

export interface BackendView {
  /** "WebGPU", or what is going on until there is one. */
  readonly title: string;
  readonly choice: BackendChoice;
  readonly offered: readonly {
    readonly value: BackendChoice;
    readonly label: string;
    readonly note: string;
  }[];
  readonly choose: (choice: BackendChoice) => void;
}

/** What computes now, and what could. */
export function useBackend(): BackendView {
  const status = useRun((state) => state.worker);
  const choice = useChoice((state) => state.choice);
  return {
    title: titleOf(status),
    choice,
    offered: [
      { value: 'auto', label: 'Fastest that computes right', note: '' },
      ...backendNames.map((value) => ({
        value,
        label: backendTitle(value),
        note: trialNote(status, value),
      })),
    ],
    choose: (next) => void choose(next),
  };
}

async function choose(choice: BackendChoice): Promise<void> {
  const before = useChoice.getState().choice;
  useChoice.setState({ choice });
  const changed = await worker().useBackend(choice);
  if (changed.ok) return saveChoice(choice);
  useChoice.setState({ choice: before });
  notify(changed.problem.message, 'alert');
}

function titleOf(status: ClientStatus): string {
  switch (status.state) {
    case 'starting':
      return 'Measuring…';
    case 'ready':
      return backendTitle(status.info.report.backend);
    case 'replacing':
      return 'Restarting…';
    case 'failed':
    case 'closed':
      return 'No backend';
  }
}

/** What the measurement at the start found. */
function trialNote(status: ClientStatus, name: BackendName): string {
  if (status.state !== 'ready') return '';
  const trial = status.info.report.trials.find((candidate) => candidate.name === name);
  if (trial?.outcome === 'passed' && trial.milliseconds !== null) {
    return `${Math.round(trial.milliseconds)} ms`;
  }
  return trial?.outcome === 'refused' ? 'not on this machine' : '';
}

import { notify } from '../session/session-store.ts';
import {
  type BackendName,
  backendTitle,
  noteRefusal,
  speedup,
  useBackends,
  wantedBackend,
} from './backends.ts';
import { useRun } from './run-store.ts';
import { worker } from './worker.ts';

/** The page counts as idle when nothing has run for this time, in milliseconds. */
const idleTime = 4000;

let timer: ReturnType<typeof setTimeout> | undefined;
let comparison: AbortController | undefined;

/**
 * Compares the backends once in each browser, while nobody waits for a picture: a run ends the
 * comparison, and it starts again when the page is idle.
 */
export function startComparing(): void {
  useRun.subscribe(update);
  useBackends.subscribe(update);
  document.addEventListener('visibilitychange', update);
  update();
}

function update(): void {
  if (!isDue()) {
    clearTimeout(timer);
    timer = undefined;
    comparison?.abort();
  } else if (!comparison) {
    timer ??= setTimeout(() => void compare(), useBackends.getState().asked ? 0 : idleTime);
  }
}

function isDue(): boolean {
  const { choice, deterministic, trials, asked } = useBackends.getState();
  const { worker: status, current } = useRun.getState();
  const wanted = asked || (choice === 'auto' && !deterministic && !trials);
  return wanted && status.state === 'ready' && !current && !document.hidden;
}

async function compare(): Promise<void> {
  timer = undefined;
  comparison = new AbortController();
  const { signal } = comparison;
  useBackends.setState({ comparing: true });
  const found = await worker().compareBackends(signal);
  comparison = undefined;
  // What could not be compared is not tried again at each load.
  const trials = found.ok ? found.value : [];
  useBackends.setState({
    comparing: false,
    ...(!signal.aborted && { trials, asked: false }),
  });
  if (!signal.aborted) await changeToFastest();
}

async function changeToFastest(): Promise<void> {
  const wish = wantedBackend(useBackends.getState());
  const wanted = wish.backend;
  const status = worker().status();
  const now = status.state === 'ready' ? status.info.report.backend : undefined;
  if (wanted === 'auto' || now === undefined || wanted === now) return;
  const changed = await worker().useBackend(wish);
  if (!changed.ok) return noteRefusal(wanted, changed.problem);
  const times = speedup(trialOf(wanted), trialOf(now)).toFixed(1);
  notify(
    `${backendTitle(wanted)} is ${times} times as fast as ${backendTitle(now)} here and is used from now on.`,
  );
}

function trialOf(name: BackendName) {
  return useBackends.getState().trials?.find((trial) => trial.name === name);
}

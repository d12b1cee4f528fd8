import { askBeforeLeaving } from '../kit/before-leaving.ts';
import { notify } from '../session/session-store.ts';
import { nothingChanged } from './outcome.ts';
import { useQueue } from './run-queue.ts';
import { useRunSettings } from './run-settings.ts';
import { type RunRequest, useRun } from './run-store.ts';
import { endedRuns } from './runner.ts';

/** Shorter runs than this are not worth a notification, in milliseconds. */
const longRun = 30_000;

/** What the last run came to, until somebody has looked at the page. */
let news: string | undefined;

/**
 * For whoever looks at something else meanwhile: the title of the tab, a notification where that was
 * asked for, and a question before the tab closes over a run.
 */
export function startTellingOutside(): void {
  const title = document.title;
  const update = () => {
    document.title = titleNow() ?? title;
  };
  useRun.subscribe((state, before) => {
    if (state.current !== before.current) update();
  });
  endedRuns.subscribe((run) => {
    if (!isLookedAt()) news = `${endOf(run)}: ${nameOf(run.request)}`;
    if (run.ms >= longRun) tell(run);
    update();
  });
  const onLook = () => {
    if (isLookedAt()) news = undefined;
    update();
  };
  document.addEventListener('visibilitychange', onLook);
  window.addEventListener('focus', onLook);
  askBeforeLeaving(
    () => useRun.getState().current !== undefined || useQueue.getState().waiting.length > 0,
  );
}

function isLookedAt(): boolean {
  return !document.hidden && document.hasFocus();
}

function nameOf({ document }: RunRequest): string {
  return document.name || 'Untitled';
}

/** "41 % Glasshouse", then "Done: Glasshouse" */
function titleNow(): string | undefined {
  const { current } = useRun.getState();
  return current ? `${Math.round(current.fraction * 100)} % ${nameOf(current)}` : news;
}

interface EndedRun {
  readonly request: RunRequest;
  readonly outcome: string;
  readonly ms: number;
}

/** "Done", "Stopped", "Failed" */
function endOf({ outcome }: EndedRun): string {
  if (outcome === nothingChanged) return 'Done';
  return /^(Done|Stopped|Kept)/.exec(outcome)?.[0] ?? 'Failed';
}

function tell(run: EndedRun): void {
  const { outcome, request } = run;
  // Who pressed Stop knows.
  if (!useRunSettings.getState().tell || endOf(run) === 'Stopped') return;
  if (Notification.permission !== 'granted') return;
  try {
    const shown = new Notification(request.title, { body: outcome, tag: request.id });
    shown.onclick = () => window.focus();
  } catch {
    // On phones only a service worker may show one.
  }
}

/** Asks the browser for leave to show notifications, when they are first wanted. */
export async function setTelling(on: boolean): Promise<void> {
  if (!on) {
    useRunSettings.setState({ tell: false });
    return;
  }
  if (!('Notification' in globalThis)) {
    notify('This browser shows no notifications.', 'alert');
    return;
  }
  const answer = await Notification.requestPermission();
  useRunSettings.setState({ tell: answer === 'granted' });
  if (answer !== 'granted') {
    notify(
      "The browser does not allow notifications of this page. Allow them in the browser's settings of this site, then switch this on again.",
      'alert',
    );
  }
}

import { beforeEach, expect, test, vi } from 'vitest';
import { openDocument } from '../../../src/ui/document/document-store.ts';
import { startTellingOutside } from '../../../src/ui/run/away.ts';
import { clearResults } from '../../../src/ui/run/node-runs.ts';
import { clearQueue } from '../../../src/ui/run/run-queue.ts';
import { useRunSettings } from '../../../src/ui/run/run-settings.ts';
import { useRun } from '../../../src/ui/run/run-store.ts';
import { startRun } from '../../../src/ui/run/runner.ts';
import { noiseDocument, resultOf } from './fake-worker.ts';

const fake = await vi.hoisted(async () => (await import('./fake-worker.ts')).createFakeWorker());
vi.mock('../../../src/ui/run/worker.ts', () => fake.module);

/** The tab as a browser has it: its title, and whether somebody looks at it. */
class FakeTab extends EventTarget {
  title = 'Dreamgraph';
  hidden = false;
  hasFocus = () => !this.hidden;
}

const tab = new FakeTab();
const page = new EventTarget();
const shown: { readonly title: string; readonly body?: string | undefined }[] = [];
class FakeNotification {
  static permission = 'granted';
  constructor(title: string, options: NotificationOptions) {
    shown.push({ title, body: options.body });
  }
}
vi.stubGlobal('document', tab);
vi.stubGlobal('window', page);
vi.stubGlobal('Notification', FakeNotification);
startTellingOutside();

beforeEach(() => {
  fake.runs.length = 0;
  shown.length = 0;
  tab.hidden = false;
  openDocument(noiseDocument(), 'test');
  clearResults();
  clearQueue();
  useRun.setState({ current: undefined });
});

async function runFor(ms: number): Promise<void> {
  const now = vi.spyOn(performance, 'now').mockReturnValue(0);
  const done = startRun();
  await vi.waitFor(() => expect(fake.runs).toHaveLength(1));
  now.mockReturnValue(ms);
  const [run] = fake.runs;
  run?.finish(resultOf(run.plan));
  await done;
  now.mockRestore();
}

/** Whether a tab that is closed now asks first. */
function asks(): boolean {
  const event = new Event('beforeunload', { cancelable: true });
  page.dispatchEvent(event);
  return event.defaultPrevented;
}

test('the title of the tab says how far a run is, and that it is done until somebody looks', async () => {
  const done = startRun();
  await vi.waitFor(() => expect(fake.runs).toHaveLength(1));
  expect(tab.title).toBe('0 % Noise');
  tab.hidden = true;
  const [run] = fake.runs;
  run?.finish(resultOf(run.plan));
  await done;
  expect(tab.title).toBe('Done: Noise');
  tab.hidden = false;
  tab.dispatchEvent(new Event('visibilitychange'));
  expect(tab.title).toBe('Dreamgraph');
});

test('the title is as ever after a run that was watched', async () => {
  await runFor(10);
  expect(tab.title).toBe('Dreamgraph');
});

test('a notification tells the end of a long run, if that was asked for', async () => {
  await runFor(31_000);
  expect(shown).toEqual([]);
  useRunSettings.setState({ tell: true });
  fake.runs.length = 0;
  await runFor(29_000);
  expect(shown).toEqual([]);
  fake.runs.length = 0;
  await runFor(31_000);
  expect(shown).toEqual([{ title: 'Noise', body: 'Done in 1.2 s' }]);
});

test('a tab is not closed over a run without a question', async () => {
  expect(asks()).toBe(false);
  const done = startRun();
  expect(asks()).toBe(true);
  await vi.waitFor(() => expect(fake.runs).toHaveLength(1));
  const [run] = fake.runs;
  run?.finish(resultOf(run.plan));
  await done;
  expect(asks()).toBe(false);
});

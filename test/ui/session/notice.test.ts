import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { copyOf, droppedFiles } from '../../../src/ui/files/drop.ts';
import { dismissLater, notify, useSession } from '../../../src/ui/session/session-store.ts';

const page = { hidden: false };
const notice = () => useSession.getState().notice;
const tell = (...args: Parameters<typeof notify>) => {
  notify(...args);
  const told = notice();
  return told && dismissLater(told);
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', page);
  page.hidden = false;
  useSession.setState({ notice: undefined });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a problem stays until it was read, and not for ever', () => {
  tell('No.', 'alert');
  vi.advanceTimersByTime(15_000);
  expect(notice()?.text).toBe('No.');
  vi.advanceTimersByTime(10_000);
  expect(notice()).toBeUndefined();
});

test('nothing is taken away while the page is hidden or while it is held', () => {
  page.hidden = true;
  const hold = tell('No.', 'alert');
  vi.advanceTimersByTime(3_600_000);
  page.hidden = false;
  vi.advanceTimersByTime(15_000);
  expect(notice()?.text).toBe('No.');
  hold?.();
  vi.advanceTimersByTime(3_600_000);
  expect(notice()?.text).toBe('No.');
});

test('the time of one notice does not take the next away', () => {
  tell('Copied.');
  vi.advanceTimersByTime(5000);
  notify('No.', 'alert');
  vi.advanceTimersByTime(5000);
  expect(notice()?.text).toBe('No.');
});

test('a dropped folder is told to be one, and the files beside it are taken', () => {
  const item = (name: string, isDirectory: boolean) => ({
    kind: 'file',
    webkitGetAsEntry: () => ({ name, isDirectory }),
  });
  const [folder, photo] = [new File([], 'Holiday'), new File(['x'], 'sea.jpg')];
  const text = { kind: 'string', webkitGetAsEntry: () => null };
  const items = [text, item('Holiday', true), item('sea.jpg', false)];
  const dropped = { items, files: [folder, photo] } as unknown as DataTransfer;
  expect(droppedFiles(copyOf(dropped))).toEqual([photo]);
  expect(notice()).toMatchObject({
    tone: 'alert',
    text: expect.stringMatching(/Holiday is a folder/),
  });
});

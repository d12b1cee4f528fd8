import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Document, emptyDocument } from '../../../src/graph/document/document.ts';
import {
  actionById,
  isEnabled,
  registerActions,
  runAction,
} from '../../../src/ui/actions/action.ts';
import { editActions } from '../../../src/ui/canvas/edit-actions.ts';
import { addActions, arrangeActions } from '../../../src/ui/canvas/item-actions.ts';
import { openDocument, undo, useDocument } from '../../../src/ui/document/document-store.ts';
import { perform } from '../../../src/ui/document/edits.ts';
import {
  cancelInnermost,
  navigateByKeyboard,
} from '../../../src/ui/keyboard/keyboard-navigation.ts';
import { actionFor } from '../../../src/ui/keyboard/use-keys.ts';
import { runActions } from '../../../src/ui/run/run-actions.ts';
import { useRun } from '../../../src/ui/run/run-store.ts';
import { stopRun } from '../../../src/ui/run/runner.ts';
import { notify, select, showView, useSession } from '../../../src/ui/session/session-store.ts';

vi.mock('../../../src/ui/run/runner.ts', () => ({ stopRun: vi.fn() }));

/** An element of the page as far as keys ask: what it is, and what it lies in. */
class FakeElement extends EventTarget {
  readonly focus = vi.fn();
  readonly isContentEditable = false;
  readonly #selector: string;
  readonly #around: FakeElement | undefined;

  constructor(selector: string, around?: FakeElement) {
    super();
    this.#selector = selector;
    this.#around = around;
  }

  matches(selectors: string): boolean {
    return selectors.split(',').some((part) => part.trim().startsWith(this.#selector));
  }

  closest(selector: string): FakeElement | null {
    return this.matches(selector) ? this : (this.#around?.closest(selector) ?? null);
  }
}

const canvas = new FakeElement('[data-canvas]');
const button = new FakeElement('button');
const field = new FakeElement('textarea');
const body = new FakeElement('body');
const page: { activeElement: FakeElement | null; readonly body: FakeElement } = {
  activeElement: null,
  body,
};

interface Keys {
  readonly shiftKey?: boolean;
  readonly ctrlKey?: boolean;
}

/** A press of a key with the focus on an element. */
function press(key: string, target: FakeElement = canvas, held: Keys = {}): KeyboardEvent {
  const keys = { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held };
  return { ...keys, target, preventDefault: vi.fn() } as unknown as KeyboardEvent;
}

/** Two nodes in a row, joined by a wire. */
const document: Document = {
  ...emptyDocument(),
  nodes: ['load-image', 'preview'].map((type, at) => ({
    id: type,
    type,
    version: 1,
    position: { x: 300 * at, y: 0 },
    params: {},
  })),
  edges: [
    {
      id: 'wire',
      from: { node: 'load-image', output: 'image' },
      to: { node: 'preview', input: 'image' },
    },
  ],
};

beforeAll(() => {
  vi.stubGlobal('Element', FakeElement);
  vi.stubGlobal('HTMLElement', FakeElement);
  vi.stubGlobal('document', page);
  vi.stubGlobal('requestAnimationFrame', () => 0);
  registerActions(...runActions, ...editActions, ...addActions, ...arrangeActions);
});
beforeEach(() => {
  page.activeElement = null;
  openDocument(document, 'test');
  showView('edit');
  useSession.setState({ ...useSession.getInitialState() });
  vi.mocked(stopRun).mockClear();
});

const idOf = (...args: Parameters<typeof press>) => actionFor(press(...args))?.id;

describe('a press of keys', () => {
  test('means the same everywhere but in a field', () => {
    expect(idOf('z', canvas, { ctrlKey: true })).toBe('undo');
    expect(idOf('z', button, { ctrlKey: true })).toBe('undo');
    expect(idOf('z', field, { ctrlKey: true })).toBeUndefined();
    expect(idOf('n', field)).toBeUndefined();
  });

  test('leaves Space, Tab and Delete to what has the focus, unless that is the canvas', () => {
    expect(idOf(' ', canvas)).toBe('add-node');
    expect(idOf(' ', button)).toBeUndefined();
    expect(idOf('Tab', canvas)).toBe('add-node');
    expect(idOf('Tab', button)).toBeUndefined();
    expect(idOf('Delete', button)).toBeUndefined();
  });

  test('leaves Tab to the page where nothing has the focus yet', () => {
    expect(idOf('Tab', body)).toBeUndefined();
    expect(idOf(' ', body)).toBe('add-node');
  });
});

test('F2, as the menu, renames a frame or a node, but not several things', () => {
  const frame = { position: { x: 0, y: 0 }, size: { width: 300, height: 200 }, title: 'Frame' };
  const [id = ''] = perform({ type: 'add-frame', frame, nodes: [] });
  select([id]);
  expect(idOf('F2')).toBe('rename');
  runAction(actionById('rename'));
  expect(useSession.getState().renaming).toBe(id);
  select([id, 'preview']);
  expect(isEnabled(actionById('rename'))).toBe(false);
});

describe('Escape', () => {
  test('closes a menu before it takes the selection back, and never stops a run', () => {
    select(['preview']);
    useSession.setState({ contextMenu: { x: 0, y: 0 } });
    cancelInnermost();
    expect(useSession.getState().contextMenu).toBeUndefined();
    expect(useSession.getState().selection.size).toBe(1);
    cancelInnermost();
    expect(useSession.getState().selection.size).toBe(0);
    expect(stopRun).not.toHaveBeenCalled();
    useRun.setState({ current: {} as ReturnType<typeof useRun.getState>['current'] });
    cancelInnermost();
    cancelInnermost();
    expect(stopRun).not.toHaveBeenCalled();
    expect(idOf('.', field, { ctrlKey: true })).toBe('stop');
    useRun.setState({ current: undefined });
  });

  test('leaves a value for its node', () => {
    select(['preview']);
    const node = new FakeElement('.react-flow__node');
    page.activeElement = new FakeElement('[role="slider"]', node);
    cancelInnermost();
    expect(node.focus).toHaveBeenCalledOnce();
    expect(useSession.getState().selection.size).toBe(1);
    page.activeElement = node;
    cancelInnermost();
    expect(useSession.getState().selection.size).toBe(0);
  });

  test('dismisses a problem, and leaves other messages to go by themselves', () => {
    notify('It failed.', 'alert');
    cancelInnermost();
    expect(useSession.getState().notice).toBeUndefined();
    notify('It is saved.');
    cancelInnermost();
    expect(useSession.getState().notice).toBeDefined();
  });

  test('is for the wire while one is dragged', () => {
    const from = { side: 'output', node: 'load-image', output: 'image' } as const;
    select(['preview']);
    useSession.setState({ wire: { from, legal: new Set() } });
    cancelInnermost();
    expect(useSession.getState().selection.size).toBe(1);
    expect(stopRun).not.toHaveBeenCalled();
  });
});

describe('arrow keys', () => {
  const selected = () => [...useSession.getState().selection];
  const placeOf = (id: string) =>
    useDocument.getState().document.nodes.find((node) => node.id === id)?.position;

  test('follow the wires', () => {
    select(['load-image']);
    expect(navigateByKeyboard(press('ArrowRight'))).toBe(true);
    expect(selected()).toEqual(['preview']);
    navigateByKeyboard(press('ArrowLeft'));
    expect(selected()).toEqual(['load-image']);
  });

  test('with Shift move what is selected, several times as one step of history', () => {
    select(['preview']);
    navigateByKeyboard(press('ArrowDown', canvas, { shiftKey: true }));
    navigateByKeyboard(press('ArrowLeft', canvas, { shiftKey: true }));
    expect(placeOf('preview')).toEqual({ x: 280, y: 20 });
    expect(placeOf('load-image')).toEqual({ x: 0, y: 0 });
    undo();
    expect(placeOf('preview')).toEqual({ x: 300, y: 0 });
  });

  test('are left alone off the canvas, in another view and with other keys held', () => {
    select(['load-image']);
    expect(navigateByKeyboard(press('ArrowRight', button))).toBe(false);
    expect(navigateByKeyboard(press('ArrowRight', canvas, { ctrlKey: true }))).toBe(false);
    showView('history');
    expect(navigateByKeyboard(press('ArrowRight'))).toBe(false);
    expect(selected()).toEqual(['load-image']);
  });
});

import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { View } from '../../../src/graph/document/document.ts';
import {
  type CanvasParts,
  createCanvasHandle,
} from '../../../src/ui/canvas/create-canvas-handle.ts';
import {
  canvas,
  focusNode,
  mountCanvas,
  placeForNew,
  pointerPlace,
  unmountCanvas,
} from '../../../src/ui/session/canvas-handle.ts';
import { useSession } from '../../../src/ui/session/session-store.ts';

const whole: View = { x: 0, y: 0, zoom: 1 };
const left: View = { x: 40, y: -20, zoom: 0.5 };

/** As much of React Flow as the handle needs: one node, measured or not, and a view. */
function createFlow() {
  let view = whole;
  const node = { id: 'n', position: { x: 0, y: 0 }, measured: { width: 0, height: 0 } };
  return {
    node,
    measure: () => Object.assign(node.measured, { width: 200, height: 100 }),
    getNodes: () => [node],
    getNode: () => node,
    getViewport: () => view,
    getZoom: () => view.zoom,
    setViewport: vi.fn((next: View) => {
      view = next;
    }),
    fitView: vi.fn(),
    zoomTo: vi.fn(),
    screenToFlowPosition: ({ x, y }: { x: number; y: number }) => ({
      x: (x - view.x) / view.zoom,
      y: (y - view.y) / view.zoom,
    }),
    flowToScreenPosition: ({ x, y }: { x: number; y: number }) => ({
      x: x * view.zoom + view.x,
      y: y * view.zoom + view.y,
    }),
  };
}

const box = { x: 0, y: 0, left: 0, top: 0, right: 800, bottom: 600, width: 800, height: 600 };
const page: { activeElement: object | undefined } = { activeElement: undefined };
let element: { readonly focus: () => void } | null;

function mount(flow: ReturnType<typeof createFlow>) {
  const shield = { hidden: true };
  const pane = { getBoundingClientRect: () => box, querySelector: () => element };
  const parts = { flow, pane, shield } as unknown as CanvasParts;
  mountCanvas((opening) => createCanvasHandle({ ...parts, opening }));
  return shield;
}

let frames: (() => void)[] = [];
beforeEach(() => {
  vi.stubGlobal('document', page);
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
  frames = [];
  element = null;
  page.activeElement = undefined;
  pointerPlace.set(undefined);
  unmountCanvas();
  canvas().start(whole, true);
});

describe('the view', () => {
  test('that a document was left with waits for the canvas, and until its nodes are measured', () => {
    canvas().start(left, false);
    expect(canvas().view()).toEqual(left);
    const flow = createFlow();
    mount(flow);
    expect(flow.setViewport).not.toHaveBeenCalled();
    flow.measure();
    canvas().drawn();
    expect(flow.setViewport).toHaveBeenCalledWith(left);
  });

  test('shows the whole graph where none was chosen', () => {
    canvas().start(whole, false);
    const flow = createFlow();
    flow.measure();
    mount(flow);
    expect(flow.setViewport).toHaveBeenCalledOnce();
  });

  test('is not fitted to an empty graph', () => {
    canvas().start(whole, true);
    const flow = createFlow();
    flow.measure();
    mount(flow);
    canvas().drawn();
    expect(flow.setViewport).not.toHaveBeenCalledWith(expect.anything(), expect.anything());
  });

  test('comes back with the next canvas', () => {
    const first = createFlow();
    first.measure();
    mount(first);
    first.setViewport(left);
    unmountCanvas();
    expect(canvas().view()).toEqual(left);
    const second = createFlow();
    second.measure();
    mount(second);
    expect(second.setViewport).toHaveBeenCalledWith(left);
  });

  test('zooms on from where it is going, and not beyond its range', () => {
    const flow = createFlow();
    mount(flow);
    canvas().zoomBy(1.25);
    canvas().zoomBy(1.25);
    expect(flow.zoomTo).toHaveBeenLastCalledWith(1.5625, expect.anything());
    canvas().zoomBy(100);
    expect(flow.zoomTo).toHaveBeenLastCalledWith(3, expect.anything());
  });
});

describe('a place for something new', () => {
  test('is under the pointer, else in the middle of what is seen', () => {
    const flow = createFlow();
    flow.setViewport(left);
    mount(flow);
    expect(placeForNew()).toEqual({ x: 720, y: 640 });
    pointerPlace.set({ x: 40, y: -20 });
    expect(placeForNew()).toEqual({ x: 0, y: 0 });
  });
});

describe('a node that gets the focus', () => {
  test('gets it once it has been drawn, and is brought into view', () => {
    const flow = createFlow();
    Object.assign(flow.node, { position: { x: 900, y: 0 } });
    flow.measure();
    mount(flow);
    focusNode('n');
    element = {
      focus: () => {
        page.activeElement = element ?? undefined;
      },
    };
    frames.shift()?.();
    expect(page.activeElement).toBe(element);
    expect(frames).toHaveLength(0);
    expect(flow.getViewport()).toEqual({ x: 800 - 16 - 1100, y: 0, zoom: 1 });
  });

  test('is given up after a while', () => {
    mount(createFlow());
    focusNode('n');
    let tries = 0;
    for (let next = frames.shift(); next; next = frames.shift()) {
      next();
      tries += 1;
    }
    expect(tries).toBe(30);
  });

  test('leaves it to a dialog that was opened meanwhile', () => {
    mount(createFlow());
    useSession.setState({ dialog: { kind: 'commands' } });
    focusNode('n');
    expect(frames).toHaveLength(0);
    useSession.setState({ dialog: undefined });
  });
});

test('the shield takes the pointer while something is dragged', () => {
  const shield = mount(createFlow());
  canvas().setDragging(true);
  expect(shield.hidden).toBe(false);
  canvas().setDragging(false);
  expect(shield.hidden).toBe(true);
});

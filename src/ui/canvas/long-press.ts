import type { PointerEvent, TouchEvent } from 'react';

/** A finger that stays where it is for so long asks for a menu, in milliseconds. */
const holdTime = 500;
/** What a finger moves while it is held still, in pixels. */
const slack = 10;

let waiting: ReturnType<typeof setTimeout> | undefined;
let from = { x: 0, y: 0 };
/** The finger that asked still lies there. */
let asked = false;

/**
 * What the right button does, for a finger that is held still. Not every browser asks for a menu
 * then: Safari on tablets does not.
 */
export const longPress = {
  onPointerDown({ pointerType, isPrimary, target, clientX, clientY }: PointerEvent): void {
    end();
    asked = false;
    if (pointerType !== 'touch' || !isPrimary || isControl(target)) return;
    from = { x: clientX, y: clientY };
    const wish = new MouseEvent('contextmenu', {
      ...{ bubbles: true, cancelable: true, button: 2 },
      ...{ clientX, clientY },
    });
    waiting = setTimeout(() => {
      target.dispatchEvent(wish);
      asked = true;
    }, holdTime);
  },
  onPointerMove({ clientX, clientY }: PointerEvent): void {
    if (Math.hypot(clientX - from.x, clientY - from.y) > slack) end();
  },
  onPointerUp: end,
  onPointerCancel: end,
  /** Lifting it is no press outside the menu. */
  onTouchEndCapture: (event: TouchEvent) => asked && event.preventDefault(),
  /** The browser has asked by itself. */
  onContextMenuCapture: end,
} as const;

/** A finger may rest on what it then drags. */
function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest(controls) !== null;
}

const controls = 'button, input, textarea, select, [role="slider"]';

function end(): void {
  clearTimeout(waiting);
}

/** Whether keys are letters here, not commands. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  return target.matches('input:not([type="checkbox"]):not([type="radio"]), textarea, select');
}

/** Whether the focus is on the canvas itself, on something drawn on it, or nowhere. */
export function isOnCanvas(target: EventTarget | null): boolean {
  if (target === document.body || !(target instanceof Element)) return true;
  return target.matches(
    '.react-flow, .react-flow__pane, .react-flow__node, .react-flow__edge, .react-flow__nodesselection-rect, [data-canvas]',
  );
}

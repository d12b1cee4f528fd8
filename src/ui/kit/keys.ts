export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const isMac = typeof navigator !== 'undefined' && /Mac|iP(hone|ad)/.test(navigator.platform);

/** Whether a press is the one that `keys` ("Mod+Shift+Z", "F6", "?") describes. */
export function matches(press: KeyPress, keys: string, mac = isMac): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) || '+';
  const has = (name: string) => parts.includes(name);
  const mod = mac ? press.metaKey : press.ctrlKey;
  const otherMod = mac ? press.ctrlKey : press.metaKey;
  if (mod !== has('Mod') || otherMod || press.altKey !== has('Alt')) return false;
  const wanted = key === 'Space' ? ' ' : key.toLowerCase();
  if (press.key.toLowerCase() !== wanted) return false;
  // Signs such as "?" need Shift on some keyboards and not on others.
  return /^[^a-z0-9\s]$/i.test(key) || press.shiftKey === has('Shift');
}

const macSigns: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Shift: '⇧',
  Alt: '⌥',
  Enter: '↩',
};
const signs: Readonly<Record<string, string>> = {
  Mod: 'Ctrl',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Delete: 'Del',
};

/** As it stands on the keys of this machine: "Ctrl+Z", "⌘Z". */
export function shownKeys(keys: string | undefined, mac = isMac): string | undefined {
  if (keys === undefined) return undefined;
  const parts = keys.split('+').map((part) => (mac && macSigns[part]) || signs[part] || part);
  return parts.join(mac ? '' : '+');
}

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

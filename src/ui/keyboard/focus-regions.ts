/** Where F6 leads, in order. */
const regions = ['header', 'nav', '[data-canvas]', '[data-strip]', '[data-page]', 'aside'] as const;

/** Moves the focus to the next region of the editor; with Shift to the one before. */
export function jumpRegion(event: KeyboardEvent): void {
  event.preventDefault();
  const present = regions.flatMap((selector) => {
    const element = document.querySelector<HTMLElement>(`#root ${selector}`);
    return element?.checkVisibility({ visibilityProperty: true }) ? [element] : [];
  });
  const at = present.findIndex((element) => element.contains(document.activeElement));
  const step = event.shiftKey ? -1 : 1;
  const next = present.at((at + step + present.length) % present.length);
  if (!next) return;
  if (next.hasAttribute('data-canvas')) next.focus();
  else next.querySelector<HTMLElement>('button:enabled, [tabindex="0"], input')?.focus();
}

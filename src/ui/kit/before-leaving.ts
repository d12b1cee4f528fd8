const reasons: (() => boolean)[] = [];

/**
 * Lets the browser ask, in words of its own, before the tab closes or leaves the page.
 * @param reason whether something would be lost now.
 */
export function askBeforeLeaving(reason: () => boolean): void {
  if (reasons.length === 0) {
    window.addEventListener('beforeunload', (event) => {
      if (reasons.some((holds) => holds())) event.preventDefault();
    });
  }
  reasons.push(reason);
}

import type { Page } from '@playwright/test';
import axe, { type AxeResults } from 'axe-core';

/** Before the page is opened. */
export async function bringAxe(page: Page): Promise<void> {
  await page.addInitScript({ content: axe.source });
}

/**
 * What axe calls serious or critical, with where it is: in a modal dialog, behind which nobody can
 * reach anything, else in all of the page. @param rules those of axe to look for; absent: all.
 */
export async function findings(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  const { violations } = await page.evaluate((only): Promise<AxeResults> => {
    const { axe: run } = globalThis as unknown as { readonly axe: typeof axe };
    const isModal = document.getElementById('root')?.ariaHidden === 'true';
    const dialog = [...document.querySelectorAll('[role="dialog"]')].at(-1);
    return run.run((isModal && dialog) || document, {
      // Gathering what is right takes most of its time.
      resultTypes: ['violations'],
      ...(only && { runOnly: [...only] }),
    });
  }, rules);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${help}. ${html} ${failureSummary}`),
    );
}

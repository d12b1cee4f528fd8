import type { Page } from '@playwright/test';
import axe, { type AxeResults } from 'axe-core';

/** Before the page is opened. */
export async function bringAxe(page: Page): Promise<void> {
  await page.addInitScript({ content: axe.source });
}

/** What axe calls serious or critical, with where it is. */
export async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await page.evaluate(
    (): Promise<AxeResults> =>
      (globalThis as unknown as { readonly axe: typeof axe }).axe.run(document, {
        // Gathering what is right takes most of its time.
        resultTypes: ['violations'],
      }),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${help}. ${html} ${failureSummary}`),
    );
}

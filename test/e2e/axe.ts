/** What axe finds in the page as it is. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Findings that are serious or worse, each with the elements concerned. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
}

export const themes = [
  { theme: 'light', colorScheme: 'light', contrast: 'no-preference' },
  { theme: 'dark', colorScheme: 'dark', contrast: 'no-preference' },
  { theme: 'high contrast', colorScheme: 'light', contrast: 'more' },
] as const;

/** Nothing serious in the page as it is now, in any theme. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  for (const { theme, colorScheme, contrast } of themes) {
    await page.emulateMedia({ colorScheme, contrast });
    expect(await findings(page), `${state}, ${theme}`).toEqual([]);
  }
}

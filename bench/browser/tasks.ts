/** The tasks of a page's main thread, as the browser records them: each holds up everything else in the page. */
import type { Browser, Page } from '@playwright/test';

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Thousandths of a ms that the thread had a core. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

export async function recordTasks(browser: Browser, page: Page): Promise<void> {
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
}

/** @returns ms of a core */
export function longestTaskIn(recording: Buffer): number {
  const { traceEvents } = JSON.parse(recording.toString()) as { readonly traceEvents: readonly TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(threadOf),
  );
  return traceEvents
    .filter((event) => event.name === 'RunTask' && mains.has(threadOf(event)))
    .reduce((longest, { tdur = 0 }) => Math.max(longest, tdur / 1000), 0);
}

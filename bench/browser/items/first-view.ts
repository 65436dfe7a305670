import { fastest, timed } from '../item.ts';
import type { BrowserItem } from '../item.ts';

/** From the request for the page, nothing cached, to the first paint and to the first verdict on screen. */
export const firstViewItem: BrowserItem = {
  id: 'first-view',
  title: 'a first visit',
  async measure(bench) {
    let calibration = Infinity;
    let usable = Infinity;
    const painted = await fastest(5, () =>
      bench.withApp('', async (app) => {
        const times = await app.page.evaluate(
          () =>
            new Promise<{ painted: number; answered: number }>((done) => {
              const look = () => {
                const word = document.querySelector('#verdict-word');
                if (word === null) return void requestAnimationFrame(look);
                const [paint] = performance.getEntriesByName('first-contentful-paint');
                done({ painted: paint?.startTime ?? Infinity, answered: performance.now() });
              };
              look();
            }),
        );
        usable = Math.min(usable, times.answered);
        calibration = Math.min(calibration, await app.calibrate());
        return times.painted;
      }),
    );
    return [
      timed('first contentful paint', painted, calibration, 400),
      timed('first verdict on screen', usable, calibration, 600),
    ];
  },
};

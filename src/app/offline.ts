/** Keeps the app in the browser for visits without a network, and says when a newer version waits to be used. */

/** @param ready - called with what turns to the new version: the page is loaded anew by it */
export async function keepOffline(ready: (turn: () => void) => void): Promise<void> {
  const isServedWithInput = new URLSearchParams(location.search).has('input');
  if (!import.meta.env.PROD || isServedWithInput || !('serviceWorker' in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register('./service-worker.js');
    // On a first visit there is no version before: nothing to turn from.
    const tell = (waiting: ServiceWorker) => {
      if (navigator.serviceWorker.controller !== null) ready(() => turnTo(waiting));
    };
    if (registration.waiting !== null) tell(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => {
        if (installing.state === 'installed') tell(installing);
      });
    });
  } catch {
    // Refused by the browser or its settings: the app works as long as there is a network.
  }
}

function turnTo(waiting: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload());
  waiting.postMessage('take-over');
}

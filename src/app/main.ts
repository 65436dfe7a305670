/** The page's entry: starts the engine's worker, builds the state, mounts the app. */
import { mount } from 'svelte';
import workerUrl from 'virtual:engine-worker';
import '../styles/tokens.css';
import '../styles/base.css';
import { featuredScenario, scenarioSource } from '../learn/scenarios.ts';
import { App } from '../state/app.svelte.ts';
import { EngineClient } from '../state/engine-client.ts';
import { Library } from '../state/library.svelte.ts';
import { browserJournal, browserStore } from '../state/store.ts';
import { theme } from '../state/theme.svelte.ts';
import { keepOffline } from './offline.ts';
import Root from './Root.svelte';
import { keepTextSeen } from './seen-text.ts';
import { servedInput } from './served-input.ts';

theme.start();
keepTextSeen(document);
const worker = new Worker(workerUrl, { type: 'module' });
const engine = new EngineClient(worker);
const app = new App({
  engine,
  store: browserStore,
  library: new Library(scenarioSource, engine, featuredScenario),
  featured: featuredScenario,
  servedInput,
  address: {
    hash: () => location.hash,
    replace: (hash) => history.replaceState(null, '', hash),
    push: (hash) => history.pushState(null, '', hash),
    whole: (hash) => new URL(hash, location.href).href,
  },
  journal: browserJournal,
});
addEventListener('pagehide', () => app.leave());
const target = document.getElementById('app');
if (target !== null) mount(Root, { target, props: { app } });
void app.start().then(() => keepOffline((turn) => (app.newVersion = turn)));

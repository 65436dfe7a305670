/** The page's entry: starts the engine's worker, builds the state, mounts the app. */
import { engineWorker } from './engine.ts'; // first, for it starts the worker
import { mount } from 'svelte';
import '../styles/tokens.css';
import '../styles/base.css';
import { featuredScenario, scenarioSource } from '../learn/scenarios.ts';
import { App } from '../state/app.svelte.ts';
import { EngineClient } from '../state/engine-client.ts';
import { Library } from '../state/library.svelte.ts';
import { browserJournal, browserStore, openEarly } from '../state/store.ts';
import { theme } from '../state/theme.svelte.ts';
import { keepOffline } from './offline.ts';
import Root from './Root.svelte';
import { keepTextSeen } from './seen-text.ts';
import { servedInput } from './served-input.ts';

// What a first visit needs next comes while the page is being made.
openEarly();
if (location.hash === '') void scenarioSource.files(featuredScenario).catch(() => undefined);
theme.start();
keepTextSeen(document);
const engine = new EngineClient(engineWorker);
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

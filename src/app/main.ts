/** The page's entry: starts the engine's worker, builds the state, mounts the app. */
import { mount } from 'svelte';
import '../styles/tokens.css';
import '../styles/base.css';
import { featuredScenario, scenarioEntries, scenarioSource } from '../learn/scenarios.ts';
import { App } from '../state/app.svelte.ts';
import { EngineClient } from '../state/engine-client.ts';
import { Library } from '../state/library.svelte.ts';
import { browserStore } from '../state/store.ts';
import { theme } from '../state/theme.svelte.ts';
import Root from './Root.svelte';
import { servedInput } from './served-input.ts';

theme.apply();
const worker = new Worker(new URL('../worker/engine.worker.ts', import.meta.url), { type: 'module' });
const engine = new EngineClient(worker);
const app = new App({
  engine,
  store: browserStore,
  library: new Library(scenarioEntries, scenarioSource, engine, featuredScenario),
  featured: featuredScenario,
  servedInput,
  address: {
    hash: () => location.hash,
    replace: (hash) => history.replaceState(null, '', hash),
    push: (hash) => history.pushState(null, '', hash),
  },
});
const target = document.getElementById('app');
if (target !== null) mount(Root, { target, props: { app } });
void app.start();

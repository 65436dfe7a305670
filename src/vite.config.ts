import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';
import { engineWorker } from './build/engine-worker.ts';
import { offline } from './build/offline.ts';
import { scenarioIndex } from './build/scenario-index.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** While developing, styles come as inline elements and modules over a socket; the built page allows neither. */
const openWhileDeveloping: Plugin = {
  name: 'open-while-developing',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[\s\S]*?\/>/, ''),
};

export default defineConfig({
  root: here('.'),
  base: './', // any folder of any static host
  publicDir: here('./public'),
  plugins: [
    svelte(),
    engineWorker(here('./worker/engine.worker.ts')),
    scenarioIndex(here('../scenarios')),
    openWhileDeveloping,
    offline(here('./app/service-worker.ts'), here('./public')),
  ],
  build: {
    outDir: here('../dist/app'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // the page's policy allows no inline script or style
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What views, dialogs and the worker share of plans, and the small parts that most views have: one script
            // each, which packs better than dozens.
            { name: 'plans', test: /engine[\\/]plan[\\/]/, minShareCount: 2 },
            // Dialogs come when one is asked for, and then all of a view's: alone, each packs badly.
            {
              name: 'plan-dialogs',
              test: /src[\\/]planner[\\/][^\\/]*(Dialog|Dialogs|Menu|Details)[^\\/]*$/,
              includeDependenciesRecursively: false,
            },
            {
              name: 'dialogs',
              test: /src[\\/](ui[\\/]Dialog|app[\\/]([^\\/]*[\\/])?[^\\/]*(Dialog|Dialogs|KeyList|ReadReport|DiagnosticList)[^\\/]*$)/,
              includeDependenciesRecursively: false,
            },
            // Edits, as far as more than one part of the page makes them: alone, each packs badly.
            {
              name: 'edits',
              test: /engine[\\/](edit[\\/](?!patch|difference|document)|model[\\/](notes|nesting))|state[\\/]notes/,
              minShareCount: 2,
              includeDependenciesRecursively: false,
            },
            // The drawing with its palette.
            {
              name: 'design',
              test: /src[\\/](designer|layout[\\/]canvas)[\\/]|[\\/]d3-/,
              includeDependenciesRecursively: false,
            },
            // What a plan's view stands on.
            {
              name: 'plan-state',
              test: /src[\\/]state[\\/]plan(ner|-rows|-columns|-lookups|-tree)/,
              includeDependenciesRecursively: false,
            },
            // The drawer with what its tabs show.
            {
              name: 'drawer',
              test: /src[\\/]app[\\/](drawer[\\/](Drawer|TraceText|Project)|costs[\\/](Cost|PriceChoice))/,
              includeDependenciesRecursively: false,
            },
            { name: 'parts', test: /src[\\/]ui[\\/]|lucide/, minShareCount: 2 },
          ],
        },
      },
    },
  },
  server: { fs: { allow: [here('..')] } },
});

import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vite';

// Packages stay outside the bundle, so that every peer runs as it is installed.
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  build: {
    ssr: true,
    outDir: 'dist/bench',
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    rollupOptions: {
      input: {
        main: fileURLToPath(new URL('main.ts', import.meta.url)),
        browser: fileURLToPath(new URL('browser/main.ts', import.meta.url)),
      },
      output: { entryFileNames: '[name].js' },
    },
  },
});

import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vite';

// Packages stay outside the bundle, so that every peer runs as it is installed.
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  build: {
    ssr: fileURLToPath(new URL('main.ts', import.meta.url)),
    outDir: 'dist/bench',
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    rollupOptions: { output: { entryFileNames: 'main.js' } },
  },
});

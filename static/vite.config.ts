import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** One HTML entry per place in Jira; they share chunks. Forge wants the entry files directly in the resource's folder. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: {
    outDir: resolve(import.meta.dirname, '../build/ui'),
    emptyOutDir: true,
    target: 'es2022',
    // Forge's CSP knows no data: fonts and no inline script; everything is a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        factors: resolve(import.meta.dirname, 'factors.html'),
        panel: resolve(import.meta.dirname, 'panel.html'),
        settings: resolve(import.meta.dirname, 'settings.html'),
      },
    },
  },
});

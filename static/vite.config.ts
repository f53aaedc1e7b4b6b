import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const CATALOGUE = resolve(import.meta.dirname, '../locales/en.json');

/** A page loads only the sections it names: as one module the catalogue would stand, whole, in what all pages share. */
function catalogueBySection(): Plugin {
  const named = /import \{([^}]*)\} from '[^']*\/locales\/en\.json';/g;
  const section = '\0catalogue:';
  const importOf = (name: string): string => {
    const [from = '', local = from] = name.trim().split(/\s+as\s+/);
    return from === '' ? '' : `import ${local} from '${section.slice(1)}${from}';`;
  };
  return {
    name: 'catalogue-by-section',
    enforce: 'pre',
    transform: (code, id) =>
      /\.tsx?$/.test(id) && code.includes('/en.json')
        ? { code: code.replace(named, (_whole, names: string) => names.split(',').map(importOf).join(' ')), map: null }
        : null,
    resolveId: (source) => (source.startsWith(section.slice(1)) ? `\0${source}` : null),
    load: (id) => {
      if (!id.startsWith(section)) return null;
      const sections = JSON.parse(readFileSync(CATALOGUE, 'utf8')) as Record<string, unknown>;
      return `export default ${JSON.stringify(sections[id.slice(section.length)])};`;
    },
  };
}

/** One HTML entry per place in Jira; they share chunks. Forge wants the entry files directly in the resource's folder. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [catalogueBySection(), react()],
  build: {
    outDir: resolve(import.meta.dirname, '../build/ui'),
    emptyOutDir: true,
    target: 'es2022',
    // Forge's CSP knows no data: fonts and no inline script; everything is a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        acceptance: resolve(import.meta.dirname, 'acceptance.html'),
        admin: resolve(import.meta.dirname, 'admin.html'),
        backlog: resolve(import.meta.dirname, 'backlog.html'),
        factors: resolve(import.meta.dirname, 'factors.html'),
        panel: resolve(import.meta.dirname, 'panel.html'),
        'rule-view': resolve(import.meta.dirname, 'rule-view.html'),
        rules: resolve(import.meta.dirname, 'rules.html'),
        settings: resolve(import.meta.dirname, 'settings.html'),
        sprint: resolve(import.meta.dirname, 'sprint.html'),
      },
    },
  },
});

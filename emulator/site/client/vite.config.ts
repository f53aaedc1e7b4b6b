import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'esbuild';
import { defineConfig, type Plugin } from 'vite';
import { THEME_FILES } from '../bridge/theme';

const here = dirname(fileURLToPath(import.meta.url));
const outDir = resolve(here, '../../../build/site');
const require = createRequire(import.meta.url);

/** What app frames get from the site: the bridge's shim as one classic script, and Atlaskit's token styles as files. */
function frameFiles(): Plugin {
  return {
    name: 'frame-files',
    async closeBundle() {
      const themeDir = resolve(outDir, '_forge/theme');
      await mkdir(themeDir, { recursive: true });
      // Without a resolver every feature gate of Atlaskit complains on the console; outside Atlassian all are off.
      const flags = require('@atlaskit/platform-feature-flags') as { setBooleanFeatureFlagResolver: (resolve: () => boolean) => void };
      flags.setBooleanFeatureFlagResolver(() => false);
      const { getThemeStyles } = require('@atlaskit/tokens/get-theme-styles') as {
        getThemeStyles: (themes: Record<string, string>) => Promise<{ id: string; css: string }[]>;
      };
      const styles = await getThemeStyles({ colorMode: 'auto' });
      for (const name of THEME_FILES) {
        const style = styles.find(({ id }) => id === name);
        if (!style) throw new Error(`@atlaskit/tokens has no theme "${name}".`);
        await writeFile(resolve(themeDir, `${name}.css`), style.css);
      }
      await build({
        entryPoints: [resolve(here, '../bridge/shim.ts')],
        outfile: resolve(outDir, '_forge/bridge.js'),
        bundle: true,
        format: 'iife',
        target: 'es2022',
        minify: true,
      });
    },
  };
}

export default defineConfig({
  root: here,
  base: '/',
  define: { 'process.env': {} },
  plugins: [react(), frameFiles()],
  build: { outDir, emptyOutDir: true, chunkSizeWarningLimit: 900 },
  logLevel: 'warn',
});

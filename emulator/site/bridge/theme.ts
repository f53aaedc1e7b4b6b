/** The theme of the page, and how a document takes it on: Atlaskit's own token files and html attributes. */
export interface Theme {
  readonly colorMode: 'light' | 'dark';
}

export const THEME_FILES = ['light', 'dark', 'spacing', 'typography', 'shape', 'motion'] as const;

/** What @atlaskit/tokens' setGlobalTheme writes to `data-theme` for its default themes. */
export const THEME_ATTRIBUTE = 'dark:dark light:light motion:motion shape:shape spacing:spacing typography:typography';

let files: Promise<unknown> | undefined;

/**
 * setGlobalTheme puts `<style>` elements into the document, which Forge's `style-src 'self'` refuses; Atlassian's bridge
 * therefore applies the same styles from the host's side, here as files of the frame's own origin.
 */
export async function applyTheme(theme: Theme): Promise<void> {
  files ??= Promise.all(THEME_FILES.map(addStylesheet));
  // The attributes come last: until all files are there a document would be dark in one part and light in another.
  await files;
  document.documentElement.dataset['theme'] = THEME_ATTRIBUTE;
  document.documentElement.dataset['colorMode'] = theme.colorMode;
}

function addStylesheet(name: string): Promise<void> {
  return new Promise((done) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = `/_forge/theme/${name}.css`;
    link.onload = link.onerror = () => done();
    // First, so that the app's own styles win as they do over Atlassian's.
    document.head.prepend(link);
  });
}

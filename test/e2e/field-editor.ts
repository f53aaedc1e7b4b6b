import { expect, type FrameLocator, type Locator, type Page } from './fixtures';

type Experience = 'issue-view' | 'issue-create' | 'issue-transition' | 'issue-bulk-edit';

/**
 * Puts an editor of the tests' own in the place of the app's for "Value factors": what is tested is the site around it, and that must
 * not depend on what the app's editor looks like. Call before `page.goto`.
 */
export async function withTestEditor(
  page: Page,
  experience: readonly Experience[] = ['issue-view', 'issue-create', 'issue-transition', 'issue-bulk-edit'],
): Promise<void> {
  await page.route('**/_site/forge/modules*', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as { modules: { key: string }[] };
    const modules = body.modules.map((module) =>
      module.key === 'value-factors' ? { ...module, editSrc: '/_forge/ui/ui/test-editor.html', editExperience: experience } : module,
    );
    await route.fulfill({ response: answer, json: { modules } });
  });
  await page.route('**/_forge/ui/ui/test-editor.html', (route) => route.fulfill({ contentType: 'text/html', body: EDITOR }));
}

/** What stands in the frame. */
export function testEditor(within: Page | Locator): FrameLocator {
  return within.frameLocator('iframe[title="Value factors"]');
}

/** What the editor was told of where it is. */
export async function extensionIn(frame: FrameLocator): Promise<Record<string, unknown>> {
  const output = frame.getByRole('status', { name: 'Context' });
  await expect(output).not.toBeEmpty();
  return JSON.parse((await output.textContent()) ?? '') as Record<string, unknown>;
}

/** What Jira says to a size that is no number. */
export const REFUSED = /^The value of field 'Value factors' does not match its schema: /;

/** It submits when told to, and outside the issue view also when its input is left, as Jira asks of editors there. */
const EDITOR = `<!doctype html>
<html lang="en">
  <head><title>Test editor</title><script src="/_forge/bridge.js"></script></head>
  <body>
    <label>Job size <input id="size" inputmode="numeric"></label>
    <button id="submit">Submit</button> <button id="close">Close</button>
    <p role="alert" id="problem"></p>
    <p role="status" aria-label="Context" id="context" style="overflow-wrap: anywhere"></p>
    <script>
      const bridge = globalThis.__bridge.callBridge;
      const of = (id) => document.getElementById(id);
      const submit = async () => {
        const size = of('size').value;
        // A size that is no number breaks the field's schema: that is how a test gets a refusal from Jira.
        const jobSize = Number.isNaN(Number(size)) ? size : Number(size);
        const inputs = { userBusinessValue: 8, timeCriticality: 5, riskReductionOpportunityEnablement: 3, jobSize };
        try {
          await bridge('submit', size === '' ? null : { model: 'wsjf', inputs });
          of('problem').textContent = '';
        } catch (error) {
          of('problem').textContent = error.message;
        }
      };
      bridge('enableTheming');
      bridge('getContext').then(({ extension }) => {
        of('size').value = extension.fieldValue?.inputs?.jobSize ?? '';
        of('context').textContent = JSON.stringify(extension);
        if (extension.renderContext !== 'issue-view') of('size').onblur = submit;
      });
      of('submit').onclick = submit;
      of('close').onclick = () => bridge('close');
      of('size').onkeydown = (event) => event.key === 'Enter' && void submit();
    </script>
  </body>
</html>`;

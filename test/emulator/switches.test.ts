import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_SWITCHES } from '../../emulator/switches';

it('docs/emulator.md explains every switch', () => {
  const text = readFileSync(join(__dirname, '../../docs/emulator.md'), 'utf8');
  expect(Object.keys(DEFAULT_SWITCHES).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});

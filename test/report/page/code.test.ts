import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

const file = (path: string) => new URL(`../../../${path}`, import.meta.url);

test('pages have the code that lib/report/page is now', async () => {
  const { pageCode } = await import(file('build/page-code.mjs').href);
  const isNew = (await readFile(file('lib/report/page-code.ts'), 'utf8')) === (await pageCode());
  assert.ok(isNew, 'lib/report/page-code.ts is old: node build/page.mjs makes it again');
});

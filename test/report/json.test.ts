import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../../lib/core/errors.ts';
import { reportFromJson } from '../../lib/report/json.ts';

test('a text that is no report is an InputError', () => {
  for (const text of ['', '{', 'null', '[]', '{"title":"a"}', '{"title":1,"sections":[]}'])
    assert.throws(() => reportFromJson(text), InputError, text);
});

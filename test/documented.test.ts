import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiMember } from '../lib/repl/api/api-index.ts';
import { apiIndex, publicNames } from './support/api-index.ts';

/** A docstring of words, as opposed to one of tags alone. */
const says = (doc: { readonly text: string } | undefined): boolean => /\w{2}/.test(doc?.text ?? '');

const members: readonly (readonly [name: string, member: ApiMember])[] = [
  ...Object.entries(apiIndex.exports),
  ...Object.entries(apiIndex.types).flatMap(([type, { members }]) =>
    Object.entries(members).map(([name, member]) => [`${type}.${name}`, member] as const),
  ),
];

test('every function and method that a user can reach has a docstring', () => {
  const silent = members.filter(([, { calls = [] }]) => !calls.every(({ doc }) => says(doc)));
  assert.ok(members.length > 500);
  assert.deepEqual(
    silent.map(([name]) => name),
    [],
  );
});

test('every object, class and type that can be imported has a docstring', () => {
  const typed = ({ value }: ApiMember) => apiIndex.types[value.types?.[0] ?? '']?.doc;
  const silent = publicNames.filter((name) => {
    const value = apiIndex.exports[name];
    const doc = value ? (value.doc ?? value.calls?.[0]?.doc ?? typed(value)) : apiIndex.types[name]?.doc;
    return !says(doc);
  });
  assert.deepEqual(silent, []);
});

test('the index is a small file', () => {
  assert.ok(JSON.stringify(apiIndex).length < 500_000);
});

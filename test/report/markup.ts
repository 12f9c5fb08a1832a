import assert from 'node:assert/strict';

const NAME = '[A-Za-z][\\w-]*';
const CONTENT = '(?:[^<&"]|&(?:amp|lt|gt|quot|#39);)*';
const OPEN = new RegExp(`^<(${NAME})((?: ${NAME}="${CONTENT}")*)>`);
const CLOSE = new RegExp(`^</(${NAME})>`);
const TEXT = /^(?:[^<&]|&(?:amp|lt|gt|quot|#39);)+/;

/** Fails unless the text is one element, whose elements are closed in order, with no bare `<`, `&` or control character. */
export function assertWellFormed(text: string): void {
  assert.doesNotMatch(text, /[^\P{Cc}\n\t]|[\p{Cs}\ufffe\uffff]/u);
  const open: string[] = [];
  let rest = text;
  while (rest !== '') {
    const [token, name] = (OPEN.exec(rest) ?? CLOSE.exec(rest) ?? TEXT.exec(rest) ?? []) as [string?, string?];
    assert.ok(token !== undefined, `not well-formed at: ${rest.slice(0, 60)}`);
    if (token.startsWith('</')) assert.equal(name, open.pop());
    else if (name !== undefined) open.push(name);
    else assert.ok(open.length > 0, 'text outside of the root');
    rest = rest.slice(token.length);
    assert.ok(open.length > 0 || rest === '', `something behind the root: ${rest.slice(0, 60)}`);
  }
  assert.deepEqual(open, [], 'never closed');
}

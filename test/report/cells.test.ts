import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fit, pad, tame, widthOf, wrap } from '../../lib/report/terminal/cells.ts';

test('wide letters take two cells, marks none', () => {
  const known: [string, number][] = [
    ['vm1', 3],
    ['仮想', 4],
    ['e\u0301', 1],
    ['한국', 4],
    ['🚀', 2],
    ['–…│⣿█', 5],
    ['', 0],
  ];
  for (const [text, width] of known) assert.equal(widthOf(text), width, text);
});

test('a text is cut with an ellipsis and filled up with blanks', () => {
  assert.equal(fit('virtual', 4), 'vir…');
  assert.equal(fit('仮想マシン', 6), '仮想…');
  assert.equal(pad('vm', 4, 'right'), '  vm');
  assert.equal(pad('仮想マシン', 6), '仮想… ');
});

test('a name can move no cursor and break no line', () => {
  assert.equal(tame('\u001b[2Jvm\r\n1\u009b'), '\ufffd[2Jvm 1\ufffd');
});

test('a text is wrapped at its words', () => {
  assert.deepEqual(wrap('one two three\n\nfour', 8), ['one two', 'three', '', 'four']);
  assert.deepEqual(wrap('extraordinary', 6), ['extra…']);
});

test('no wrapped line is wider than the page, and no word that fits is lost', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z仮]{1,10}$/)), fc.integer({ min: 20, max: 60 }), (words, width) => {
      const lines = wrap(words.join(' '), width);
      assert.ok(lines.every((line) => widthOf(line) <= width));
      assert.equal(lines.join(' '), words.join(' '));
    }),
  );
});

/**
 * The lines of a text, one at a time: a list of them takes many times the memory of a text of short lines, and of many millions there is no list.
 *
 * @returns what `text.split('\n')` does
 * @example [...linesOf('a\nb\n')] // ['a', 'b', '']
 */
export function* linesOf(text: string): Generator<string> {
  let from = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
    yield text.slice(from, end);
    from = end + 1;
  }
  yield text.slice(from);
}

import type { Program } from 'acorn';
import { isUnfinished, parseJavaScript, withObjectAsValue } from './parse.ts';
import { rewrite } from './rewrite.ts';
import { couldGoOn, lowerUsing, stripTypes } from './strip-types.ts';
import { walk } from './walk.ts';

/**
 * What to do with what was typed: evaluate `code` (`source` is the JavaScript that it came from), wait for more lines, or let Node say what is
 * wrong with it.
 */
export type Prepared =
  | { readonly kind: 'ready'; readonly source: string; readonly code: string }
  | { readonly kind: 'unfinished'; readonly error: SyntaxError }
  | { readonly kind: 'wrong' };

/** @example prepare('let x: number = 1') // { kind: 'ready', source: 'let x = 1;\n', code: 'var x = 1;\n' } */
export function prepare(typed: string): Prepared {
  const source = withObjectAsValue(typed);
  try {
    return ready(source, parseJavaScript(source));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return isUnfinished(error, source) ? { kind: 'unfinished', error } : typescript(typed, error);
  }
}

function ready(source: string, program: Program): Prepared {
  const code = rewrite(source, program);
  return { kind: 'ready', source, code: hasInnerUsing(program) ? lowerUsing(code) : code };
}

const hasInnerUsing = ({ body }: Program): boolean =>
  body
    .filter(({ type }) => type !== 'VariableDeclaration')
    .flatMap((statement) => [...walk(statement)])
    .some((node) => node.type === 'VariableDeclaration' && /using/.test(node.kind));

/** @param error what is wrong with it as JavaScript: told where it is no TypeScript either */
function typescript(typed: string, error: SyntaxError): Prepared {
  try {
    const source = stripTypes(typed);
    return ready(source, parseJavaScript(source));
  } catch (failure) {
    return couldGoOn(failure) ? { kind: 'unfinished', error } : { kind: 'wrong' };
  }
}

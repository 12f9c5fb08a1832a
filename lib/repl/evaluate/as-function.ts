import type { Program, Statement } from 'acorn';
import { applied, around, type Edit } from './edits.ts';
import { dynamicImport } from './imports.ts';
import { isUnfinished, parseJavaScript } from './parse.ts';
import { lowerUsing, stripTypes } from './strip-types.ts';

/**
 * Code of a command line, as a function that may await and gives what the last expression comes to. Lines stay where they are.
 *
 * @example asFunction('1 + await f()') // '(async () => {return (1 + await f());\n})'
 */
export function asFunction(code: string): string {
  const { source, program } = parsed(code);
  if (program === undefined) return `(async () => {${code}\n})`; // for Node to say what is wrong with it
  const wrapped = `(async () => {${applied(source, editsOf(program, source))}\n})`;
  return /\busing\b/.test(source) ? lowerUsing(wrapped) : wrapped;
}

function parsed(code: string): { readonly source: string; readonly program?: Program } {
  try {
    return { source: code, program: parseJavaScript(code) };
  } catch (error) {
    return isUnfinished(error, code) ? { source: code } : withoutTypes(code);
  }
}

function withoutTypes(code: string) {
  try {
    const source = stripTypes(code);
    return { source, program: parseJavaScript(source) };
  } catch {
    return { source: code };
  }
}

/** Imports come first, whatever stands before them. */
function editsOf({ body }: Program, source: string): Edit[] {
  const imports = body.filter((statement) => statement.type === 'ImportDeclaration');
  const first = imports.map((declaration) => dynamicImport(declaration, source)).join(' ');
  const gone = imports.map(({ start, end }) => ({ start, end, text: '' }));
  return [{ start: 0, end: 0, text: first }, ...gone, ...returned(body.at(-1) as Statement | undefined)];
}

const returned = (last: Statement | undefined): Edit[] =>
  last?.type === 'ExpressionStatement' ? around(last.expression, 'return (', ')') : [];

/**
 * One statement of the prompt, as a module has to say it.
 */
import type { Expression, ModuleDeclaration, Statement } from 'acorn';
import { applied, type Edit, insert } from '../evaluate/edits.ts';
import type { Line } from '../evaluate/line.ts';
import { boundBy, declaredBy } from './names.ts';

/** What is known of the module so far. */
export interface Known {
  readonly declared: ReadonlySet<string>;
  /** Names that are assigned to somewhere, or declared again: no constants. */
  readonly changed: ReadonlySet<string>;
}

/** Its text; that of an expression may be printed, or kept for a `_` that follows. */
export interface Saved {
  readonly text: string;
  readonly kind: 'statement' | 'value' | 'shown' | 'items';
}

/** @example saved(statement, line, known) // { kind: 'value', text: "await lab.vm('vm1').open()" } */
export function saved(statement: Statement | ModuleDeclaration, line: Line, known: Known): Saved {
  const written = (edits: readonly Edit[] = []) => slice(statement, line, [...awaits(statement, line), ...edits]);
  if (statement.type === 'ExpressionStatement') return ofExpression(statement.expression, line, known);
  const isAgain = declaredBy(statement).some((name) => known.declared.has(name));
  if (statement.type === 'VariableDeclaration')
    return {
      kind: 'statement',
      text: ended(isAgain ? reassigned(statement, line) : written(asVariable(statement, known))),
    };
  if (isAgain && (statement.type === 'FunctionDeclaration' || statement.type === 'ClassDeclaration'))
    return { kind: 'statement', text: `${statement.id.name} = ${written()};` };
  return { kind: 'statement', text: statement.type === 'ImportDeclaration' ? ended(written()) : written() };
}

/** What follows may begin with a bracket. */
const ended = (text: string): string => (text.endsWith(';') ? text : `${text};`);

function ofExpression(expression: Expression, line: Line, { declared }: Known): Saved {
  const text = slice(expression, line, awaitsOf(expression, line));
  if (line.iterated.has(expression.start)) return { kind: 'items', text };
  if (
    expression.type === 'AssignmentExpression' &&
    expression.operator === '=' &&
    expression.left.type === 'Identifier' &&
    !declared.has(expression.left.name)
  )
    return { kind: 'statement', text: `let ${text};` };
  return { kind: isIdle(expression) ? 'shown' : 'value', text };
}

/** It was typed to be seen: without printing it would do nothing. */
function isIdle(expression: Expression): boolean {
  if (expression.type === 'CallExpression')
    return expression.callee.type === 'Identifier' && expression.callee.name === 'chart';
  return [
    'Identifier',
    'MemberExpression',
    'Literal',
    'TemplateLiteral',
    'BinaryExpression',
    'ObjectExpression',
  ].includes(expression.type);
}

type Declaration = Extract<Statement, { type: 'VariableDeclaration' }>;

/** A constant that is no constant is a variable. */
function asVariable({ start, kind, declarations }: Declaration, { changed }: Known): Edit[] {
  const isChanged = declarations.flatMap(({ id }) => boundBy(id)).some((name) => changed.has(name));
  return kind === 'const' && isChanged ? [{ start, end: start + kind.length, text: 'let' }] : [];
}

function reassigned({ declarations }: Declaration, line: Line): string {
  return declarations
    .map(({ id, init }) => {
      const value = init ? slice(init, line, awaitsOf(init, line)) : 'undefined';
      const assignment = `${slice(id, line, [])} = ${value}`;
      return id.type === 'ObjectPattern' ? `(${assignment});` : `${assignment};`;
    })
    .join('\n');
}

const awaits = (statement: Statement | ModuleDeclaration, line: Line): Edit[] =>
  statement.type === 'VariableDeclaration'
    ? statement.declarations.flatMap(({ init }) => (init ? awaitsOf(init, line) : []))
    : [];

/** Where it gave a promise; what it assigns may have been one. */
function awaitsOf(expression: Expression, line: Line): Edit[] {
  const inner =
    expression.type === 'AssignmentExpression' && expression.operator === '=' ? awaitsOf(expression.right, line) : [];
  if (inner.length > 0 || !line.awaited.has(expression.start) || line.iterated.has(expression.start)) return inner;
  const binds = [
    'CallExpression',
    'MemberExpression',
    'Identifier',
    'NewExpression',
    'ImportExpression',
    'ChainExpression',
  ].includes(expression.type);
  return binds
    ? [insert(expression.start, 'await ')]
    : [insert(expression.start, 'await ('), insert(expression.end, ')')];
}

const slice = (
  { start, end }: { readonly start: number; readonly end: number },
  { source }: Line,
  edits: readonly Edit[],
): string =>
  applied(
    source.slice(start, end),
    edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start })),
  );

/**
 * What was typed, so that Node's prompt evaluates it as vmlab's: promises are awaited, names may be declared again, `using` lasts as long
 * as the shell, and imports work.
 */
import type { Expression, ModuleDeclaration, Program, Statement, VariableDeclaration } from 'acorn';
import { applied, around, type Edit } from './edits.ts';
import { dynamicImport } from './imports.ts';

/** Where the rewritten code finds who looks at its values. No identifier: so that no completion offers it. */
export const WATCHER = 'vmlab:line';

/** How the watcher is told of a value: with where its expression begins in what was typed. */
export type Notice = 'awaited' | 'shown' | 'held';

/** @example rewrite('const x = f()', program) // "var x = await globalThis['vmlab:line'].awaited(10, (f()))" */
export function rewrite(source: string, { body }: Program): string {
  return applied(
    source,
    body.flatMap((statement, at) => editsOf(statement, { source, isLast: at === body.length - 1 })),
  );
}

interface Place {
  readonly source: string;
  readonly isLast: boolean;
}

function editsOf(statement: Statement | ModuleDeclaration, place: Place): Edit[] {
  switch (statement.type) {
    case 'ExpressionStatement':
      return ofExpression(statement.expression, place);
    case 'VariableDeclaration':
      return ofDeclaration(statement);
    case 'ClassDeclaration':
      return around(statement, `var ${statement.id.name} = `, ';');
    case 'ImportDeclaration':
      return [{ ...statement, text: dynamicImport(statement, place.source) }];
    default:
      return [];
  }
}

/** What `x = f()` gives is awaited before it is kept: a promise in a variable is of no use at a prompt. */
function ofExpression(expression: Expression, { isLast }: Place): Edit[] {
  if (expression.type === 'AssignmentExpression' && expression.operator === '=')
    return ofExpression(expression.right, { source: '', isLast: false });
  return noticed(expression, isLast ? 'shown' : 'awaited');
}

/** As `var`: what was declared once can be declared again, as in a browser's console. */
function ofDeclaration({ start, kind, declarations }: VariableDeclaration): Edit[] {
  const isHeld = kind === 'using' || kind === 'await using';
  const keyword = { start, end: declarations[0]!.start, text: 'var ' };
  const values = declarations.flatMap(({ init, id }) => {
    if (init) return noticed(init, isHeld ? 'held' : 'awaited');
    return kind === 'var' ? [] : around(id, '', ' = undefined');
  });
  return [keyword, ...values];
}

function noticed(expression: Expression, notice: Notice): Edit[] {
  if (isPlain(expression)) return [];
  return around(expression, `await globalThis['${WATCHER}'].${notice}(${expression.start}, (`, '))');
}

/** Never a promise; and a function would lose the name that its variable gives it. */
const isPlain = ({ type }: Expression): boolean =>
  ['Literal', 'TemplateLiteral', 'FunctionExpression', 'ArrowFunctionExpression', 'ClassExpression'].includes(type);

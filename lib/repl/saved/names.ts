import type { AnyNode, Identifier, ModuleDeclaration, Pattern, Statement } from 'acorn';
import { walk } from '../evaluate/walk.ts';

/** Names that code reads or writes, so far as can be told without scopes: those of its own parameters, too. */
export function namesIn(code: AnyNode): Set<string> {
  const labels = new Set([...walk(code)].flatMap(labelsOf));
  return new Set(
    [...walk(code)]
      .filter((node): node is Identifier => node.type === 'Identifier' && !labels.has(node))
      .map(({ name }) => name),
  );
}

/** Identifiers that name no variable: of members and keys. */
function labelsOf(node: AnyNode): AnyNode[] {
  if (node.type === 'MemberExpression' && !node.computed) return [node.property];
  if (
    (node.type === 'Property' && !node.computed && !node.shorthand) ||
    node.type === 'MethodDefinition' ||
    node.type === 'PropertyDefinition'
  )
    return [node.key];
  return [];
}

/** Names that code assigns to, anywhere in it. */
export const assignedIn = (code: AnyNode): string[] =>
  [...walk(code)].flatMap((node) => {
    if (node.type === 'AssignmentExpression') return boundBy(node.left as Pattern);
    return node.type === 'UpdateExpression' && node.argument.type === 'Identifier' ? [node.argument.name] : [];
  });

/** Names that a statement declares at the top. */
export function declaredBy(statement: Statement | ModuleDeclaration): string[] {
  switch (statement.type) {
    case 'VariableDeclaration':
      return statement.declarations.flatMap(({ id }) => boundBy(id));
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return [statement.id.name];
    case 'ImportDeclaration':
      return statement.specifiers.map(({ local }) => local.name);
    default:
      return [];
  }
}

/** Names in a pattern: 'a' and 'c' of `{ a, b: [c = 1] }`. */
export function boundBy(pattern: Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((each) => boundBy(each.type === 'Property' ? each.value : each.argument));
    case 'ArrayPattern':
      return pattern.elements.flatMap((each) => (each ? boundBy(each) : []));
    case 'AssignmentPattern':
      return boundBy(pattern.left);
    case 'RestElement':
      return boundBy(pattern.argument);
    default:
      return [];
  }
}

import { dirname, relative } from 'node:path';
import ts from 'typescript';
import { reachedTypes } from '../api-index/make.ts';
import { LIB, type Library } from '../api-index/program.ts';
import { ownFile } from '../api-index/type-names.ts';

/**
 * A module of the types that the API mentions and that nobody can import.
 *
 * @param target where the module is to stand
 */
export function mentionedTypes(library: Library, target: string): string {
  const names = new Map<string, ts.Symbol>();
  for (const symbol of mentioned(library)) names.set(freeName(symbol, names), symbol);
  const line = ([name, symbol]: [string, ts.Symbol]) => {
    const what = name === symbol.name ? name : `${symbol.name} as ${name}`;
    return `export type { ${what} } from '${relative(dirname(target), `${LIB}${ownFile(symbol)}`)}';\n`;
  };
  return `/**\n * Types that the API mentions: options, figures, handles.\n */\n${[...names].map(line).sort().join('')}`;
}

/** Of two types of one name, the second is told apart by its room. */
function freeName(symbol: ts.Symbol, taken: ReadonlyMap<string, unknown>): string {
  if (!taken.has(symbol.name)) return symbol.name;
  const room = ownFile(symbol)?.split('/')[0] ?? '';
  return `${symbol.name}Of${room[0]?.toUpperCase()}${room.slice(1)}`;
}

/** What the index of the API has; and from there on whatever a declaration names, and so on. */
function mentioned(library: Library): ts.Symbol[] {
  const { checker, entries } = library;
  const original = (symbol: ts.Symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const named = (node: ts.Node) =>
    referencesIn(node)
      .flatMap((reference) => checker.getSymbolAtLocation(reference) ?? [])
      .map(original)
      .filter(isExported);
  const exported = entries.flatMap((entry) =>
    checker.getExportsOfModule(checker.getSymbolAtLocation(entry) as ts.Symbol).map(original),
  );
  const reached = reachedTypes(library);
  const calls = reached.flatMap(({ type }) => callsOf(checker, type));
  const met = new Set([...exported, ...reached.flatMap(({ symbol }) => symbol ?? []), ...calls.flatMap(named)]);
  for (const { declarations = [] } of met) for (const symbol of declarations.flatMap(named)) met.add(symbol);
  return [...met].filter((symbol) => isExported(symbol) && !exported.includes(symbol));
}

/** Where the functions that an object holds are declared. */
const callsOf = (checker: ts.TypeChecker, type: ts.Type): ts.Node[] =>
  checker
    .getPropertiesOfType(type)
    .flatMap((property) => checker.getTypeOfSymbol(property).getCallSignatures())
    .flatMap(({ declaration }) => declaration ?? [])
    .filter((node) => node.getSourceFile().fileName.startsWith(LIB));

/** The names of types that a declaration is made of, but for bodies of functions and what is internal. */
function referencesIn(node: ts.Node): ts.Node[] {
  if (ts.isBlock(node) || ts.isJSDoc(node) || isHidden(node)) return [];
  const below: ts.Node[] = [];
  ts.forEachChild(node, (child) => void below.push(...referencesIn(child)));
  if (ts.isTypeReferenceNode(node)) return [node.typeName, ...below];
  return ts.isHeritageClause(node) ? [...node.types.map(({ expression }) => expression), ...below] : below;
}

const isHidden = (node: ts.Node): boolean =>
  ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal') ||
  (ts.isClassElement(node) && node.name !== undefined && ts.isPrivateIdentifier(node.name)) ||
  ts.isConstructorDeclaration(node);

const isExported = (symbol: ts.Symbol): boolean =>
  ownFile(symbol) !== undefined &&
  (symbol.declarations ?? []).some(
    (node) => (ts.getCombinedModifierFlags(node as ts.Declaration) & ts.ModifierFlags.Export) !== 0,
  );

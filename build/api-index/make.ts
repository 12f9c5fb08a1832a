import ts from 'typescript';
import type { ApiIndex, ApiType } from '../../lib/repl/api/api-index.ts';
import { docOf } from './docs.ts';
import { MemberReader } from './members.ts';
import { type Library, openLibrary } from './program.ts';
import { isIndexed, type NamedType, ownFile, TypeNames } from './type-names.ts';
import { textOf } from './values.ts';

/**
 * The index of the public API: what is exported, and each type that is reached from there by a dot or a call.
 *
 * @returns plain data, some 300 kB as JSON
 */
export const makeApiIndex = (library: Library = openLibrary()): ApiIndex => readLibrary(library).index;

/** The types that are in the index. */
export const reachedTypes = (library: Library): NamedType[] => [...readLibrary(library).names.all()];

function readLibrary(library: Library): { index: ApiIndex; names: TypeNames } {
  const exported = library.entries.flatMap((entry) => exportsOf(library, entry));
  const names = new TypeNames(library);
  for (const { symbol } of exported) names.claim(symbol);
  const reader = new MemberReader(library, names);
  const values = exported.filter(({ isValue }) => isValue).map(({ symbol }) => symbol);
  const exports = Object.fromEntries(values.map((symbol) => [symbol.name, reader.member(symbol)]));
  return { index: { exports, types: typesOf(library, reader, names) }, names };
}

/** Whose members are read may name more types, which are then read too. */
function typesOf(library: Library, reader: MemberReader, names: TypeNames): ApiIndex['types'] {
  const types: Record<string, ApiType> = {};
  for (const named of names.all()) types[named.name] = typeOf(library, reader, named);
  return types;
}

function typeOf({ checker }: Library, reader: MemberReader, { name, type, symbol }: NamedType): ApiType {
  const members = isIndexed(checker, type) ? reader.members(type, name) : {};
  return {
    ...(symbol && ownFile(symbol) !== undefined && { doc: docOf(checker, symbol) }),
    ...(type.getCallSignatures().length > 0 && { callable: true }),
    ...(Object.keys(members).length === 0 && { text: definitionOf(symbol) ?? textOf(checker, type) }),
    members,
  };
}

/** The right side of `type Size = number | string`. */
const definitionOf = (symbol: ts.Symbol | undefined): string | undefined =>
  symbol?.declarations?.find(ts.isTypeAliasDeclaration)?.type.getText();

interface Exported {
  readonly symbol: ts.Symbol;
  /** False of what is there for types only, as builders are: who imports them can write no `new`. */
  readonly isValue: boolean;
}

function exportsOf({ checker }: Library, entry: ts.SourceFile): Exported[] {
  const module = checker.getSymbolAtLocation(entry) as ts.Symbol;
  return checker.getExportsOfModule(module).map((name) => {
    const symbol = name.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(name) : name;
    return { symbol, isValue: (symbol.flags & ts.SymbolFlags.Value) !== 0 && !isForTypes(name) };
  });
}

const isForTypes = ({ declarations = [] }: ts.Symbol): boolean => declarations.some(ts.isTypeOnlyExportDeclaration);

import ts from 'typescript';
import type { ApiValue } from '../../lib/repl/api/api-index.ts';
import { isIndexed, type TypeNames } from './type-names.ts';

/** Reads types as values: their text, and the names of those with members, which are thereby put in the index. */
export class ValueReader {
  readonly #checker: ts.TypeChecker;
  readonly #names: TypeNames;

  constructor(checker: ts.TypeChecker, names: TypeNames) {
    this.#checker = checker;
    this.#names = names;
  }

  /** @param place how the type was reached, which names it where it has no name */
  value(type: ts.Type, place: string): ApiValue {
    const parts = this.#partsOf(type);
    const indexed = parts.filter((part) => isIndexed(this.#checker, part));
    const literals = parts.filter((part) => part.isStringLiteral()).map((part) => part.value);
    return {
      text: textOf(this.#checker, type),
      ...(indexed.length > 0 && { types: [...new Set(indexed.map((part) => this.#names.nameOf(part, place)))] }),
      ...(literals.length > 0 && { literals }),
      ...this.#inside('awaited', place, this.#resultsOf(parts)),
      ...this.#inside('items', place, this.elementOf(type)),
    };
  }

  /** What a list holds; undefined for what is none, and cannot be one. */
  elementOf(type: ts.Type): ts.Type | undefined {
    const lists = this.#partsOf(type).filter((part) => this.#checker.isArrayLikeType(part));
    return lists.map((list) => this.#checker.getIndexTypeOfType(list, ts.IndexKind.Number))[0];
  }

  #resultsOf(parts: readonly ts.Type[]): ts.Type | undefined {
    return parts.filter(isPromise).map((part) => this.#checker.getAwaitedType(part))[0];
  }

  /** Only where there is more to tell of it than its text. */
  #inside(name: string, place: string, type: ts.Type | undefined): object {
    const value = type && this.value(type, `${place}.${name}`);
    return value && Object.keys(value).length > 1 ? { [name]: value } : {};
  }

  #partsOf(type: ts.Type): readonly ts.Type[] {
    const known = this.#checker.getNonNullableType(type);
    return known.isUnion() ? known.types : [known];
  }
}

const WHOLE =
  ts.TypeFormatFlags.NoTruncation |
  ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType |
  ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;

/** A type as TypeScript writes it, but for what generators return and are sent, which here is nothing. */
export const textOf = (checker: ts.TypeChecker, type: ts.Type): string =>
  checker.typeToString(type, undefined, WHOLE).replaceAll(', any, any>', '>');

const isPromise = (type: ts.Type): boolean => type.symbol?.name === 'Promise';

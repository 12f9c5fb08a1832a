import ts from 'typescript';
import type { ApiDoc, ApiMember, ApiMembers, ApiParameter, ApiSignature } from '../../lib/repl/api/api-index.ts';
import { docOf, docOfSignature, isInternal } from './docs.ts';
import type { Library } from './program.ts';
import { isPlainName, ownFile, symbolOf, type TypeNames } from './type-names.ts';
import { ValueReader } from './values.ts';

/** What JavaScript calls by itself; nobody looks them up. */
const CONVENTIONAL = ['toJSON', 'toString', 'prototype'];

interface Called {
  /** How it is reached. */
  readonly place: string;
  readonly doc: ApiDoc | undefined;
}

/** Reads what names are: their docstrings, their types, how they are called. */
export class MemberReader {
  readonly #checker: ts.TypeChecker;
  readonly #values: ValueReader;

  constructor({ checker }: Library, names: TypeNames) {
    this.#checker = checker;
    this.#values = new ValueReader(checker, names);
  }

  /** @param owner the type's name */
  members(type: ts.Type, owner: string): ApiMembers {
    const shown = this.#checker.getPropertiesOfType(type).filter(isShown);
    return Object.fromEntries(shown.map((symbol) => [symbol.name, this.member(symbol, `${owner}.${symbol.name}`)]));
  }

  /** @param place how the name is reached */
  member(symbol: ts.Symbol, place = symbol.name): ApiMember {
    const type = this.#checker.getNonNullableType(this.#checker.getTypeOfSymbol(symbol));
    const calls = [...type.getCallSignatures(), ...type.getConstructSignatures()];
    return {
      ...compact({ doc: calls.length === 0 && docOf(this.#checker, symbol), optional: isOptional(symbol) }),
      value: { ...this.#values.value(type, place), ...this.#aliasOf(symbol) },
      ...(calls.length > 0 && { calls: this.#calls(calls, { place, doc: this.#docOfCalled(symbol, type) }) }),
    };
  }

  #calls(signatures: readonly ts.Signature[], { place, doc }: Called): ApiSignature[] {
    const docs = signatures.map((signature) => docOfSignature(this.#checker, signature));
    return signatures.map((signature, at) => ({
      ...compact({ doc: docs[at] ?? doc ?? docs[0] }),
      parameters: signature.parameters.map((symbol) => this.#parameter(symbol, place)),
      returns: this.#values.value(this.#checker.getReturnTypeOfSignature(signature), `${place}()`),
    }));
  }

  /** Where a signature has none of its own: of the name that was declared, or of the type that it was declared as (`policy: Policy`). */
  #docOfCalled(symbol: ts.Symbol, type: ts.Type): ApiDoc | undefined {
    const named = symbolOf(type);
    return docOf(this.#checker, symbol) ?? (named && ownFile(named) ? docOf(this.#checker, named) : undefined);
  }

  #parameter(symbol: ts.Symbol, place: string): ApiParameter {
    const { questionToken, initializer, dotDotDotToken } = symbol.valueDeclaration as ts.ParameterDeclaration;
    const name = isPlainName(symbol.name) ? symbol.name : 'options'; // one that is taken apart has no name
    const type = this.#checker.getNonNullableType(this.#checker.getTypeOfSymbol(symbol));
    const optional = questionToken !== undefined || initializer !== undefined;
    const rest = dotDotDotToken !== undefined;
    const value = this.#values.value(type, `${place}(${name})`);
    return { name, ...compact({ optional, rest }), value: { ...value, ...this.#aliasOf(symbol) } };
  }

  /** The name under which a union was declared: with `undefined` added, TypeScript writes its parts in place of `Size`. */
  #aliasOf({ valueDeclaration }: ts.Symbol): { text?: string } {
    const node = (valueDeclaration as ts.PropertySignature | undefined)?.type;
    if (!node || !ts.isTypeReferenceNode(node) || node.typeArguments) return {};
    const named = this.#checker.getSymbolAtLocation(node.typeName);
    return named && named.flags & (ts.SymbolFlags.TypeAlias | ts.SymbolFlags.Alias) ? { text: node.getText() } : {};
  }
}

function isShown(symbol: ts.Symbol): boolean {
  if (!isPlainName(symbol.name) || CONVENTIONAL.includes(symbol.name) || isInternal(symbol)) return false;
  return symbol.declarations === undefined || ownFile(symbol) !== undefined; // a key of a Record is declared nowhere
}

const isOptional = (symbol: ts.Symbol): boolean => (symbol.flags & ts.SymbolFlags.Optional) !== 0;

/** Without what says nothing. */
const compact = (facts: Record<string, unknown>): object =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value !== false));

import ts from 'typescript';
import { LIB, type Library } from './program.ts';

/** A name longer than this is one of types within types. */
const LONGEST = 200;

export interface NamedType {
  readonly name: string;
  readonly type: ts.Type;
  /** What declares it; undefined where nothing does. */
  readonly symbol: ts.Symbol | undefined;
}

/**
 * Names for the types that are reached, one each. Exported ones have their own; of others with one name, the second and later are told apart
 * by the file; those without a name are called by where they were met (`sched.load`).
 */
export class TypeNames {
  readonly #checker: ts.TypeChecker;
  readonly #names = new Map<ts.Type, string>();
  readonly #types = new Map<string, NamedType>();

  constructor({ checker }: Library) {
    this.#checker = checker;
  }

  /** Keeps an exported type's name for it. */
  claim(symbol: ts.Symbol): void {
    if (symbol.flags & ts.SymbolFlags.Type)
      this.#keep({ name: symbol.name, type: this.#checker.getDeclaredTypeOfSymbol(symbol), symbol });
  }

  /** @param place how the type was reached */
  nameOf(instance: ts.Type, place: string): string {
    const type = this.#generic(instance);
    return this.#names.get(type) ?? this.#keep({ name: this.#freeName(type, place), type, symbol: symbolOf(type) });
  }

  /** Each type with its name; those that are met while this goes on are among them. */
  *all(): Generator<NamedType> {
    yield* this.#types.values();
  }

  /**
   * An exported type stands for all that are made from it: a builder that returns `Experiment<With<Of, Factor>>` would come to no end of them.
   */
  #generic(type: ts.Type): ts.Type {
    if (!(objectFlags(type) & ts.ObjectFlags.Reference)) return type;
    const { target } = type as ts.TypeReference;
    return this.#names.has(target) || this.#textOf(type).length > LONGEST ? target : type;
  }

  #textOf(type: ts.Type): string {
    return this.#checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
  }

  #keep(named: NamedType): string {
    this.#names.set(named.type, named.name);
    this.#types.set(named.name, named);
    return named.name;
  }

  #freeName(type: ts.Type, place: string): string {
    const own = isNamed(type) ? this.#textOf(type) : place;
    return this.#types.has(own) ? `${own} of ${fileOf(type) ?? place}` : own;
  }
}

/** Whether a type has members that vmlab gave it. */
export function isIndexed(checker: ts.TypeChecker, type: ts.Type): boolean {
  if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) return false;
  return isOurs(type) && checker.getPropertiesOfType(type).some((property) => isPlainName(property.name));
}

/** Symbols and private members have names that start with `__`. */
export const isPlainName = (name: string): boolean => /^[A-Za-z$][\w$]*$/.test(name);

function isOurs(type: ts.Type): boolean {
  if (type.isIntersection()) return type.types.some(isOurs);
  return (objectFlags(type) & ts.ObjectFlags.Mapped) !== 0 || fileOf(type) !== undefined;
}

/** Not by the language's own names, as `Readonly<…>` is. */
const isNamed = (type: ts.Type): boolean =>
  type.isIntersection() || (fileOf(type) !== undefined && !symbolOf(type)?.name.startsWith('__'));

const objectFlags = (type: ts.Type): ts.ObjectFlags => (type as ts.ObjectType).objectFlags ?? 0;

const fileOf = (type: ts.Type): string | undefined => ownFile(symbolOf(type));

export const symbolOf = ({ aliasSymbol, symbol }: ts.Type): ts.Symbol | undefined => aliasSymbol ?? symbol;

/** The file of lib that declares a name; undefined for what comes from elsewhere. */
export function ownFile(symbol: ts.Symbol | undefined): string | undefined {
  const file = symbol?.declarations?.[0]?.getSourceFile().fileName;
  return file?.startsWith(LIB) ? file.slice(LIB.length) : undefined;
}

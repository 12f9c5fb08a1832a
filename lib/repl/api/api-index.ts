/**
 * What the shell knows of the API without running it: names, signatures, docstrings. `npm run build` makes it from the sources.
 */

/** All of it. Types are kept by name, once each, since builders return themselves. */
export interface ApiIndex {
  /** What can be imported, by name. */
  readonly exports: ApiMembers;
  /** Types with members: of handles, builders, results, and of objects of options. */
  readonly types: Readonly<Record<string, ApiType>>;
}

export type ApiMembers = Readonly<Record<string, ApiMember>>;

export interface ApiType {
  /** A function with members, as policies are: nobody writes it as an object. */
  readonly callable?: true;
  /** Of a type without members, such as `Size`: what it is, as TypeScript writes it. */
  readonly text?: string;
  readonly doc?: ApiDoc;
  readonly members: ApiMembers;
}

/** What a name after a dot, or a key of options, is. */
export interface ApiMember {
  readonly doc?: ApiDoc;
  readonly optional?: true;
  readonly value: ApiValue;
  /** Where it can be called: a signature for each way of calling it. */
  readonly calls?: readonly ApiSignature[];
}

export interface ApiSignature {
  readonly doc?: ApiDoc;
  readonly parameters: readonly ApiParameter[];
  readonly returns: ApiValue;
}

export interface ApiParameter {
  readonly name: string;
  readonly optional?: true;
  readonly rest?: true;
  readonly value: ApiValue;
}

/** A type, as far as it matters to who writes a call. */
export interface ApiValue {
  /** As TypeScript writes it. */
  readonly text: string;
  /** Names, in the index, of what it may be. */
  readonly types?: readonly string[];
  /** What a promise of it resolves to. */
  readonly awaited?: ApiValue;
  /** What a list of it holds; of parameters that take the rest of the arguments, each of these. */
  readonly items?: ApiValue;
  /** Texts that it may be: of the union `'random' | 'once' | Trace`, the first two. */
  readonly literals?: readonly string[];
}

/** A docstring. */
export interface ApiDoc {
  readonly text: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly returns?: string;
  readonly throws?: readonly string[];
  readonly examples?: readonly string[];
  readonly see?: readonly string[];
}

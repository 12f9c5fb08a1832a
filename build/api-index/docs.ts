import ts from 'typescript';
import type { ApiDoc } from '../../lib/repl/api/api-index.ts';

/** What has a docstring: a name, or one way of calling it. */
type Documented = Pick<ts.Signature, 'getDocumentationComment' | 'getJsDocTags'>;

/** The docstring of a name; undefined where there is none. */
export const docOf = (checker: ts.TypeChecker, symbol: ts.Symbol): ApiDoc | undefined =>
  docFrom(symbol.getDocumentationComment(checker), symbol.getJsDocTags(checker));

/** The docstring of a signature; undefined where there is none. */
export const docOfSignature = (checker: ts.TypeChecker, signature: Documented): ApiDoc | undefined =>
  docFrom(signature.getDocumentationComment(checker), signature.getJsDocTags());

/** Whether a docstring says `@internal`: it is there for other files of vmlab. */
export const isInternal = (symbol: ts.Symbol): boolean =>
  symbol.getJsDocTags(undefined).some(({ name }) => name === 'internal');

function docFrom(comment: ts.SymbolDisplayPart[], tags: readonly ts.JSDocTagInfo[]): ApiDoc | undefined {
  const text = ts.displayPartsToString(comment).trim();
  if (text === '' && tags.length === 0) return undefined;
  const all = (name: string) => tags.filter((tag) => tag.name === name).map(textOf);
  return {
    text,
    ...nonEmpty('parameters', Object.fromEntries(all('param').map(splitParameter))),
    ...(all('returns').length > 0 && { returns: all('returns').join(' ') }),
    ...nonEmpty('throws', all('throws')),
    ...nonEmpty('examples', all('example')),
    ...nonEmpty('see', all('see')),
  };
}

const textOf = (tag: ts.JSDocTagInfo): string => ts.displayPartsToString(tag.text).trim();

const nonEmpty = (name: string, value: object): object => (Object.keys(value).length > 0 ? { [name]: value } : {});

function splitParameter(text: string): [name: string, about: string] {
  const [, name, about] = /^(\S+)\s*(.*)$/s.exec(text) ?? [];
  return [name ?? text, about ?? ''];
}

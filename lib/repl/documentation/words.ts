import type { ApiParameter, ApiSignature, ApiValue } from '../api/api-index.ts';

/** What a call is given, as TypeScript writes it: `(options?: DirtyOptions)`. */
export const signature = ({ parameters }: ApiSignature): string => `(${parameters.map(parameter).join(', ')})`;

const parameter = ({ name, optional, rest, value }: ApiParameter): string =>
  `${rest ? '...' : ''}${name}${optional ? '?' : ''}: ${value.text}`;

/** The same, without types: `(options?)`. */
export const shortSignature = ({ parameters }: ApiSignature): string =>
  `(${parameters.map(({ name, optional, rest }) => `${rest ? '...' : ''}${name}${optional ? '?' : ''}`).join(', ')})`;

/** A type as who writes a value needs it: texts to choose from are said, not named. */
export function shownValue({ text, literals = [], types = [] }: ApiValue): string {
  if (literals.length === 0) return text;
  return [...literals.map((literal) => `'${literal}'`), ...(types.length > 0 ? ['{ … }'] : [])].join(' | ');
}

/** Up to the first full stop that ends a sentence. */
export const firstSentence = (text: string): string => /^.*?\.(?=\s|$)/s.exec(text)?.[0] ?? text;

/** A piece of a line between white space. */
export interface Word {
  readonly text: string;
  /** Where in the line it begins. */
  readonly at: number;
}

/** @example wordsIn(' a  b') // [{ text: 'a', at: 1 }, { text: 'b', at: 4 }] */
export const wordsIn = (line: string): Word[] =>
  [...line.matchAll(/\S+/g)].map(({ 0: text, index }) => ({ text, at: index }));

/** The line before a word: a name, which may have spaces. */
export const textBefore = (line: string, word: Word | undefined): string => line.slice(0, word?.at).trim();

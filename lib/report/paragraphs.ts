import type { Section } from './report.ts';

/** Sentences as a section of text, a paragraph each; where there are none, there is no section. */
export const paragraphs = (title: string, sentences: readonly string[]): Section[] =>
  sentences.length === 0 ? [] : [{ kind: 'text', title, text: sentences.join('\n\n') }];

import { InputError } from '../../../core/errors.ts';

/** What a text should be the output of. */
export interface Origin {
  /** Where it is from, for the errors. */
  readonly file?: string;
  /** The tool, as a noun: 'xentop'. */
  readonly tool: string;
  /** How to record what can be read. */
  readonly command: string;
}

/** Where something stands. Lines count from 1. */
export interface Place {
  readonly origin: Origin;
  readonly line: number;
  /** The column's name. */
  readonly column?: string;
}

/** @returns the error for what cannot be that tool's output; the caller throws it */
export function refusal({ origin, line, column }: Place, expected: string, received: unknown): InputError {
  const { file, tool, command } = origin;
  const advice = `If it is not of ${tool}, or of another language, record it with '${command}'`;
  return new InputError({ file, line, column, expected, received, advice });
}

/** @returns the error for a text without what every output of the tool has */
export const nothingFound = (origin: Origin, expected: string, text: string): InputError =>
  refusal({ origin, line: 1 }, expected, text.trim() === '' ? 'nothing' : text.split('\n', 1)[0]);

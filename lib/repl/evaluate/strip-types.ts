/**
 * TypeScript without its types, by esbuild: loaded when the first line needs it, since most are JavaScript.
 */
import { createRequire } from 'node:module';
import type { TransformFailure, TransformOptions } from 'esbuild';

const OPTIONS: TransformOptions = {
  loader: 'ts',
  logLevel: 'silent',
  // What is imported and not used on this line is used on the next.
  tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
};

/** @throws TransformFailure for what is no TypeScript. @example stripTypes('let x: number = 1') // 'let x = 1;\n' */
export const stripTypes = (source: string): string => transform(source, { ...OPTIONS, target: 'esnext' });

/** `using` inside blocks and functions, which this Node does not know, in words that it does. */
export const lowerUsing = (source: string): string => transform(source, { ...OPTIONS, target: 'node20' });

/** Whether more lines could make it TypeScript. */
export const couldGoOn = (error: unknown): boolean =>
  (error as Partial<TransformFailure>).errors?.some(({ text }) => /end of file|Unterminated template/.test(text)) ??
  false;

function transform(source: string, options: TransformOptions): string {
  const { transformSync } = createRequire(import.meta.url)('esbuild') as typeof import('esbuild');
  return transformSync(source, options).code;
}

import { type Options, type Program, parse } from 'acorn';

const OPTIONS: Omit<Options, 'sourceType'> = {
  ecmaVersion: 'latest',
  allowAwaitOutsideFunction: true,
  allowImportExportEverywhere: true,
};

/**
 * What was typed, as a syntax tree. As a module, which may say `import` and `using`; else as the sloppier script that a prompt takes, too.
 *
 * @throws SyntaxError, with `pos`, of the module
 */
export function parseJavaScript(source: string): Program {
  try {
    return parse(source, { ...OPTIONS, sourceType: 'module' });
  } catch (error) {
    try {
      return parse(source, { ...OPTIONS, sourceType: 'script' });
    } catch {
      throw error;
    }
  }
}

/** Whether more lines could make it right. @example isUnfinished(error, 'f(') // true */
export function isUnfinished(error: unknown, source: string): boolean {
  const { pos, message } = error as { readonly pos?: number; readonly message: string };
  if (pos === undefined) return false;
  return /^Unterminated (template|comment)/.test(message) || pos >= source.trimEnd().length;
}

/** A line that begins as a block may be an object, as it is at Node's prompt: then it is told so by parentheses. */
export function withObjectAsValue(source: string): string {
  if (!/^\s*\{/.test(source) || /;\s*$/.test(source)) return source;
  const value = `(${source.trim()}\n)`;
  try {
    parseJavaScript(value);
    return value;
  } catch {
    return source;
  }
}

/** Node warns that importing from where one is, which is what a line of code does, is an experiment of its own; no user of ours made that choice. */
export function quietImports(): void {
  const { emitWarning } = process;
  process.emitWarning = ((warning: string | Error, ...rest: []) => {
    if (!String(warning).includes('USE_MAIN_CONTEXT_DEFAULT_LOADER')) emitWarning.call(process, warning, ...rest);
  }) as typeof process.emitWarning;
}

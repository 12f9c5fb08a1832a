import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** As node: invalid argument. */
const BAD_ARGUMENT = 9;

/**
 * What a script was called with, as `parseArgs` of node:util reads it. `--help` prints the comment that the script begins with, and ends it; a word that it
 * does not know ends it with a sentence and exit code 9, as node's own do.
 *
 * @param script its `import.meta.url`
 * @param config as parseArgs takes it: which options there are
 * @example const { values } = commandLine(import.meta.url, { options: { cores: { type: 'string', default: '2' } } });
 */
export function commandLine<const Config extends Pick<ParseArgsConfig, 'options' | 'allowPositionals'>>(
  script: string,
  config: Config = {} as Config,
): ReturnType<typeof parseArgs<Config>> {
  try {
    const told = parseArgs({ ...config, options: { ...config.options, help: { type: 'boolean', short: 'h' } } });
    if ('help' in told.values) end(firstComment(script));
    return told as unknown as ReturnType<typeof parseArgs<Config>>;
  } catch (error) {
    const [sentence] = (error as Error).message.split('. ');
    console.error(sentence);
    return process.exit(BAD_ARGUMENT);
  }
}

function end(text: string): never {
  console.log(text);
  return process.exit();
}

/** The lines of it, as they read without their slashes. */
function firstComment(script: string): string {
  const text = readFileSync(fileURLToPath(script), 'utf8').replace(/^#!.*\n/, '');
  const [about = ''] = text.split(/^(?!\/\/)/m);
  return about.replace(/^\/\/ ?/gm, '').trimEnd();
}

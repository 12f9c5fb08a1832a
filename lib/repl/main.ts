#!/usr/bin/env node
/**
 * vmlab-repl: Node's own shell with vmlab in it; also runs a script, a line of code, and the clean-up after dead sessions.
 */
import { parseArgs } from 'node:util';
import { versions } from '../host/local/versions.ts';
import { cleanupAndTell } from './cleanup.ts';
import { evaluate } from './evaluate.ts';
import { runScript } from './script.ts';
import { startShell } from './shell.ts';

const USAGE = `usage: vmlab-repl                     a shell with lab, replay and chart in it
       vmlab-repl script.ts [args]    runs a script (TypeScript or JavaScript) with vmlab at hand
       vmlab-repl -e 'code'           runs a line; it may await
       vmlab-repl --cleanup           undoes what dead sessions left on this machine
       vmlab-repl --version | --help`;

const OPTIONS = {
  eval: { type: 'string', short: 'e' },
  cleanup: { type: 'boolean' },
  version: { type: 'boolean', short: 'v' },
  help: { type: 'boolean', short: 'h' },
} as const;

await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<void> {
  const script = words.findIndex(
    (word, at) => !word.startsWith('-') && words[at - 1] !== '-e' && words[at - 1] !== '--eval',
  );
  const values = parse(script < 0 ? words : words.slice(0, script));
  if (values === undefined) return;
  if (script >= 0) return runScript(words[script] as string, words.slice(script + 1));
  if (values.help) return console.log(USAGE);
  if (values.version) return console.log(versions().vmlab);
  if (values.cleanup) return cleanupAndTell();
  if (values.eval !== undefined) return evaluate(values.eval);
  return startShell();
}

/** The flags before a script's path; what comes after it is the script's. Undefined for a flag that there is not: that was told. */
function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS }).values;
  } catch (error) {
    console.error(`vmlab-repl: ${(error as Error).message}\n${USAGE}`);
    process.exitCode = 9; // as node: invalid argument
    return undefined;
  }
}

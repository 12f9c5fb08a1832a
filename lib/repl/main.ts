#!/usr/bin/env node
/**
 * vmlab-repl: Node's own shell with vmlab in it; also runs a script, a line of code, and the clean-up after dead sessions. What one of these
 * does not need is not loaded.
 */
import { UnsupportedError } from '../core/errors.ts';
import { type Command, requested } from './arguments.ts';

const USAGE = `usage: vmlab-repl                     a shell with lab, replay, migmon, sched … in it
       vmlab-repl script.ts [args]    runs a script (TypeScript or JavaScript) with them at hand; - is standard input
       vmlab-repl -e 'code' [args]    runs a line; it may await, import, and be TypeScript
       vmlab-repl -p 'code' [args]    runs it and prints what it comes to
       vmlab-repl --cleanup           undoes what dead sessions left on this machine
       vmlab-repl --connect URI …     does it on another machine; today that is local: only
       vmlab-repl --version | --help`;

const LOCAL = 'local:';

await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<void> {
  const { command, connect = LOCAL } = requested(words, process.stdin.isTTY === true);
  if (connect === LOCAL) return perform(command);
  const remedy = `run vmlab-repl there, or leave out --connect`;
  console.error(`vmlab-repl: ${new UnsupportedError({ what: 'a session', where: connect, remedy }).message}`);
  process.exitCode = 1;
}

async function perform(command: Command): Promise<void> {
  switch (command.kind) {
    case 'help':
      return console.log(USAGE);
    case 'version':
      return console.log((await import('../host/local/versions.ts')).versions().vmlab);
    case 'cleanup':
      return (await import('./cleanup.ts')).cleanupAndTell();
    case 'code':
      return (await import('./run-code.ts')).runCode(command);
    case 'input':
      return (await import('./run-code.ts')).runInput(command.args);
    case 'script':
      return (await import('./script.ts')).runScript(command.file, command.args);
    case 'shell':
      return (await import('./shell.ts')).startShell();
    case 'wrong':
      console.error(`vmlab-repl: ${command.message}\n${USAGE}`);
      process.exitCode = 9; // as node: invalid argument
  }
}

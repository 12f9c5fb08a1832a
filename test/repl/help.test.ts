import assert from 'node:assert/strict';
import { test } from 'node:test';
import { helpText } from '../../lib/repl/commands/help.ts';

const COMMANDS = ['break', 'clear', 'doc', 'editor', 'exit', 'help', 'journal', 'load', 'save', 'top', 'undo', 'vms'];
const words = (name: string) => `what ${name} does`;
const help = helpText(Object.fromEntries(COMMANDS.map((name) => [name, words(name)])), false);

test('.help fits a terminal of 80 columns and 24 lines, with the line that asked and the prompt that follows', () => {
  const lines = help.split('\n');
  assert.ok(lines.length <= 22, `${lines.length} lines`);
  for (const line of lines) assert.ok(line.length <= 80, line);
});

test('.help names every command, those of the shell in its own words', () => {
  for (const name of COMMANDS) assert.match(help, new RegExp(`\\.${name} `));
  assert.match(help, /\.journal +what journal does/);
  assert.doesNotMatch(help, /what editor does/);
});

/**
 * The seeds' file of receivers, `config_host`: `IP PORT MINOR ROW` a line. MINOR is what a user would type to tc, hexadecimal:
 * `60` is class `10:60`. Blank lines, blanks around fields and `#` comments are left out.
 */
import { InputError } from '../../core/errors.ts';
import { checkTarget, type Target } from './target.ts';

/**
 * @param file named in errors
 * @throws InputError with file, line and column for what cannot be right; for a file without targets
 * @example parseConfigHost('config_host', '192.168.10.80 5001 60 1\n') // [{ file: 'config_host', line: 1, address: '192.168.10.80', port: 5001, minor: 96, row: 1 }]
 */
export function parseConfigHost(file: string, text: string): Target[] {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  const targets = lines.flatMap((line, index) => parseLine(file, index + 1, line));
  if (targets.length === 0) throw new InputError({ file, expected: `at least one line '${FIELDS}'`, received: 'none' });
  return targets;
}

const FIELDS = 'IP PORT MINOR ROW';

function parseLine(file: string, line: number, text: string): Target[] {
  const content = text.replace(/#.*/, '').trim();
  if (content === '') return [];
  const fields = content.split(/\s+/);
  const [address = '', port = '', minor = '', row = ''] = fields;
  if (fields.length === 4) return [checkTarget({ file, line, address, port, minor, row })];
  const column = Math.min(fields.length, 4) + 1;
  throw new InputError({ file, line, column, expected: `four fields: ${FIELDS}`, received: content });
}

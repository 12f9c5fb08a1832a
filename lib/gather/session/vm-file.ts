import { InputError } from '../../core/errors.ts';
import { linesOf } from '../../core/lines.ts';

/** A name, and where it stands. */
export interface ListedVm {
  readonly name: string;
  readonly line: number;
}

/**
 * Names, one a line. Blank lines, and what follows a `#`, are left out.
 *
 * @throws InputError with file and line for what is no name, and for one that stands there twice
 * @example readVmFile('web-1\n\n# the database\ndb-1 # 16 GiB\n', 'vms.txt') // [{ name: 'web-1', line: 1 }, { name: 'db-1', line: 4 }]
 */
export function readVmFile(text: string, file: string): ListedVm[] {
  const listed = [...linesOf(text)].flatMap((raw, index) => {
    const name = raw.replace(/#.*$/s, '').trim();
    return name === '' ? [] : [{ name, line: index + 1 }];
  });
  const seen = new Set<string>();
  for (const { name, line } of listed) {
    if (/\s|[/\0]/.test(name)) throw new InputError({ file, line, expected: 'one name of a VM', received: name });
    if (seen.has(name)) throw new InputError({ file, line, expected: 'each name once', received: name });
    seen.add(name);
  }
  return listed;
}

/** Interface names are checked before they reach a command: no blank, no option, nothing that ends a path. */
import { InputError } from '../../../core/errors.ts';

/** @throws InputError for what no interface is called. */
export function checkInterface(name: string): string {
  if (/^[A-Za-z0-9_][A-Za-z0-9_.:-]{0,14}$/.test(name)) return name;
  throw new InputError({ expected: "an interface's name such as 'eth0'", received: name });
}

/** Who receives: checked once, whether a `config_host` or a script names them. */
import { isIPv4 } from 'node:net';
import { InputError } from '../../core/errors.ts';
import { isFreeMinor } from '../../driver/local/network/shared-root.ts';

/** A receiver as a script names it. */
export interface TargetInput {
  /** A unicast IPv4 address that the interface reaches. */
  readonly address: string;
  readonly port: number;
  /** Of its HTB class `10:MINOR`. A string is as tc writes it, in hexadecimal: `'60'` is the number 0x60, class `10:60`. */
  readonly minor: number | string;
  /** Whose traffic it receives: the number of a VM of the recording, from 1. */
  readonly row: number;
}

export interface Target extends TargetInput {
  readonly minor: number;
  /** Where it was written down, for errors; absent where a script named it. */
  readonly file?: string;
  readonly line?: number;
}

/** Fields as they were written, and where. */
export interface WrittenTarget extends Pick<Target, 'file' | 'line'> {
  readonly address: string;
  readonly port: number | string;
  readonly minor: number | string;
  readonly row: number | string;
}

/** @throws InputError for a field that cannot be right, named as the seeds name it: IP, PORT, MINOR, ROW. */
export function checkTarget({ file, line, address, port, minor, row }: WrittenTarget): Target {
  const check = <Value>(column: string, value: Value, { expected, good }: Expectation): Value => {
    if (good) return value;
    throw new InputError({
      file,
      line,
      column,
      expected,
      received: { IP: address, PORT: port, MINOR: minor }[column] ?? row,
    });
  };
  return {
    file,
    line,
    address: check('IP', address, { expected: 'a unicast IPv4 address', good: isUnicast(address) }),
    port: check('PORT', whole(port), { expected: 'a port from 1 to 65535', good: isWithin(whole(port), 0xffff) }),
    minor: check('MINOR', minorOf(minor), { expected: MINORS, good: isFreeMinor(minorOf(minor)) }),
    row: check('ROW', whole(row), {
      expected: 'the number of a VM, from 1',
      good: isWithin(whole(row), Number.MAX_SAFE_INTEGER),
    }),
  };
}

interface Expectation {
  readonly expected: string;
  readonly good: boolean;
}

const MINORS =
  "a class's minor from 1 to ffff, in hexadecimal as tc writes it, but for ffff and 766c, which vmlab uses itself";

/** @throws InputError where two share a class, or an address and port: only one of them would get the packets. */
export function checkDistinct(targets: readonly Target[]): readonly Target[] {
  checkUnique(targets, 'MINOR', ({ minor }) => minor.toString(16));
  checkUnique(targets, 'PORT', ({ address, port }) => `${address}:${port}`);
  return targets;
}

function checkUnique(targets: readonly Target[], column: string, of: (target: Target) => string): void {
  const seen = new Map<string, Target>();
  for (const target of targets) {
    const first = seen.get(of(target));
    if (first) throw repeated(target, column, { received: of(target), first });
    seen.set(of(target), target);
  }
}

function repeated({ file, line }: Target, column: string, { received, first }: { received: string; first: Target }) {
  const before = first.line === undefined ? first.address : `line ${first.line}`;
  return new InputError({ file, line, column, expected: `one that no other target has (${before} has it)`, received });
}

/** Neither "this network" (0/8) nor multicast, reserved or broadcast (224/3): RFC 1122, RFC 5771. */
const isUnicast = (address: string): boolean =>
  isIPv4(address) && Number.parseInt(address, 10) > 0 && Number.parseInt(address, 10) < 224;

const minorOf = (minor: number | string): number =>
  typeof minor === 'number' ? minor : /^[0-9a-f]{1,4}$/i.test(minor) ? Number.parseInt(minor, 16) : Number.NaN;

const whole = (value: number | string): number => (/^\d+$/.test(String(value)) ? Number(value) : Number.NaN);

const isWithin = (value: number, most: number): boolean => value >= 1 && value <= most;

/** The host's side of a replay: what each target may receive through an interface, one HTB class each. */
import { InputError } from '../../../core/errors.ts';
import type { Undo } from '../../../core/undo.ts';
import type { Rate } from '../../../core/units.ts';
import { showClass } from './class-counter.ts';
import { checkMatch } from './filter.ts';
import { changeClass, pacedRate, parseWireRate } from './htb.ts';
import { checkInterface } from './interface-name.ts';
import type { Parts } from './parts.ts';
import { readClasses } from './shared-class.ts';
import { addSharedClass } from './shared-effect.ts';
import { checkRoot, isFreeMinor } from './shared-root.ts';
import { requireShaping } from './supported.ts';

/** Who receives, under which class, and how much. */
export interface ShaperTarget {
  /** The IPv4 address that packets go to. */
  readonly address: string;
  /** Their destination port; without it, all that goes to the address. */
  readonly port?: number;
  /** 1 to 0xfffe. tc writes minors in hexadecimal: a config file's `60` that shall be class `10:60` is 0x60. */
  readonly minor: number;
  readonly rate: Rate;
}

export interface Shaper {
  readonly interface: string;
  /** A program that takes the lines below on its standard input and does each as it comes; one that fails does not end it. */
  readonly argv: readonly string[];
  /** Makes the class and its filter. @throws InputError (`MINOR_TAKEN`); VmlabError `FOREIGN_QDISC`. */
  addTarget(target: ShaperTarget): Promise<Undo>;
  /** The line that changes a class to a rate in bytes a second, kept above ten frames a second (see `pacedRate`). */
  changeLine(minor: number, rate: number): string;
  /** The line at which the program prints a class and its counters: `sentBytes` finds them. */
  showLine(minor: number): string;
}

/**
 * Opens an interface of the host for shaping what is sent through it. Nothing is changed there before the first target.
 *
 * @throws UnsupportedError where the kernel lacks HTB or u32; VmlabError `FOREIGN_QDISC` where its root qdisc is somebody else's.
 * @example
 * const shaper = await openShaper({ host, session }, 'br1');
 * await shaper.addTarget({ address: '192.168.1.7', port: 5001, minor: 0x60, rate: '10Mbit' });
 */
export async function openShaper(parts: Parts, device: string): Promise<Shaper> {
  await checkRoot(parts, checkInterface(device));
  await requireShaping(parts);
  return {
    interface: device,
    argv: ['tc', '-statistics', '-force', '-batch', '-'],
    addTarget: (target) => addTarget(parts, device, target),
    changeLine: (minor, rate) => `${changeClass({ interface: device, minor }, pacedRate(rate)).join(' ')}\n`,
    showLine: (minor) => `${showClass(device, minor).join(' ')}\n`,
  };
}

async function addTarget(parts: Parts, device: string, target: ShaperTarget): Promise<Undo> {
  const { address, port, minor, rate } = target;
  const match = checkMatch({ destination: address, port });
  const wireRate = parseWireRate(rate);
  if (!isFreeMinor(minor)) throw new InputError({ expected: 'a minor from 1 to 0xfffe', received: minor });
  if ((await readClasses(parts, device)).has(minor)) throw taken(device, minor);
  return addSharedClass(parts, { interface: device, minor, match }, wireRate);
}

const taken = (device: string, minor: number): InputError =>
  new InputError({ code: 'MINOR_TAKEN', expected: `a class that is free on ${device}`, received: minor.toString(16) });

/**
 * Knows which VMs there are, and where each is counted. Who is asked may take their time: an answer is waited for a while only, and taken the
 * next time if it comes later. A VM is asked again once its files vanished, and as long as it has no answer.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { anySignal } from '../../core/any-signal.ts';
import { InputError } from '../../core/errors.ts';
import type { Member, Members } from './member.ts';
import { type MeteredVm, meteredVm } from './meters.ts';

/** What could not be answered, and why. Without a VM: which VMs there are. */
export interface RosterProblem {
  readonly vm?: string;
  readonly error: unknown;
}

interface Entry {
  /** As it was listed last: one that was made anew may have another. */
  member: Member;
  /** Who is read. */
  vm?: MeteredVm;
  /** Who was found, and is to be read from the end of this look on. */
  found?: MeteredVm;
  asking?: Promise<void>;
}

export interface LookOptions {
  /** How long answers are waited for, in s. */
  readonly patience: number;
  readonly signal: AbortSignal;
}

export class Roster {
  private readonly list: () => Promise<readonly Member[]>;
  private readonly report: (problem: RosterProblem) => void;
  private entries: ReadonlyMap<string, Entry> = new Map();
  private listing?: Promise<void>;
  private wasListed = false;

  /** @throws InputError for two VMs of one name in a list */
  constructor(members: Members, report: (problem: RosterProblem) => void) {
    if (typeof members !== 'function') checkNames(members);
    this.list = async () => (typeof members === 'function' ? members() : members);
    this.report = report;
  }

  get names(): string[] {
    return [...this.entries.keys()];
  }

  /**
   * Asks who is there, and of each that is not read where it is counted.
   *
   * @returns who is to be read, in the order of the list; undefined: the same as before
   * @throws what the list was refused with, the first time; later that is reported
   */
  async look({ patience, signal }: LookOptions): Promise<readonly MeteredVm[] | undefined> {
    const before = this.read();
    const answered = new AbortController();
    const all = this.askAll().finally(() => answered.abort());
    await Promise.race([all, endOf(patience, anySignal(answered.signal, signal))]);
    for (const entry of this.entries.values()) takeUp(entry);
    const now = this.read();
    return now.length === before.length && now.every((vm, index) => vm === before[index]) ? undefined : now;
  }

  private read(): MeteredVm[] {
    return [...this.entries.values()].flatMap(({ vm }) => vm ?? []);
  }

  private async askAll(): Promise<void> {
    this.listing ??= this.relist().finally(() => {
      this.listing = undefined;
    });
    await this.listing;
    await Promise.all([...this.entries.values()].map((entry) => this.ask(entry)));
  }

  /** Of two that have one name, the first is meant. */
  private async relist(): Promise<void> {
    try {
      const entries = new Map<string, Entry>();
      for (const member of await this.list())
        if (!entries.has(member.name)) entries.set(member.name, withMember(this.entries.get(member.name), member));
      this.entries = entries;
      this.wasListed = true;
    } catch (error) {
      if (!this.wasListed) throw error;
      this.report({ error });
    }
  }

  private ask(entry: Entry): Promise<void> | undefined {
    if (entry.found || (entry.vm && !entry.vm.isLost)) return undefined;
    entry.asking ??= this.find(entry).finally(() => {
      entry.asking = undefined;
    });
    return entry.asking;
  }

  private async find(entry: Entry): Promise<void> {
    const { name } = entry.member;
    try {
      entry.found = meteredVm(name, await entry.member.counters());
    } catch (error) {
      this.report({ vm: name, error });
    }
  }
}

function checkNames(members: readonly Member[]): void {
  const names = new Set<string>();
  for (const { name } of members) {
    if (names.has(name)) throw new InputError({ expected: 'VMs each with a name of its own', received: name });
    names.add(name);
  }
}

/** An answer may still be on its way to the entry: it stays the same. */
function withMember(known: Entry | undefined, member: Member): Entry {
  if (known === undefined) return { member };
  known.member = member;
  return known;
}

function takeUp(entry: Entry): void {
  entry.vm = entry.found ?? entry.vm;
  entry.found = undefined;
}

/** Resolves then, or with the signal. */
const endOf = (seconds: number, signal: AbortSignal): Promise<void> =>
  wait(seconds * 1000, undefined, { signal }).catch(() => {});

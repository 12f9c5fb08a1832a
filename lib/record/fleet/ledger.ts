/**
 * Keeps what all VMs used in each step, and what happened to them, from the samples as they come.
 */
import { GrowingColumn } from '../../trace/growing-column.ts';
import { createTrace, RESOURCES, type Resource, type Trace } from '../../trace/trace.ts';
import type { Sample } from './chain.ts';
import type { Meter, MeteredVm } from './meters.ts';
import type { NoteLog } from './notes.ts';
import type { ProbedVm, Probing } from './probing.ts';
import { type Reading, readMeters } from './read-meters.ts';
import { type FleetStep, fleetStep, type VmUsage } from './step.ts';

/** A VM by its name, however often it came. */
interface Account {
  readonly name: string;
  readonly columns: (GrowingColumn | undefined)[];
  /** In the step that its last sample ended. */
  usage: Float64Array;
  /** Which sample that was. */
  sample: number;
  state: 'unseen' | 'there' | 'gone';
  measuredBy: Partial<Record<Resource, string>>;
}

const NOT_RECORDED = new Float64Array(RESOURCES.length).fill(Number.NaN);

export class Ledger {
  /** Steps that are complete. */
  steps = 0;
  private readonly accounts = new Map<string, Account>();
  private readonly late = new GrowingColumn();
  private readonly interval: number;
  private readonly notes: NoteLog;

  /** @param interval the length of all steps, in s */
  constructor(interval: number, notes: NoteLog) {
    this.interval = interval;
    this.notes = notes;
  }

  /** A VM that is to have a trace, even if there is never anything to tell of it. */
  expect(name: string): void {
    if (this.accounts.has(name)) return;
    this.accounts.set(name, { name, columns: [], usage: NOT_RECORDED, sample: -1, state: 'unseen', measuredBy: {} });
  }

  /** The first sample ends no step: it is what the next is told from. */
  take({ vms }: Probing, { index, late, text }: Sample): void {
    this.late.set(index, late);
    this.steps = index;
    for (const probed of vms) this.takeVm(probed, text);
    for (const account of this.accounts.values()) this.noteIfLeft(account);
  }

  /** The last step that is complete, VM by VM. */
  last(): FleetStep {
    const step = this.steps - 1;
    const vms = [...this.accounts.values()].map((account) => usageIn(account, this.steps));
    return fleetStep({ step, start: step * this.interval, interval: this.interval, vms });
  }

  /** In the order in which the VMs came. */
  traces(): Trace[] {
    const interval = new Float64Array(this.steps).fill(this.interval);
    return [...this.accounts.values()].map(({ name, columns }) => {
      const recorded = columns.map((column, resource) => [RESOURCES[resource], column?.finish(this.steps)]);
      return createTrace(name, { interval, ...Object.fromEntries(recorded.filter(([, column]) => column)) });
    });
  }

  /** Which counters each VM was read from last. */
  measuredBy(): Record<string, Account['measuredBy']> {
    return Object.fromEntries([...this.accounts.values()].map(({ name, measuredBy }) => [name, measuredBy]));
  }

  /** How late each sample was, in s. */
  lateness(): Float64Array {
    return this.late.finish(this.steps + 1);
  }

  private takeVm({ vm, at }: ProbedVm, text: readonly string[]): void {
    this.expect(vm.name);
    const account = this.accounts.get(vm.name) as Account;
    const texts = at.map((probe) => text[probe] as string);
    const reading = readMeters(vm, texts, this.interval);
    this.note(account, reading);
    this.keep(account, reading.usage);
    vm.isLost ||= reading.isGone || (!vm.isNew && reading.unreadable.length > 0);
    if (vm.isNew) account.measuredBy = countersOf(vm);
    vm.isNew = false;
  }

  private keep(account: Account, usage: Float64Array): void {
    account.usage = usage;
    account.sample = this.steps;
    if (this.steps === 0) return;
    for (let resource = 0; resource < usage.length; resource++) {
      if (Number.isNaN(usage[resource])) continue;
      const column = account.columns[resource] ?? new GrowingColumn();
      account.columns[resource] = column;
      column.set(this.steps - 1, usage[resource] as number);
    }
  }

  private note(account: Account, { isGone, reset, unreadable }: Reading): void {
    const { name: vm, state } = account;
    const ended = Math.max(0, this.steps - 1);
    const tell = (event: 'reset' | 'unreadable') => (meter: Meter) =>
      this.notes.add({ vm, event, step: ended, reason: meter.counter.measuredBy });
    account.state = isGone ? 'gone' : 'there';
    if (isGone && state === 'there') this.notes.add({ vm, event: 'went', step: ended });
    else unreadable.forEach(tell('unreadable'));
    if (!isGone && state === 'gone') this.notes.add({ vm, event: 'came back', step: this.steps });
    if (!isGone && state === 'unseen' && this.steps > 0) this.notes.add({ vm, event: 'came', step: this.steps });
    reset.forEach(tell('reset'));
  }

  /** Who is listed no more is read no more. */
  private noteIfLeft(account: Account): void {
    if (account.state !== 'there' || account.sample === this.steps) return;
    account.state = 'gone';
    this.notes.add({ vm: account.name, event: 'went', step: Math.max(0, this.steps - 1) });
  }
}

/** Of who is read no more, nothing is known of this step. */
function usageIn({ name, usage, sample }: Account, wanted: number): VmUsage {
  const known = sample === wanted ? usage : NOT_RECORDED;
  const values = RESOURCES.map((resource: Resource, index) => [resource, known[index]]);
  return { name, ...Object.fromEntries(values) } as VmUsage;
}

const countersOf = ({ meters }: MeteredVm): Account['measuredBy'] =>
  Object.fromEntries(
    RESOURCES.map((name, index) => {
      const own = meters.filter(({ resource }) => resource === index);
      return [name, own.map(({ counter }) => counter.measuredBy).join(', ')] as const;
    }).filter(([, measuredBy]) => measuredBy !== ''),
  );

/**
 * What happened to the VMs while they were recorded. What happens again and again is counted, so that a day of it fits into a page.
 */

export interface FleetNote {
  /** Absent: of all of them. */
  readonly vm?: string;
  /**
   * `came` after the start, `went` (from this step on nothing is recorded), `came back` under its name, `reset`: a counter went backwards,
   * `unreadable`: a counter, or where the counters are; `not listed`: nobody could say which VMs there are.
   */
  readonly event: 'came' | 'went' | 'came back' | 'reset' | 'unreadable' | 'not listed';
  /** The first one it happened in, or was found out in. */
  readonly step: number;
  /** How often. */
  readonly count: number;
  /** In the words of the counter, or of who was asked. */
  readonly reason?: string;
}

const REPEATABLE = new Set<FleetNote['event']>(['reset', 'unreadable', 'not listed']);

export class NoteLog {
  private readonly notes = new Map<string, FleetNote>();

  add(note: Omit<FleetNote, 'count'>): void {
    const { vm, event, step, reason } = note;
    const key = JSON.stringify([vm, event, reason, REPEATABLE.has(event) || step]);
    const known = this.notes.get(key);
    this.notes.set(key, known ? { ...known, count: known.count + 1 } : { ...note, count: 1 });
  }

  /** In the order in which they were first needed. */
  list(): FleetNote[] {
    return [...this.notes.values()];
  }
}

/**
 * What `virsh event --timestamp` prints: an event a line, and the statistics of a job below the line that says that it has completed.
 */
export interface LibvirtEvent {
  /** When virsh heard of it: s since 1970. */
  readonly at: number;
  /** 'lifecycle', 'migration-iteration', 'job-completed' … */
  readonly name: string;
  readonly domain: string;
  /** Of 'lifecycle': 'Suspended Migrated'. */
  readonly text: string;
  /** Of 'job-completed'. */
  readonly fields: Readonly<Record<string, number>>;
}

const EVENT = /^(\d{4}-\d\d-\d\d) ([\d:.]+)\+0000: event '([\w-]+)' for domain '(.*?)':? ?(.*)$/;
const FIELD = /^\t(\w+): (\S+)$/;

/** @param text whole lines. @example parseEvents(said).find(({ text }) => text === 'Resumed Migrated')?.at */
export function parseEvents(text: string): LibvirtEvent[] {
  const events: (LibvirtEvent & { readonly fields: Record<string, number> })[] = [];
  for (const line of text.split('\n')) {
    const [, day, time, name = '', domain = '', said = ''] = EVENT.exec(line) ?? [];
    if (day) events.push({ at: Date.parse(`${day}T${time}Z`) / 1000, name, domain, text: said, fields: {} });
    const [, key, value] = FIELD.exec(line) ?? [];
    const last = events.at(-1);
    if (key && last) last.fields[key] = Number(value);
  }
  return events;
}

/** What both sides said while the guest moved. */
export interface BothSides {
  readonly source: readonly LibvirtEvent[];
  readonly destination: readonly LibvirtEvent[];
}

/** Those of its life, in libvirt's words. */
export const lifecycle = (events: readonly LibvirtEvent[]): string[] =>
  events.filter(({ name }) => name === 'lifecycle').map(({ text }) => text);

/** From STOP at the source to RESUME at the destination, in s, as heard of here; NaN where it did not move, or was paused. */
export function outageOf({ source, destination }: BothSides): number {
  const stopped = source.filter(({ text }) => text === 'Suspended Migrated').at(-1);
  const resumed = destination.find(({ text }) => text.startsWith('Resumed '));
  return stopped && resumed ? resumed.at - stopped.at : Number.NaN;
}

/** s after `began` at which its passes began, by their numbers. */
export const passStarts = (source: readonly LibvirtEvent[], began: number): Map<number, number> =>
  new Map(
    source
      .filter(({ name }) => name === 'migration-iteration')
      .map(({ text, at }) => [Number(/\d+/.exec(text)?.[0]), at - began]),
  );

/** What libvirt says of the migration at its end. */
export const completedJob = (source: readonly LibvirtEvent[]): Readonly<Record<string, number>> | undefined =>
  source.filter(({ name }) => name === 'job-completed').at(-1)?.fields;

import { writeText } from '../../host/local/files.ts';
import { recordingReport } from '../../report/recording-report.ts';
import type { Column, Report, Section } from '../../report/report.ts';
import { type Reported, reported } from '../../report/reported.ts';
import { type WriteFormat, writeRecording } from '../../trace/format/write.ts';
import type { Recording, Resource } from '../../trace/trace.ts';
import type { FleetLateness } from './lateness.ts';
import type { FleetNote } from './notes.ts';

/** What many VMs used, step by step, and how far that can be trusted. */
export interface FleetFacts extends Recording {
  /** The length of all steps, in s. */
  readonly interval: number;
  readonly lateness: FleetLateness;
  /** Who came and went, and what could not be read, in the order in which it happened. */
  readonly notes: readonly FleetNote[];
  /** Which counters it is from, by VM. */
  readonly measuredBy: Readonly<Record<string, Readonly<Partial<Record<Resource, string>>>>>;
}

/** A recording of many VMs: printed, drawn and saved as all others. */
export interface FleetRecording extends FleetFacts, Reported {
  /**
   * Writes it to a file: as tidy CSV unless told, as virt-top's, or as ResCoin's log (`rst`), which holds one VM.
   *
   * @throws InputError for what the format cannot hold; HostError where the file cannot be written
   */
  save(file: string, options?: { readonly format?: WriteFormat }): Promise<void>;
}

export function createFleetRecording(facts: FleetFacts): FleetRecording {
  const save: FleetRecording['save'] = async (file, { format } = {}) => writeText(file, writeRecording(facts, format));
  return reported({ ...facts, save }, fleetReport);
}

/** The recording as any, how late it was, and what happened. */
export function fleetReport(facts: FleetFacts): Report {
  const { title, sections } = recordingReport(facts);
  return { title, sections: [...sections, latenessTable(facts), ...noteTable(facts)] };
}

const latenessTable = ({ lateness: { samples, median, p99, max, over20ms } }: FleetFacts): Section => ({
  kind: 'table',
  title: 'Lateness of the samples',
  columns: [
    { name: 'samples' },
    { name: 'median', unit: 's' },
    { name: 'p99', unit: 's' },
    { name: 'max', unit: 's' },
    { name: 'over 20 ms' },
  ],
  rows: [[samples, median, p99, max, over20ms]],
});

/** More notes than this fit on no page; they are all in the data. */
const MOST_NOTES = 40;

function noteTable({ notes, interval }: FleetFacts): Section[] {
  if (notes.length === 0) return [];
  const more = notes.length > MOST_NOTES ? `, the first ${MOST_NOTES} of ${notes.length}` : '';
  const rows = notes
    .slice(0, MOST_NOTES)
    .map(({ vm = 'all', event, step, count }) => [vm, event, step * interval, count]);
  return [{ kind: 'table', title: `Notes${more}`, columns: NOTE_COLUMNS, rows }, ...reasons(notes)];
}

/** Below the table, each once: sentences, which a column would cut off. */
function reasons(notes: FleetFacts['notes']): Section[] {
  const told = notes.slice(0, MOST_NOTES).filter(({ reason }) => reason !== undefined);
  const lines = new Set(told.map(({ vm = 'all', event, reason }) => `${vm} ${event}: ${reason}`));
  return [...lines].map((text) => ({ kind: 'text', text }));
}

const NOTE_COLUMNS: readonly Column[] = [
  { name: 'VM' },
  { name: 'what' },
  { name: 'at', unit: 's' },
  { name: 'times' },
];

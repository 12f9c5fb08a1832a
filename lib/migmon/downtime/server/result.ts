import type { TaskRecord } from '../../../native.ts';
import type { Report } from '../../../report/report.ts';
import { type Measured, measured } from '../../measured.ts';
import type { EchoCounts } from './counts.ts';
import type { EchoSecond } from './second.ts';
import type { EchoServerSpec } from './spec.ts';

export interface EchoServerFigures extends EchoCounts {
  readonly spec: EchoServerSpec;
  readonly port: number;
  /** Answers that could not be sent. */
  readonly refused: number;
  readonly seconds: readonly EchoSecond[];
}

/** What an echo server answered, and to how many it did not. */
export type EchoServerResult = EchoServerFigures & Measured;

export function echoServerResult(
  spec: EchoServerSpec,
  record: TaskRecord,
  seconds: readonly EchoSecond[],
): EchoServerResult {
  const { port, answered, ignored, turned_away, refused } = record as Readonly<Record<Field, number>>;
  return measured({ spec, port, answered, ignored, turnedAway: turned_away, refused, seconds }, report);
}

type Field = 'port' | 'answered' | 'ignored' | 'turned_away' | 'refused';

const report = ({ port, answered, ignored, turnedAway, refused, seconds }: EchoServerFigures): Report => ({
  title: `Echo server at UDP port ${port}`,
  sections: [
    {
      kind: 'table',
      title: 'Datagrams',
      columns: ['answered', 'ignored', 'turned away', 'not sent'].map((name) => ({ name })),
      rows: [[answered, ignored, turnedAway, refused]],
    },
    ...(seconds.length === 0 ? [] : [answersOverTime(seconds)]),
  ],
});

const answersOverTime = (seconds: readonly EchoSecond[]) =>
  ({
    kind: 'series',
    title: 'Answers a second',
    unit: 'answers',
    x: seconds.map(({ at }) => at),
    lines: [{ name: 'answered', values: seconds.map(({ answered }) => answered) }],
  }) as const;

/**
 * What QEMU says through its monitor. Source: qemu/docs/interop/qmp-spec.rst.
 */

export type QmpMessage = Greeting | Reply | Failure | Announcement;

interface Greeting {
  readonly QMP: {
    readonly version: { readonly qemu: Version; readonly package: string };
    readonly capabilities: readonly string[];
  };
}

interface Version {
  readonly major: number;
  readonly minor: number;
  readonly micro: number;
}

interface Reply {
  readonly id?: number;
  readonly return: unknown;
}

interface Failure {
  readonly id?: number;
  readonly error: QmpFailure;
}

/** Its class ('GenericError', 'CommandNotFound' …) and a sentence. */
export interface QmpFailure {
  readonly class: string;
  readonly desc: string;
}

interface Announcement {
  readonly event: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly timestamp: { readonly seconds: number; readonly microseconds: number };
}

/** Something that happened: 'STOP', 'RESUME', 'MIGRATION' … */
export interface QmpEvent {
  readonly name: string;
  /** s since 1970, by the clock of QEMU's machine (CLOCK_REALTIME). */
  readonly at: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** @throws SyntaxError for what is no JSON */
export const parseMessage = (line: string): QmpMessage => JSON.parse(line) as QmpMessage;

export const eventOf = ({ event, data = {}, timestamp }: Announcement): QmpEvent => ({
  name: event,
  at: timestamp.seconds + timestamp.microseconds / 1e6,
  data,
});

/** @example versionOf(greeting) // '10.0.2' */
export const versionOf = ({ QMP: { version } }: Greeting): string =>
  `${version.qemu.major}.${version.qemu.minor}.${version.qemu.micro}`;

/**
 * The errors of vmlab. Every one has a stable `code`; a script branches on that, never on the text.
 */
/** What all errors of vmlab have in common. `code` is stable from version to version. */
export class VmlabError extends Error {
  override readonly name: string = 'VmlabError';
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Where a bad value stood, what it was, and what would have been good. Lines and columns count from 1. */
export interface InputProblem {
  readonly file?: string;
  readonly line?: number;
  /** A column's number (from 1) or its name. */
  readonly column?: number | string;
  /** What was expected, as a noun phrase: 'a number of bytes'. */
  readonly expected: string;
  /** The value found, as it was written. */
  readonly received: unknown;
  /** What to do about it, as a sentence. */
  readonly advice?: string;
  readonly code?: string;
}

/**
 * A value given by the user, or read from a file, that cannot be right.
 *
 * @example
 * throw new InputError({ file: 'record.csv', line: 7, column: 'Net RXBY', expected: 'a number of bytes', received: 'abc' });
 * // record.csv:7: Net RXBY: expected a number of bytes, got 'abc'
 */
export class InputError extends VmlabError {
  override readonly name = 'InputError';
  readonly file?: string;
  readonly line?: number;
  readonly column?: number | string;
  readonly expected: string;
  readonly received: unknown;

  constructor(problem: InputProblem, options?: ErrorOptions) {
    super(problem.code ?? 'BAD_INPUT', sentence(problem), options);
    this.file = problem.file;
    this.line = problem.line;
    this.column = problem.column;
    this.expected = problem.expected;
    this.received = problem.received;
  }
}

/** Something this machine, kernel or build cannot do: what, where, and what would make it work. */
export class UnsupportedError extends VmlabError {
  override readonly name = 'UnsupportedError';

  constructor(problem: { what: string; where: string; remedy: string }, options?: ErrorOptions) {
    super('UNSUPPORTED', `${problem.what} is not supported on ${problem.where}: ${problem.remedy}`, options);
  }
}

/** An operation on a machine that failed: a file, a program, a system call. */
export class HostError extends VmlabError {
  override readonly name = 'HostError';
  readonly host: string;
  readonly operation: string;
  readonly target: string;
  /** The system's name of the error: 'ENOENT', 'EPERM'. */
  readonly errno?: string;
  readonly stderr?: string;

  constructor(failure: HostFailure, options?: ErrorOptions) {
    const { host, operation, target, errno, stderr } = failure;
    super('HOST', `${operation} ${target}${elsewhere(host)} failed${reason(errno, stderr)}`, options);
    this.host = host;
    this.operation = operation;
    this.target = target;
    this.errno = errno;
    this.stderr = stderr;
  }
}

/** An operation on a machine, and how it failed. */
export interface HostFailure {
  readonly host: string;
  readonly operation: string;
  readonly target: string;
  readonly errno?: string;
  readonly stderr?: string;
}

/** A run that ended before its time. `result` is what it had until then. */
export class RunError<Result = unknown> extends VmlabError {
  override readonly name = 'RunError';
  declare readonly result?: Result;

  constructor(code: string, message: string, options?: ErrorOptions & { result?: Result }) {
    super(code, message, options);
    Object.defineProperty(this, 'result', { value: options?.result }); // Node, which prints what is enumerable, leaves it out
  }
}

function sentence({ file, line, column, expected, received, advice }: InputProblem): string {
  const place = [file, line, column].filter((part) => part !== undefined);
  const where = place.length > 0 ? `${place.join(':')}: ` : '';
  return `${where}expected ${expected}, got ${shown(received)}${advice ? `. ${advice}` : ''}`;
}

/** As a script would have it. Not by node:util: pages have this, too. */
function shown(value: unknown, depth = 2): string {
  if (typeof value === 'string') return `'${shortened(value)}'`;
  if (Array.isArray(value) && depth > 0)
    return shortened(`[${value.map((each) => shown(each, depth - 1)).join(', ')}]`);
  if (isPlain(value) && depth > 0) return shortened(`{ ${members(value, depth - 1)} }`);
  return String(value);
}

const members = (value: object, depth: number): string =>
  Object.entries(value)
    .map(([name, each]) => `${name}: ${shown(each, depth)}`)
    .join(', ');

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

const shortened = (text: string): string => (text.length > 80 ? `${text.slice(0, 77)}...` : text);

const elsewhere = (host: string): string => (host === 'local:' ? '' : ` on ${host}`);

function reason(errno?: string, stderr?: string): string {
  const parts = [errno && inWords(errno), stderr?.trim()].filter(Boolean);
  return parts.length > 0 ? `: ${parts.join(': ')}` : '';
}

/** 'no such file or directory (ENOENT)' */
const inWords = (errno: string): string => (errno in WORDS ? `${WORDS[errno]} (${errno})` : errno);

/** What users meet: as strerror(3) has it. */
const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EADDRINUSE: 'address already in use',
  ECONNREFUSED: 'connection refused',
  EEXIST: 'file exists',
  EISDIR: 'is a directory',
  ENOENT: 'no such file or directory',
  ENOSPC: 'no space left on device',
  ENOTDIR: 'not a directory',
  EPERM: 'operation not permitted',
  EROFS: 'read-only file system',
};

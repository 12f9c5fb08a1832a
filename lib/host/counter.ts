/** A number that the kernel counts, in a file that may be read as often as one likes: for whoever records it. */
export interface Counter {
  readonly file: string;
  /** Reads it from the file's text. @returns the value in base units (s of CPU, bytes); NaN where the text does not have it. */
  parse(text: string): number;
  /** What a file without any text counts; NaN if left out. */
  readonly empty?: number;
  /** For reports: 'cpuacct.usage', 'rx_bytes of vl1a2b'. */
  readonly measuredBy: string;
}

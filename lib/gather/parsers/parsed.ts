/** What every parser takes. */
export interface ParseOptions {
  /** Where the text is from, for the errors: usually a path. */
  readonly file?: string;
}

/** How the text ended, and what whoever reads the numbers should know. */
export interface Ending {
  /**
   * True where the text ends in the middle of a line, or of JSON, and that piece was left out: the tool was killed as it wrote. What comes
   * last, a sample or a run, may then lack domains.
   */
  readonly truncated: boolean;
  /** A sentence each; none for ordinary output. */
  readonly notes: readonly string[];
}

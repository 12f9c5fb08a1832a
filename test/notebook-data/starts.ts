/** When the parts of an experiment began, by CLOCK_MONOTONIC, which all processes of a machine share; in s. */
export class Starts {
  readonly instants: Record<string, number> = {};

  /** Now. */
  note(part: string): void {
    this.instants[part] ??= now();
  }

  /** For `onProgress`: the first second that ends tells when its part began. */
  noting(part: string): (event: object) => void {
    return (event) => {
      if ('at' in event) this.instants[part] ??= now() - Number(event.at);
    };
  }
}

const now = (): number => Number(process.hrtime.bigint()) / 1e9;

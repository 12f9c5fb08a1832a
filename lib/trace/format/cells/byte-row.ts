import { numberIn, textIn } from './number.ts';
import type { Row } from './row.ts';

const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;
const COMMA = 44;
const NO_BYTES = new Uint8Array(0);

/** A row on the raw bytes of its line. One object serves all rows: it is good until the next `split`. */
export class ByteRow implements Row {
  line = 0;
  cells = 0;
  length = 0;
  terminated = true;
  /** How many quotation marks the line has; with any, the cells are not to be trusted. */
  quotes = 0;
  private bytes: Uint8Array = NO_BYTES;
  /** ends[cell] is where the cell ends; it begins one after the end of the cell before. */
  private ends = new Int32Array(1024);

  /** Finds the cells of the line that begins at `from`. @returns where the next line begins */
  split(bytes: Uint8Array, from: number): number {
    this.bytes = bytes;
    this.quotes = 0;
    this.ends[0] = from - 1;
    let count = 1;
    let at = from;
    for (; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (byte > COMMA) continue; // digits, points and letters: most bytes
      if (byte === COMMA) {
        if (count + 1 >= this.ends.length) this.grow();
        this.ends[count++] = at;
      } else if (byte === QUOTE) this.quotes++;
      else if (byte === NEWLINE) break;
    }
    this.terminated = at < bytes.length;
    this.ends[count] = this.terminated && at > from && bytes[at - 1] === RETURN ? at - 1 : at;
    this.cells = count;
    this.length = at - from + 1;
    return at + 1;
  }

  number(cell: number): number {
    return numberIn(this.bytes, this.start(cell), this.end(cell));
  }

  text(cell: number): string {
    return cell < this.cells ? textIn(this.bytes, this.start(cell), this.end(cell)) : '';
  }

  pair(cell: number): Uint8Array {
    return this.bytes.slice(this.start(cell), this.end(cell + 1));
  }

  matches(cell: number, pair: Uint8Array): boolean {
    const start = this.start(cell);
    if (this.end(cell + 1) - start !== pair.length) return false;
    // From the back: names differ at their ends.
    for (let at = pair.length - 1; at >= 0; at--) if (this.bytes[start + at] !== pair[at]) return false;
    return true;
  }

  private start(cell: number): number {
    return (this.ends[cell] as number) + 1;
  }

  private end(cell: number): number {
    return this.ends[cell + 1] as number;
  }

  private grow(): void {
    const ends = new Int32Array(this.ends.length * 2);
    ends.set(this.ends);
    this.ends = ends;
  }
}

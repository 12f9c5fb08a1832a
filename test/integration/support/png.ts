import { inflateSync } from 'node:zlib';

/** The pixels of a PNG with 8 bits a channel, not interlaced: what a browser's screenshot is. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** `'#rrggbb'` of a pixel. */
  at(x: number, y: number): string;
}

/** Decodes a PNG (W3C, "Portable Network Graphics Specification", third edition, sections 5 and 9). */
export function decodePng(file: Buffer): Pixels {
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const channels = file[25] === 6 ? 4 : 3;
  const rows = unfilter(inflateSync(dataOf(file)), { height, stride: width * channels, channels });
  const at = (x: number, y: number) => `#${rows.subarray((y * width + x) * channels).toString('hex', 0, 3)}`;
  return { width, height, at };
}

function dataOf(file: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let place = 8; place < file.length; ) {
    const length = file.readUInt32BE(place);
    if (file.toString('latin1', place + 4, place + 8) === 'IDAT')
      parts.push(file.subarray(place + 8, place + 8 + length));
    place += length + 12;
  }
  return Buffer.concat(parts);
}

interface Layout {
  readonly height: number;
  readonly stride: number;
  readonly channels: number;
}

function unfilter(data: Buffer, { height, stride, channels }: Layout): Buffer {
  const rows = Buffer.alloc(height * stride);
  for (let row = 0; row < height; row++) {
    const filter = data[row * (stride + 1)]!;
    for (let byte = 0; byte < stride; byte++) {
      const place = row * stride + byte;
      const left = byte >= channels ? rows[place - channels]! : 0;
      const above = row > 0 ? rows[place - stride]! : 0;
      const corner = row > 0 && byte >= channels ? rows[place - stride - channels]! : 0;
      const predicted = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter]!;
      rows[place] = data[row * (stride + 1) + 1 + byte]! + predicted;
    }
  }
  return rows;
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((value) => Math.abs(guess - value)) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

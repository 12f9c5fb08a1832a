/** East Asian wide letters and emoji take two cells of a terminal, marks on letters none. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const NONE = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** How many cells of a terminal a text takes. */
export const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + cellsOf(letter), 0);

/** A text cut to `width` cells, with `…` where something is gone. */
export function fit(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  for (const letter of text) {
    if (widthOf(kept) + cellsOf(letter) > width - 1) break;
    kept += letter;
  }
  return width > 0 ? `${kept}…` : '';
}

/** A text of exactly `width` cells, cut or filled up with blanks. */
export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const short = fit(text, width);
  const blanks = ' '.repeat(Math.max(0, width - widthOf(short)));
  return align === 'left' ? short + blanks : blanks + short;
}

/** A text as one line without control characters, so that a VM's name can move no cursor. */
export const tame = (text: string): string => text.replace(/\s+/gu, ' ').replace(/\p{Cc}/gu, '\ufffd');

/** The words of a text in lines of at most `width` cells; a blank line stays one. */
export const wrap = (text: string, width: number): string[] =>
  text.split('\n').flatMap((line) => wrapLine(tame(line).trim(), width));

function wrapLine(line: string, width: number): string[] {
  const lines = [''];
  for (const word of line.split(' ')) {
    const longer = lines.at(-1) === '' ? word : `${lines.at(-1)} ${word}`;
    if (widthOf(longer) <= width || lines.at(-1) === '') lines[lines.length - 1] = fit(longer, width);
    else lines.push(fit(word, width));
  }
  return lines;
}

function cellsOf(letter: string): number {
  if (NONE.test(letter)) return 0;
  return WIDE.test(letter) ? 2 : 1;
}

/** How a piece of text stands out. Lines of a chart take the colours in order. */
export type Style = 'title' | 'faint' | 'area' | number;

/** Paints a text; without colour it gives it back as it is. */
export type Ink = (text: string, style: Style) => string;

/** SGR codes of eight-colour terminals: cyan, yellow, magenta, green, blue and red, on a dark ground and a light one. */
const LINES = [36, 33, 35, 32, 34, 31];
const STYLES = { title: 1, faint: 2, area: 90 };

export const createInk = (color: boolean): Ink =>
  color ? (text, style) => (text === '' ? '' : `\u001b[${codeOf(style)}m${text}\u001b[0m`) : (text) => text;

const codeOf = (style: Style): number => (typeof style === 'number' ? LINES[style % LINES.length]! : STYLES[style]);

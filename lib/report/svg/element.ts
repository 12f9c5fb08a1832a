/** Texts and elements of XML, which HTML reads the same way. */

/** One element. The content is markup already; attributes are escaped here. */
export function element(name: string, attributes: Readonly<Record<string, string | number>>, content = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeText(String(value))}"`);
  return `<${name}${written.join('')}>${content}</${name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as markup shows it; letters that XML does not allow become the replacement character. */
export const escapeText = (text: string): string =>
  text.replace(/(?![\t\n])[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '\ufffd').replace(/[&<>"']/g, (letter) => ENTITIES[letter]!);

/** A place in the drawing, to a tenth of a pixel. */
export const pixel = (place: number): string => String(Math.round(place * 10) / 10);

/** What virsh says of a failure, as one line: it puts 'error: ' before each of its lines, of which the later ones tell why. */
export const errorWords = (said: string): string =>
  said
    .replace(/^error: /gm, '')
    .trim()
    .replace(/\.?\s*\n\s*/g, ': ');

/**
 * Names by a pattern, as shells have it: `*` is any letters, `?` is one.
 *
 * @example namePattern('web-*')('web-1') // true
 */
export function namePattern(pattern: string): (name: string) => boolean {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  const expression = new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
  return (name) => expression.test(name);
}

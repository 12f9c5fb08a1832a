import { HostError } from '../../../core/errors.ts';

/** What xl printed as JSON. @param words those that it was given. @throws HostError where it is none */
export function jsonOf(text: string, words: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const stderr = `it printed no JSON: ${text.slice(0, 80)}`;
    throw new HostError({ host: 'xen:', operation: 'read', target: `xl ${words}`, stderr }, { cause });
  }
}

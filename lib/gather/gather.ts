/**
 * Monitored runs: all layers measured from one start to one end, written raw, and parsed afterwards.
 */
import { parse } from './parse.ts';
import { parsers } from './parsers/parsers.ts';
import { SECTIONS } from './section.ts';
import { session } from './session/session.ts';
import { top } from './top/top.ts';

/**
 * Measures VMs and their host together, and reads what instruments print.
 *
 * @example
 * const result = await gather.session({ vms: ['web-1', 'db-1'], duration: '30s', output: 'runs/nightly' }).run();
 * console.log(result.table('cpu'));
 */
export const gather = Object.freeze({ session, parse, parsers, top, sections: SECTIONS });

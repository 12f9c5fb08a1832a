/**
 * /proc/pressure/cpu, memory, io and irq, and the `.pressure` files of cgroups. Source: Documentation/accounting/psi.rst.
 */
import { type Pressure, parsePressure } from '../../../cgroup/statistics/pressure.ts';
import type { Ending, ParseOptions } from '../parsed.ts';
import { readLines } from '../text/lines.ts';
import { nothingFound, refusal } from '../text/place.ts';

/** Shares of time (0 to 1) and seconds in which tasks had to wait. NaN is what the kernel does not tell: `irq` has no `some`. */
export interface PressureOutput extends Pressure, Ending {}

const LINE = /^(?:some|full) avg10=\d+\.\d\d avg60=\d+\.\d\d avg300=\d+\.\d\d total=\d+$/;

/**
 * Reads a pressure file.
 *
 * @throws InputError with line and value for what is not one
 * @example gather.parsers.pressure(text).some.avg10 // 0.0224
 */
export function pressure(text: string, options: ParseOptions = {}): PressureOutput {
  const origin = { ...options, tool: 'a pressure file', command: 'cat /proc/pressure/cpu' };
  const lines: string[] = [];
  const ending = readLines(text, (line) => {
    if (line.text.trim() === '') return;
    if (!LINE.test(line.text)) throw refusal({ origin, line: line.number }, 'some avg10=… or full avg10=…', line.text);
    lines.push(line.text);
  });
  if (lines.length === 0) throw nothingFound(origin, 'some avg10=… or full avg10=…', text);
  return { ...parsePressure(lines.join('\n')), ...ending };
}

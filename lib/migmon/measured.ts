/**
 * What every result here can do: print, be drawn, be kept.
 */
import { saveResult } from '../host/local/save-result.ts';
import type { Report } from '../report/report.ts';
import { type Reported, reported } from '../report/reported.ts';

export interface Measured extends Reported {
  /** Keeps `result.json`, `report.html` and each chart as SVG in a directory, made if need be. @returns the directory */
  save(directory: string): Promise<string>;
}

/** @example measured({ spec, seconds, latency }, dirtyReport) */
export function measured<Facts extends object>(facts: Facts, draw: (facts: Facts) => Report): Facts & Measured {
  const result = reported(facts, draw);
  const save = (directory: string) => saveResult(directory, { facts, report: result.report() });
  return Object.freeze({ ...result, save });
}

import { chart } from '../../report/chart.ts';
import { type Reported, reported } from '../../report/reported.ts';
import type { TerminalOptions } from '../../report/terminal/options.ts';
import { terminal } from '../../report/terminal.ts';
import { chartReport } from './chart-report.ts';
import type { SimulationFigures } from './figures.ts';
import { simulationReport } from './simulation-report.ts';
import { simulationTables } from './simulation-tables.ts';

/** The result of a simulation: figures, and ways to look at them. */
export interface Simulation extends SimulationFigures, Reported {
  /** A picture for a terminal: demand, grants and use over time. */
  chart(options?: TerminalOptions): string;
  /** The figures as tables. */
  toString(): string;
}

/** @example simulationOf(figuresFrom(input, options)).chart() */
export function simulationOf(figures: SimulationFigures): Simulation {
  return Object.freeze({
    ...reported(figures, simulationTables),
    report: () => simulationReport(figures),
    chart: (options?: TerminalOptions) => chart(chartReport(figures), options),
    toString: () => terminal(simulationTables(figures)),
  });
}

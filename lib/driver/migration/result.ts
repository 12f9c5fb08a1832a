import { type Reported, reported } from '../../report/reported.ts';
import type { MigrationFigures } from './figures.ts';
import { migrationReport } from './report.ts';

/** What came of a migration: as text its figures, as a report what is drawn of it. */
export type MigrationResult = MigrationFigures & Reported;

export const migrationResult = (figures: MigrationFigures): MigrationResult => reported(figures, migrationReport);

import { MigrationSource } from './source.ts';
import { type SourceOptions, sourceSpec } from './spec.ts';

/**
 * The source of an emulated migration, with all that its methods say as options.
 *
 * @throws InputError for an option that cannot be right
 * @example await migmon.source({ to: '192.0.2.7', precopy: true, size: '16G', for: '10s' }).run()
 */
export const source = (options: SourceOptions = {}): MigrationSource => new MigrationSource(sourceSpec(options));

/** A source that sends all pages in turn. @example migmon.precopy().to('192.0.2.7').bandwidth('1Gbit') */
export const precopy = (options: SourceOptions = {}): MigrationSource => source(options).precopy();

/** A source that sends the pages that the destination requests. @example migmon.postcopy().to('192.0.2.7') */
export const postcopy = (options: SourceOptions = {}): MigrationSource => source(options).postcopy();

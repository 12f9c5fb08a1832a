import { configurationOf, type WrittenConfiguration, type XlConfiguration } from './configuration.ts';
import { jsonOf } from './json.ts';

/** What `xl -N create` prints: what a file would create. @throws HostError for what is no JSON */
export const parseXlCreateDry = (text: string): XlConfiguration =>
  configurationOf(jsonOf(text, '-N create') as WrittenConfiguration);

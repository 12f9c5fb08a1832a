/**
 * Files of xl's that the driver is told of: Xen itself knows a domain only while it runs.
 */
import type { Host } from '../../host/host.ts';
import type { XlConfiguration } from './xl/configuration.ts';
import { parseXlCreateDry } from './xl/create-dry.ts';
import { xl } from './xl.ts';

export interface KnownFile {
  readonly file: string;
  readonly configuration: XlConfiguration;
}

/** What each would create. @throws HostError with xl's words for one that is none */
export const readFiles = (dom0: Host, files: readonly string[] = []): Promise<KnownFile[]> =>
  Promise.all(
    files.map(async (file) => ({
      file,
      configuration: parseXlCreateDry(await xl(dom0, ['-N', 'create', '-q', file])),
    })),
  );

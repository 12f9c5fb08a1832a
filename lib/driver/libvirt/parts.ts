import type { Layers } from '../../core/layers.ts';
import type { Session } from '../../core/session.ts';
import type { Host } from '../../host/host.ts';
import type { Connection } from './connection/connection.ts';
import type { DomainName } from './names.ts';
import type { LibvirtUri } from './uri.ts';

/** What a driver works with: libvirt, the machine where a local one's domains run, and who undoes what was done to them. */
export interface LibvirtParts {
  readonly uri: LibvirtUri;
  readonly connection: Connection;
  readonly host: Host;
  readonly session: Session;
  /** What was set on its domains, so that it can be undone in any order. */
  readonly layers: Layers;
  /** A connection to another host of libvirt's; it ends with the driver's own. */
  readonly connect: (uri: string) => Connection;
  /** Of each emulator that was asked for it. */
  readonly versions: Map<string, Promise<string | undefined>>;
}

/** And what one domain does. */
export interface DomainParts extends LibvirtParts, DomainName {}

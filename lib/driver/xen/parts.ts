import type { Layers } from '../../core/layers.ts';
import type { Session } from '../../core/session.ts';
import type { Host } from '../../host/host.ts';
import type { SshAddress } from '../../host/ssh/address.ts';
import type { KnownFile } from './known-files.ts';
import type { XenUri } from './uri.ts';
import type { XlInfo } from './xl/info.ts';

/** What is told of domains that Xen itself does not know. */
export interface XenOptions {
  /** Files of xl's, in dom0, read when the driver connects: each is a domain, also while it does not run, and can be started. */
  readonly configurations?: readonly string[];
  /** Where ssh finds the guest of a domain, by the domain's name. */
  readonly guests?: Readonly<Record<string, SshAddress>>;
}

/** What a driver works with. */
export interface XenParts extends Pick<XenOptions, 'guests'> {
  readonly uri: XenUri;
  /** This machine. */
  readonly here: Host;
  /** That where xl runs. */
  readonly dom0: Host;
  readonly session: Session;
  /** What was set on its domains, so that it can be undone in any order. */
  readonly layers: Layers;
  readonly hypervisor: XlInfo;
  readonly known: readonly KnownFile[];
}

/** And what one domain does. A command is given its id, which changes with each start: its name may look like an id. */
export interface DomainParts extends XenParts {
  readonly name: string;
}

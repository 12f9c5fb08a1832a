import { openDom0 } from '../../driver/xen/dom0.ts';
import { parseXenUri } from '../../driver/xen/uri.ts';
import type { Host } from '../../host/host.ts';
import { hostFacts } from '../../host/local/facts.ts';
import type { Lab } from '../../lab/lab.ts';
import { isXen } from '../collector/choose.ts';

/** The machine under the VMs, while it is needed. */
export interface Place extends AsyncDisposable {
  readonly host: Host;
  /** How its own row is called. */
  readonly name: string;
}

/** @example placeOf(lab).name // the name of this machine */
export function placeOf({ uri, parts }: Lab): Place {
  if (!isXen(uri))
    return { host: parts.host, name: hostFacts().hostname, [Symbol.asyncDispose]: async () => undefined };
  const dom0 = openDom0(parseXenUri(uri), parts.host);
  return { host: dom0.host, name: 'dom0', [Symbol.asyncDispose]: () => dom0[Symbol.asyncDispose]() };
}

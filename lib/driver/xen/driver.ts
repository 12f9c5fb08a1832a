/**
 * The domains of a Xen, here or elsewhere, through its own tool xl.
 */
import { InputError } from '../../core/errors.ts';
import { Layers } from '../../core/layers.ts';
import { nearestFirst } from '../../core/nearest.ts';
import type { Session } from '../../core/session.ts';
import type { Host } from '../../host/host.ts';
import type { Driver } from '../driver.ts';
import { openDom0 } from './dom0.ts';
import { type XenDomain, xenDomain } from './domain.ts';
import { infoOfAll, namesOf } from './info.ts';
import { readFiles } from './known-files.ts';
import type { XenOptions, XenParts } from './parts.ts';
import { parseXenUri, type XenUri } from './uri.ts';
import { parseXlInfo } from './xl/info.ts';
import { xl } from './xl.ts';

export interface XenDriver extends Driver {
  domain(name: string): Promise<XenDomain>;
}

export interface XenConnectOptions extends XenOptions {
  /** This machine. */
  readonly host: Host;
  readonly session: Session;
}

/**
 * Connects. What is changed on a domain is undone with the session, not with the driver.
 *
 * @param uri 'xen:' where this machine is dom0, else 'xen+ssh://root@dom0/': through OpenSSH, with the user's configuration, agent and known hosts
 * (or `?keyfile=` and `&known_hosts=`)
 * @throws InputError for another kind of URI; HostError with xl's or ssh's words, or errno ENOENT where there is no xl
 * @example
 * await using driver = await connectXen('xen+ssh://root@dom0/', { host, session });
 * for (const { name, state } of await driver.list()) console.log(name, state);
 */
export async function connectXen(uri: string, options: XenConnectOptions): Promise<XenDriver> {
  const parsed = parseXenUri(uri);
  const dom0 = openDom0(parsed, options.host);
  const parts = await partsOf(parsed, dom0.host, options).catch(async (error) => {
    await dom0[Symbol.asyncDispose]();
    throw error;
  });
  return {
    uri,
    list: () => infoOfAll(parts),
    names: () => namesOf(parts),
    domain: async (name) => xenDomain({ ...parts, name: await existing(parts, name) }),
    [Symbol.asyncDispose]: () => dom0[Symbol.asyncDispose](),
  };
}

async function partsOf(uri: XenUri, dom0: Host, options: XenConnectOptions): Promise<XenParts> {
  const { host, session, guests, configurations } = options;
  const hypervisor = parseXlInfo(await xl(dom0, ['info'], session.signal));
  const known = await readFiles(dom0, configurations);
  return { uri, here: host, dom0, session, layers: new Layers(), hypervisor, known, ...(guests && { guests }) };
}

/** @throws InputError, with the nearest names */
async function existing(parts: XenParts, received: string): Promise<string> {
  const names = await namesOf(parts);
  if (names.includes(received)) return received;
  const advice = names.length === 0 ? 'It has none' : `It has: ${shortened(nearestFirst(received, names))}`;
  throw new InputError({ expected: `the name of a VM on ${parts.uri.text}`, received, advice });
}

const SHOWN = 12;

const shortened = (names: readonly string[]): string =>
  names.slice(0, SHOWN).join(', ') + (names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '');

/**
 * A migration under way: both sides, and what is known of it so far.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { HostError } from '../../../core/errors.ts';
import { Layers } from '../../../core/layers.ts';
import { Scope } from '../../../core/scope.ts';
import type { MigrationProgress } from '../../migration/progress.ts';
import type { MigrationSpec } from '../../migration/spec.ts';
import { openConnection } from '../connection/connection.ts';
import type { DomainXml } from '../domain-xml/domain-xml.ts';
import { currentState, currentXml } from '../info.ts';
import type { DomainParts } from '../parts.ts';
import type { Route } from './command.ts';
import type { BothSides } from './events.ts';
import { listenTo } from './listen.ts';
import type { LibvirtTarget } from './target.ts';

export interface Move extends AsyncDisposable {
  readonly source: DomainParts;
  readonly destination: DomainParts;
  readonly route: Route;
  readonly spec: MigrationSpec;
  readonly xml: DomainXml;
  /** False: the guest is paused, and stays so at the destination. */
  readonly wasRunning: boolean;
  /** When it began: by the events' clock in s, by performance.now() in ms. */
  readonly began: { readonly wall: number; readonly monotonic: number };
  readonly progress: MigrationProgress[];
  readonly heard: BothSides;
  postcopyStarted: boolean;
  recoveries: number;
  /** Resolves after `ms`, or as soon as either side has something to say. */
  nextLook(ms: number): Promise<unknown>;
}

/** Connects to the destination, and listens to both sides. @throws HostError where one of them cannot be reached */
export async function openMove(source: DomainParts, target: LibvirtTarget, spec: MigrationSpec): Promise<Move> {
  const scope = new Scope();
  try {
    const facts = await factsOf(source, target);
    const destination = destinationOf(source, target, scope);
    const here = scope.use(await listenTo(source.uri.text, source.name));
    const there = scope.use(await listenTo(target.uri.text, target.name));
    return {
      ...{ source, destination, spec, ...facts },
      began: { wall: Date.now() / 1000, monotonic: performance.now() },
      heard: {
        get source() {
          return here.events;
        },
        get destination() {
          return there.events;
        },
      },
      ...{ progress: [], postcopyStarted: false, recoveries: 0 },
      nextLook: (ms) => Promise.race([wait(ms), here.next(), there.next()]),
      [Symbol.asyncDispose]: () => scope[Symbol.asyncDispose](),
    };
  } catch (error) {
    await scope[Symbol.asyncDispose]();
    throw error;
  }
}

async function factsOf(source: DomainParts, target: LibvirtTarget) {
  const { connection, uuid } = source;
  const state = await currentState(source);
  if (state !== 'running' && state !== 'paused') throw isOff(source);
  const persistent = await connection.ask(['list', '--all', '--persistent', '--uuid']);
  const route = { uuid, target, isPersistent: persistent.includes(uuid) };
  return { xml: await currentXml(source), wasRunning: state === 'running', route };
}

const isOff = ({ uri, name }: DomainParts): HostError =>
  new HostError({ host: uri.text, operation: 'migrate', target: name, stderr: 'it does not run' });

function destinationOf(source: DomainParts, { uri, name }: LibvirtTarget, scope: Scope): DomainParts {
  const connection = scope.use(openConnection(uri.text));
  return { ...source, uri, connection, name, layers: new Layers(), versions: new Map() };
}

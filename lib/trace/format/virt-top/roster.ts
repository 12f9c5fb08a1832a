/**
 * Who is who in a virt-top file. Domains come, go and change places, so each is followed by its id and name.
 *
 * A VM is its name: destroyed and made again under the same name (with a new id), it is the same VM after a gap. Rows of a
 * recording count its VMs from 1 in the order in which they first appear, which in an ordinary file is their place in a row.
 */
import type { Row } from '../cells/row.ts';
import type { RepairLog } from '../repairs.ts';
import { columnName, type Layout } from './layout.ts';

export interface Domain {
  /** From 1. */
  readonly row: number;
  readonly name: string;
  /** Every id it had, in order. */
  readonly ids: string[];
  /** The last step that it was in. */
  lastStep: number;
  /** True if it was not in the step before, under this id. */
  arrived: boolean;
}

/** Where in a row, and in which step, a domain stands. */
export interface Spot {
  readonly row: Row;
  readonly slot: number;
  readonly cell: number;
  readonly step: number;
}

export interface Roster {
  readonly domains: readonly Domain[];
  /** The domain at this spot; undefined if its cells are refused. */
  find(spot: Spot): Domain | undefined;
}

const ID = /^\d{1,20}$/;
/** Far more than a host can run; a file of so many is no recording. */
const MOST_DOMAINS = 100_000;

export function createRoster(layout: Layout, repairs: RepairLog): Roster {
  const domains: Domain[] = [];
  const byName = new Map<string, Domain>();
  const slots: ({ pair: Uint8Array; domain: Domain; id: string } | undefined)[] = [];

  const enter = (name: string): Domain => {
    const domain = { row: domains.length + 1, name, ids: [], lastStep: -2, arrived: true };
    domains.push(domain);
    byName.set(name, domain);
    return domain;
  };
  const identify = ({ row, slot, cell }: Spot): { domain: Domain; id: string } | undefined => {
    const known = slots[slot];
    if (known && row.matches(cell, known.pair)) return known;
    const id = row.text(cell).trim();
    const name = row.text(cell + 1);
    if (!isGood(id, name, domains.length)) return undefined;
    const domain = byName.get(name) ?? enter(name);
    const pair = row.pair(cell);
    slots[slot] = pair && { pair, domain, id };
    return { domain, id };
  };
  return {
    domains,
    find(spot) {
      const found = identify(spot);
      if (!found) return refuseIdentity(spot, layout, repairs);
      const { domain, id } = found;
      if (domain.lastStep === spot.step) return refuseDouble(spot, layout, repairs);
      meet(domain, id, spot.step);
      return domain;
    },
  };
}

const isGood = (id: string, name: string, count: number): boolean =>
  ID.test(id) && name.trim() !== '' && count < MOST_DOMAINS;

function meet(domain: Domain, id: string, step: number): void {
  const same = domain.ids.at(-1) === id;
  domain.arrived = !same || domain.lastStep !== step - 1;
  domain.lastStep = step;
  if (!same) domain.ids.push(id);
}

function refuseIdentity({ row, cell }: Spot, layout: Layout, repairs: RepairLog): undefined {
  const badId = !ID.test(row.text(cell).trim());
  const place = { line: row.line, column: columnName(badId ? cell : cell + 1, layout) };
  const expected = badId ? "a domain's id, a whole number" : "a domain's name";
  repairs.refuse({ kind: 'bad-cell', ...place, expected, received: row.text(badId ? cell : cell + 1) });
  return undefined;
}

function refuseDouble({ row, cell }: Spot, layout: Layout, repairs: RepairLog): undefined {
  const place = { line: row.line, column: columnName(cell + 1, layout) };
  const expected = 'each domain once in a row';
  repairs.refuse({ kind: 'duplicate-domain', ...place, expected, received: row.text(cell + 1) });
  return undefined;
}

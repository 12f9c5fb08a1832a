/** Real groups of this machine, as VMs that a recorder takes. */
import { type Group, openGroup } from '../../../lib/cgroup/group.ts';
import { detectTree } from '../../../lib/cgroup/open.ts';
import { createLab } from '../../../lib/lab/lab.ts';
import { localParts } from '../../../lib/lab/session.ts';
import type { Member } from '../../../lib/record/fleet/member.ts';

export interface GroupMember extends Member {
  readonly group: Group;
}

export interface Groups extends AsyncDisposable {
  open(name: string): Promise<GroupMember>;
}

/** Groups in one of the test's own; all are gone at the end. @example await using groups = await openGroups('vmlab-test'); */
export async function openGroups(parent: string): Promise<Groups> {
  const lab = createLab(localParts);
  const tree = await detectTree(lab.parts.host);
  return {
    open: async (name) => memberOf(name, await openGroup(lab.parts, tree, { parent, name })),
    [Symbol.asyncDispose]: () => lab[Symbol.asyncDispose](),
  };
}

const memberOf = (name: string, group: Group): GroupMember => ({
  name,
  group,
  counters: async () => {
    const { read, write, ...others } = group.counters;
    return { ...others, ...(read && { read: [read] }), ...(write && { write: [write] }) };
  },
});

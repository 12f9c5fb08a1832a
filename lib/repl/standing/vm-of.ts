import type { UndoAction } from '../../core/undo.ts';

/** The VM of this machine that an effect is part of, told by what it is done to. @example vmOf({ kind: 'remove-rate', netns: 'vmlab-vm1' }) // 'vm1' */
export function vmOf({ kind, path, paths, netns }: UndoAction): string | undefined {
  const [first] = (paths as readonly string[] | undefined) ?? [String(path ?? '')];
  const slice = /^\/sys\/fs\/cgroup\/.*\/vmlab\/([^/]+)/.exec(first ?? '')?.[1];
  const network = /(?:^|\/)vmlab-([^/]+)$/.exec(String(netns ?? ''))?.[1];
  const lock = kind === 'remove-file' ? /\/([^/@]+)@\d+-\d+-[0-9a-f-]{36}$/.exec(String(path))?.[1] : undefined;
  return slice ?? network ?? lock;
}

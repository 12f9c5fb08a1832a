import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { LIB } from '../../../build/api-index/program.ts';
import type { ApiDoc, ApiIndex } from '../../../lib/repl/api/api-index.ts';

/** An `@example` of a docstring. */
export interface Example {
  /** Within lib. */
  readonly file: string;
  readonly line: number;
  readonly code: string;
  /** Of a name that users reach: it may use what they have, and no more. */
  readonly isPublic: boolean;
}

/** All that stand in lib. */
export function examplesOf(index: ApiIndex): Example[] {
  const shown = publicCodes(index);
  const files = readdirSync(LIB, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.sort().flatMap((file) => examplesIn(file).map((each) => ({ ...each, isPublic: shown.has(each.code) })));
}

function publicCodes(index: ApiIndex): Set<string> {
  const types = Object.values(index.types);
  const members = [index.exports, ...types.map(({ members }) => members)].flatMap((each) => Object.values(each));
  const docs = [
    ...types.map(({ doc }) => doc),
    ...members.flatMap(({ doc, calls = [] }) => [doc, ...calls.map((call) => call.doc)]),
  ];
  return new Set(docs.flatMap((doc: ApiDoc | undefined) => doc?.examples ?? []));
}

function examplesIn(file: string): Omit<Example, 'isPublic'>[] {
  const source = ts.createSourceFile(file, readFileSync(`${LIB}${file}`, 'utf8'), ts.ScriptTarget.Latest, true);
  const tags: ts.JSDocTag[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJSDoc(node)) tags.push(...(node.tags ?? []).filter(({ tagName }) => tagName.text === 'example'));
    for (const child of node.getChildren(source)) visit(child);
  };
  visit(source);
  return tags.map((tag) => ({
    file,
    line: source.getLineAndCharacterOfPosition(tag.pos).line + 1,
    code: (ts.getTextOfJSDocComment(tag.comment) ?? '').trim(),
  }));
}

/** Where it stands, to be found by. */
export const placeOf = ({ file, line, code }: Example): string => `lib/${file}:${line}: ${code.split('\n')[0]}`;

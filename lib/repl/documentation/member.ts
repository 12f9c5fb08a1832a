import type { ApiDoc, ApiMember, ApiType } from '../api/api-index.ts';
import { membersOf, own } from '../api/follow.ts';
import { callLines } from './call.ts';
import type { Documented } from './find.ts';
import { aligned, type Page, paragraphLines, part, partWidth } from './page.ts';
import { firstSentence, shortSignature, shownValue } from './words.ts';

/** All that is known of a name: each way of calling it, or, of what is not called, its members. */
export function memberLines({ name, member }: Documented, page: Page): string[] {
  const calls = (member.calls ?? []).map((call) => callLines({ name, call }, page));
  const blocks = calls.length > 0 ? calls : [valueLines({ name, member }, page)];
  return blocks.flatMap((lines, at) => (at === 0 ? lines : ['', '', ...lines]));
}

function valueLines({ name, member }: Documented, page: Page): string[] {
  const { value, doc } = member;
  const type = own(page.index.types, value.types?.[0] ?? '');
  const about = doc ?? type?.doc;
  return [
    page.ink(titleOf({ name, member }, type), 'title'),
    ...textLines(about, page),
    ...part('members', membersLines(member, page), page),
    ...part('example', (about?.examples ?? []).join('\n').split('\n').filter(Boolean), page),
  ];
}

/** With its type, but where that is only what the object has: its members follow. */
function titleOf({ name, member: { value } }: Documented, type: ApiType | undefined): string {
  const shown = type?.text ?? shownValue(value);
  return shown === name || shown.includes('{') ? name : `${name}: ${shown}`;
}

const textLines = (doc: ApiDoc | undefined, { columns }: Page): string[] =>
  doc?.text ? ['', ...paragraphLines(doc.text, columns)] : [];

/** A line each: how it is called, and the first sentence of its docstring. */
function membersLines({ value }: ApiMember, page: Page): string[] {
  const rows = Object.entries(membersOf(page.index, value)).map(([name, { calls, doc, value }]) => {
    const about = doc ?? calls?.[0]?.doc ?? own(page.index.types, value.types?.[0] ?? '')?.doc;
    return [calls?.[0] ? `${name}${shortSignature(calls[0])}` : name, firstSentence(about?.text ?? '')];
  });
  return aligned(rows, partWidth(page));
}

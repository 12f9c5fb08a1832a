import type { ApiMembers, ApiParameter, ApiSignature, ApiType, ApiValue } from '../api/api-index.ts';
import { membersOf, own } from '../api/follow.ts';
import { aligned, type Page, paragraphLines, part, partWidth } from './page.ts';
import { shownValue, signature } from './words.ts';

interface Call {
  readonly name: string;
  readonly call: ApiSignature;
}

/** One way of calling something. */
export function callLines({ name, call }: Call, page: Page): string[] {
  const { doc, parameters, returns } = call;
  const sentences = (texts: readonly string[]) => texts.flatMap((text) => paragraphLines(text, partWidth(page)));
  return [
    page.ink(`${name}${signature(call)}: ${returns.text}`, 'title'),
    ...(doc?.text ? ['', ...paragraphLines(doc.text, page.columns)] : []),
    ...part('parameters', aligned(Object.entries(doc?.parameters ?? {}), partWidth(page)), page),
    ...parameters.flatMap((parameter) => optionLines(parameter, page)),
    ...part('returns', sentences(doc?.returns ? [doc.returns] : []), page),
    ...part('throws', sentences(doc?.throws ?? []), page),
    ...nextLines(returns, page),
    ...part(
      'example',
      (doc?.examples ?? []).flatMap((example) => example.split('\n')),
      page,
    ),
    ...part('see', sentences(doc?.see ?? []), page),
  ];
}

/** Its keys, where it is an object of options. */
function optionLines({ name, value, rest }: ApiParameter, page: Page): string[] {
  const options = optionsOf(rest ? value.items : value, page);
  const rows = Object.entries(options).map(([key, { value, doc }]) => [key, shownValue(value), doc?.text ?? '']);
  return part(name, aligned(rows, partWidth(page)), page);
}

/** Handles, traces and builders are objects too, but no one writes them out in a call: some of an option's keys can be left out. */
function optionsOf(value: ApiValue | undefined, { index }: Page): ApiMembers {
  const types = (value?.types ?? []).filter((name) => isWritten(own(index.types, name)));
  return membersOf(index, { text: '', types });
}

const isWritten = (type: ApiType | undefined): boolean =>
  type?.callable !== true && Object.values(type?.members ?? {}).some(({ optional }) => optional);

/** What can be said of the result: of a builder, what to call next. */
function nextLines(returns: ApiValue, page: Page): string[] {
  const value = returns.awaited ?? returns;
  const names = Object.entries(membersOf(page.index, value)).map(([name, { calls }]) => `.${name}${calls ? '()' : ''}`);
  return part(
    `${value.types?.join(', ')} has`,
    names.length > 0 ? paragraphLines(names.join(' '), partWidth(page)) : [],
    page,
  );
}

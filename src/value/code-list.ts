import type { CodeListSpec } from '../model/manifest.ts';
import { foldCase } from './fold-text.ts';
import type { ListEntry, ShippedLists } from './shipped-lists.ts';

/** A code list made ready. Lookups ignore case, outer whitespace and Unicode form. */
export interface CodeList {
  /** Codes in declared order; a shipped list's come first, sorted. */
  readonly codes: readonly string[];
  /** The code behind a code, title or alias; undefined for an unknown text, or an alias of several codes. */
  codeOf(text: string): string | undefined;
  titleOf(code: string): string | undefined;
  /** The first alias that no other code shares, or the title when there is none. */
  aliasOf(code: string): string | undefined;
  /** Another standard code of the same thing, e.g. form `alpha-3` of `DE` is `DEU`. */
  formOf(code: string, form: string): string | undefined;
  /** Names that formOf knows, for any code. */
  readonly forms: readonly string[];
}

/** A list from its declaration. Declared codes override the title of a shipped code, and their aliases come first. */
export function compileCodeList(spec: CodeListSpec, lists: ShippedLists): CodeList {
  const entries = new Map<string, ListEntry>();
  for (const entry of shippedEntries(spec, lists)) entries.set(entry.code, entry);
  for (const [code, declared] of spec.codes) {
    const shipped = entries.get(code);
    entries.set(code, {
      code,
      title: declared.title ?? shipped?.title ?? code,
      aliases: [...declared.aliases, ...(shipped?.aliases ?? [])],
      forms: shipped?.forms ?? {},
    });
  }
  const index = indexTexts([...entries.values()], spec.codes);
  const codeOf = (text: string): string | undefined => (entries.has(text) ? text : index.get(foldCase(text.trim())));
  return {
    codes: [...entries.keys()],
    forms: [...new Set([...entries.values()].flatMap((entry) => Object.keys(entry.forms)))].sort(),
    codeOf,
    titleOf: (code) => entries.get(code)?.title,
    aliasOf: (code) => entries.get(code)?.aliases.find((alias) => codeOf(alias) === code) ?? entries.get(code)?.title,
    formOf: (code, form) => entries.get(code)?.forms[form],
  };
}

function shippedEntries(spec: CodeListSpec, lists: ShippedLists): readonly ListEntry[] {
  return spec.list === null ? [] : (lists.entries.get(spec.list) ?? []);
}

/** Codes win over declared texts, those over titles, those over other forms and shipped aliases. Two codes at one rank: neither. */
function indexTexts(entries: readonly ListEntry[], declared: CodeListSpec['codes']): ReadonlyMap<string, string> {
  const index = new Map<string, string>();
  addRank(index, entries, (entry) => [entry.code]);
  addRank(index, entries, (entry) => declaredTexts(declared.get(entry.code)));
  addRank(index, entries, (entry) => [entry.title]);
  addRank(index, entries, (entry) => Object.values(entry.forms));
  addRank(index, entries, (entry) => entry.aliases);
  return index;
}

function declaredTexts(
  declared: { readonly title: string | null; readonly aliases: readonly string[] } | undefined,
): string[] {
  if (declared === undefined) return [];
  return declared.title === null ? [...declared.aliases] : [declared.title, ...declared.aliases];
}

function addRank(
  index: Map<string, string>,
  entries: readonly ListEntry[],
  textsOf: (entry: ListEntry) => readonly string[],
): void {
  const rank = new Map<string, string | null>();
  for (const entry of entries) {
    for (const text of textsOf(entry)) {
      const folded = foldCase(text.trim());
      const taken = rank.get(folded);
      rank.set(folded, taken === undefined || taken === entry.code ? entry.code : null);
    }
  }
  for (const [folded, code] of rank) if (code !== null && !index.has(folded)) index.set(folded, code);
}

import type { CodecSpec, FieldType, Manifest } from '../model/manifest.ts';

/** One code of a shipped list. `forms`: other standard codes of the same thing, by name, e.g. `alpha-3` → `DEU`. */
export interface ListEntry {
  readonly code: string;
  readonly title: string;
  readonly aliases: readonly string[];
  readonly forms: Readonly<Record<string, string>>;
}

/** The part of the phone library that values need. */
export interface PhoneLibrary {
  /** True for a valid number in E.164 form. */
  isValid(text: string): boolean;
  /** E.164 form, or undefined for a text that is not a valid number, or has an extension. `country`: where it is local, or null. */
  toE164(text: string, country: string | null): string | undefined;
  /** `text` is in E.164 form. */
  format(text: string, form: 'national' | 'international'): string;
  /** True for an ISO 3166-1 alpha-2 code that the library knows. */
  isCountry(code: string): boolean;
}

/** Data that ships with the product and is loaded only when a manifest asks for it. Compiling takes it as an argument. */
export interface ShippedLists {
  readonly entries: ReadonlyMap<string, readonly ListEntry[]>;
  /** Null unless `phone` was among the names. */
  readonly phone: PhoneLibrary | null;
}

/** Nothing loaded. */
export const NO_LISTS: ShippedLists = { entries: new Map(), phone: null };

/** Names of the code lists that ship with the product. */
export const SHIPPED_LIST_NAMES: readonly string[] = [
  'iso-3166-1-alpha-2',
  'iso-3166-1-alpha-3',
  'iso-3166-2-us',
  'iso-4217',
  'iso-639-1',
];

/** What types and codecs need loaded: names of shipped lists, and `phone` for the phone library. Sorted; unknown lists are left out. */
export function listNamesOf(types: Iterable<FieldType>, codecs: Iterable<CodecSpec> = []): string[] {
  const names = new Set<string>();
  for (const type of types) addNames(type, names);
  for (const codec of codecs) if (codec.name === 'phone') names.add('phone');
  return [...names].sort();
}

/** listNamesOf for everything in a manifest. */
export function listNamesOfManifest(manifest: Manifest): string[] {
  const types = [...manifest.terms.values()].map((term) => term.type);
  const codecs: CodecSpec[] = [];
  for (const entity of manifest.entities.values()) {
    for (const field of entity.fields.values()) types.push(field.type);
    for (const binding of entity.bindings.values()) {
      for (const field of binding.fields.values()) codecs.push(...field.codecs);
    }
  }
  return listNamesOf(types, codecs);
}

/** Loads what listNamesOf named; unknown names are ignored. */
export async function loadShippedLists(names: readonly string[]): Promise<ShippedLists> {
  const wanted = names.filter((name) => SHIPPED_LIST_NAMES.includes(name));
  const entries = new Map<string, readonly ListEntry[]>();
  if (wanted.length > 0) {
    const { loadList } = await import('./iso-lists.ts');
    for (const name of wanted) entries.set(name, await loadList(name));
  }
  const phone = names.includes('phone') ? (await import('./phone-library.ts')).phoneLibrary : null;
  return { entries, phone };
}

function addNames(type: FieldType, names: Set<string>): void {
  const list = type.values?.list;
  if (list !== null && list !== undefined && SHIPPED_LIST_NAMES.includes(list)) names.add(list);
  if (type.format === 'phone') names.add('phone');
  if (type.item !== null) addNames(type.item, names);
}

import type { ListEntry } from './shipped-lists.ts';
import { COUNTRY_ALIASES, STATE_ALIASES } from './iso-aliases.ts';

/** The entries of a shipped list, in code order. Data packages load here, on first use. */
export async function loadList(name: string): Promise<readonly ListEntry[]> {
  const entries = await readList(name);
  return entries.sort((a, b) => (a.code < b.code ? -1 : 1));
}

async function readList(name: string): Promise<ListEntry[]> {
  switch (name) {
    case 'iso-3166-1-alpha-2':
      return readCountries();
    case 'iso-3166-1-alpha-3':
      return (await readCountries()).map(byAlpha3);
    case 'iso-3166-2-us':
      return readStates();
    case 'iso-4217':
      return readCurrencies();
    case 'iso-639-1':
      return readLanguages();
    default:
      return [];
  }
}

/** Titles are the first English name of i18n-iso-countries; aliases its other names, the ISO short name, and names in common use. */
async function readCountries(): Promise<ListEntry[]> {
  const { default: english } = await import('i18n-iso-countries/langs/en.json', { with: { type: 'json' } });
  const { iso31661 } = await import('iso-3166/1.js');
  const { iso31661Alpha2ToAlpha3 } = await import('iso-3166/1-a2-to-1-a3.js');
  const isoNames = new Map(iso31661.map((entry) => [entry.alpha2, entry.name]));
  const entries: ListEntry[] = [];
  for (const [code, names] of Object.entries<string | readonly string[]>(english.countries)) {
    const [title = code, ...others] = typeof names === 'string' ? [names] : names;
    const alpha3 = iso31661Alpha2ToAlpha3[code] ?? (code === 'XK' ? 'XKX' : undefined);
    if (alpha3 === undefined) continue;
    const aliases = [...others, ...(COUNTRY_ALIASES[code] ?? []), isoNames.get(code) ?? title];
    entries.push({
      code,
      title,
      aliases: distinctAliases(title, aliases),
      forms: { 'alpha-2': code, 'alpha-3': alpha3 },
    });
  }
  return entries;
}

function byAlpha3(entry: ListEntry): ListEntry {
  return { ...entry, code: entry.forms['alpha-3'] ?? entry.code };
}

async function readStates(): Promise<ListEntry[]> {
  const { iso31662 } = await import('iso-3166/2.js');
  return iso31662
    .filter((entry) => entry.parent === 'US')
    .map(({ code: full, name: title }) => {
      const code = full.slice('US-'.length);
      return { code, title, aliases: distinctAliases(title, STATE_ALIASES[code] ?? []), forms: { 'iso-3166-2': full } };
    });
}

/** A name that two currencies share (VED and VES) gets its code behind it, so that each title is one code's. */
async function readCurrencies(): Promise<ListEntry[]> {
  const { default: currencies } = await import('currency-codes');
  const counts = Map.groupBy(currencies.data, (entry) => entry.currency);
  return currencies.data.map(({ code, currency }) => {
    const isShared = (counts.get(currency)?.length ?? 0) > 1;
    return { code, title: isShared ? `${currency} (${code})` : currency, aliases: [], forms: {} };
  });
}

async function readLanguages(): Promise<ListEntry[]> {
  const { default: module } = await import('iso-639-1');
  const languages = 'default' in module ? (module.default as typeof module) : module;
  return languages
    .getAllCodes()
    .map((code) => ({ code, title: languages.getName(code), aliases: [languages.getNativeName(code)], forms: {} }));
}

function distinctAliases(title: string, aliases: readonly string[]): string[] {
  return [...new Set(aliases)].filter((alias) => alias !== title);
}

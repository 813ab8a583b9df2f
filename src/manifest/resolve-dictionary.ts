import type { DictionaryManifest } from '../model/generated/dictionary.ts';
import type { Term } from '../model/manifest.ts';
import type { Json } from '../model/value.ts';
import type { ManifestDocument } from './manifest-document.ts';
import { PLAIN_TEXT, resolveFieldType } from './resolve-field-type.ts';
import type { TypeKeys } from './resolve-field-type.ts';
import { keySpanOf } from './yaml-node.ts';

/** The terms of one dictionary, short forms expanded, in the order of the document. */
export function resolveDictionary(document: ManifestDocument): readonly Term[] {
  const { terms } = document.json as unknown as DictionaryManifest;
  return Object.entries(terms).map(([name, declared]) => {
    const keys = typeof declared === 'string' ? { type: declared } : declared;
    return {
      name,
      dictionary: document.name,
      at: keySpanOf(document.node, ['terms', name]).at,
      type: resolveFieldType(keys as TypeKeys, { ...PLAIN_TEXT, term: name }),
      title: ('title' in keys ? keys.title : undefined) ?? name,
      description: ('description' in keys ? keys.description : undefined) ?? null,
      synonyms: ('synonyms' in keys ? keys.synonyms : undefined) ?? [],
      examples: (('examples' in keys ? keys.examples : undefined) ?? []) as readonly Json[],
      steward: [('steward' in keys ? keys.steward : undefined) ?? []].flat(),
      status: ('status' in keys ? keys.status : undefined) ?? null,
    };
  });
}

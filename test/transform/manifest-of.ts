import type { Manifest } from '../../src/model/manifest.ts';
import { parseManifests } from '../../src/manifest/parse-manifests.ts';

const SYSTEMS = `
kind: system
name: crm
connector: memory
---
kind: system
name: erp
connector: memory
---
`;

/** What an entity `customer` of two systems, crm and erp, says beside its key `no`. */
export interface Parts {
  readonly terms?: string;
  readonly fields?: string;
  readonly rules?: string;
  readonly crm?: string;
  readonly erp?: string;
}

/** A manifest with that entity. Throws when the manifest room refuses it. */
export function manifestOf({ terms = '', fields = '', rules = '', crm = '', erp = '' }: Parts): Manifest {
  const dictionary = terms === '' ? '' : `kind: dictionary\nname: core\nterms:\n${indent(terms, 2)}\n---\n`;
  const entity = [
    'kind: entity',
    'name: customer',
    'key: [no]',
    'lifecycle: { owner: crm }',
    'fields:',
    '  no: { type: string, owner: crm }',
    indent(fields, 2),
    rules === '' ? '' : `rules:\n${indent(rules, 2)}`,
    'systems:',
    '  crm:\n    resource: accounts\n    id: id',
    crm.includes('fields:') ? indent(crm, 4) : `    fields: { no: no }\n${indent(crm, 4)}`,
    '  erp:\n    resource: clients\n    id: id',
    erp.includes('fields:') ? indent(erp, 4) : `    fields: { no: no }\n${indent(erp, 4)}`,
  ];
  const text = SYSTEMS + dictionary + entity.filter((line) => line.trim() !== '').join('\n');
  const { manifest, diagnostics } = parseManifests([{ path: 'sync.d/all.yaml', content: text }], {
    name: 'test',
    root: '/',
    manifests: 'sync.d',
    state: 'state.db',
  });
  if (manifest === null) throw new Error(diagnostics.map(({ code, detail }) => `${code}: ${detail}`).join('\n') + text);
  return manifest;
}

function indent(text: string, by: number): string {
  return text
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ' '.repeat(by) + line)
    .join('\n');
}

import { describe, expect, it } from 'vitest';
import { changed, DESIGN_EXAMPLES } from './design-examples.ts';
import { manifestOf } from './load-text.ts';

const ACCEPTED = '    accept_unguarded: "nobody else edits this table"\n';

function versionOf(text: string): unknown {
  const manifest = manifestOf(changed('customer.yaml', ACCEPTED, `    version: ${text}\n`));
  return manifest.entities.get('customer')?.bindings.get('erp')?.version;
}

describe('the version column of a binding', () => {
  it('has a short and a long form', () => {
    expect(versionOf('row_version')).toEqual({ at: 'row_version', increment: false });
    expect(versionOf('{ at: row_version }')).toEqual({ at: 'row_version', increment: false });
    expect(versionOf('{ at: row_version, increment: true }')).toEqual({ at: 'row_version', increment: true });
  });

  it('is absent where none is named', () => {
    expect(manifestOf(DESIGN_EXAMPLES).entities.get('customer')?.bindings.get('erp')).not.toHaveProperty('version');
  });
});

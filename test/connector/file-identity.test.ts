import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileIdentity } from '../../src/connector/file-identity.ts';

const ROOT = resolve('/projects/one');

describe('the identity of a system in files', () => {
  it('is the same in every checkout for what lies inside the project', () => {
    expect(fileIdentity('csv', ROOT, join(ROOT, 'data', 'erp'))).toBe('csv:data/erp');
    expect(fileIdentity('csv', resolve('/elsewhere'), resolve('/elsewhere/data/erp'))).toBe('csv:data/erp');
  });

  it('is the whole path outside the project, and for the folder of the project itself', () => {
    const beside = resolve('/projects/two/erp.db');

    expect(fileIdentity('sqlite', ROOT, beside)).toBe(`sqlite:${beside}`);
    expect(fileIdentity('csv', ROOT, ROOT)).toBe(`csv:${ROOT}`);
  });
});

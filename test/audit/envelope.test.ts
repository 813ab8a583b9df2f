import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openEnvelope, sealEnvelope } from '../../src/audit/envelope.ts';
import type { Json } from '../../src/model/value.ts';
import { digestsUnder } from '../../src/state/key.ts';

const digests = digestsUnder('a key for tests, long enough');
const CONTENT = { before: { mail: 'canary@example.com' }, values: { mail: null } };

const bytesOf = (body: Json): Buffer => Buffer.from((body as { readonly sealed: string }).sealed, 'base64');

describe('an envelope', () => {
  it('gives back any content, under its own id', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (id, content) => {
        const plain = JSON.parse(JSON.stringify(content)) as Json;

        expect(openEnvelope(digests, id, sealEnvelope(digests, id, plain))).toEqual(plain);
      }),
    );
  });

  it('holds nothing of its content in clear', () => {
    const body = sealEnvelope(digests, 'r1/c1', CONTENT);

    expect(JSON.stringify(body)).not.toContain('canary');
    expect(bytesOf(body).toString('latin1')).not.toContain('canary');
  });

  it('is the same for the same id and content, and shares no nonce with any other', () => {
    const bodies = [
      sealEnvelope(digests, 'r1/c1', CONTENT),
      sealEnvelope(digests, 'r1/c2', CONTENT),
      sealEnvelope(digests, 'r1/c1', { ...CONTENT, values: {} }),
    ];

    expect(sealEnvelope(digests, 'r1/c1', CONTENT)).toEqual(bodies[0]);
    expect(new Set(bodies.map((body) => bytesOf(body).toString('hex', 0, 12))).size).toBe(3);
  });

  it('does not open under another id or another key', () => {
    const body = sealEnvelope(digests, 'r1/c1', CONTENT);

    expect(openEnvelope(digests, 'r1/c2', body)).toBeNull();
    expect(openEnvelope(digestsUnder('another key, also long enough'), 'r1/c1', body)).toBeNull();
  });

  it('does not open with any byte changed or cut off', () => {
    const bytes = bytesOf(sealEnvelope(digests, 'a', 1));
    const opened = (changed: Buffer) => openEnvelope(digests, 'a', { v: 1, sealed: changed.toString('base64') });

    expect(opened(bytes)).toBe(1);
    for (let i = 0; i < bytes.length; i += 1) {
      const changed = Buffer.from(bytes);
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(opened(changed)).toBeNull();
      expect(opened(bytes.subarray(0, i))).toBeNull();
    }
  });

  it.each([null, 1, 'x', [], {}, { v: 2, sealed: 'AAAA' }, { v: 1 }, { v: 1, sealed: 1 }, { v: 1, sealed: '' }])(
    'that is none is no envelope: %j',
    (body) => {
      expect(openEnvelope(digests, 'a', body)).toBeNull();
    },
  );
});

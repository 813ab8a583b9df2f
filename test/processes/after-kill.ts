import { expect } from 'vitest';
import { finish, type Scene } from './victim.ts';

interface Leaf {
  readonly kind: string;
  readonly action: string;
  readonly key: string | null;
  readonly outcome: string | null;
  readonly fields: readonly { readonly name: string; readonly after: unknown }[] | null;
}

/** What must hold when everything has come to rest: converged, one record per key, nothing lost, and every landed write audited once. */
export async function expectAllIsWell(scene: Scene, notes: ReadonlyMap<string, string>): Promise<void> {
  const wanted = await scene.crm.rows('select no, mail from accounts order by no');
  const held = await scene.erp.rows('select ref, email, note from kunden order by ref');
  expect(held.map(({ ref, email }) => [ref, email]).sort()).toEqual(wanted.map(({ no, mail }) => [no, mail]).sort());
  for (const [ref, note] of notes) expect(held.find((row) => row['ref'] === ref)?.['note']).toBe(note);
  const landed = await scene.erp.rows('select op, ref, email from landed');
  const written = landed.map(({ op, ref, email }) => `${op === 'insert' ? 'create' : 'update'} ${ref} ${email}`);
  expect((await auditedWrites(scene)).sort()).toEqual(written.sort());
  const verified = await finish(scene, ['audit', 'verify']);
  expect(verified.code, verified.stderr).toBe(0);
}

async function auditedWrites(scene: Scene): Promise<string[]> {
  const { stdout, stderr, code } = await finish(scene, ['audit', 'log', '--last', '100000', '--json']);
  expect(code, stderr).toBe(0);
  const { entries } = JSON.parse(stdout) as { readonly entries: readonly Leaf[] };
  return entries.flatMap((leaf) => {
    if (leaf.kind !== 'write' || leaf.outcome !== 'applied') return [];
    const email = leaf.fields?.find(({ name }) => name === 'email')?.after;
    return [`${leaf.action} ${leaf.key} ${String(email)}`];
  });
}

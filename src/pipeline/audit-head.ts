import { signHead } from '../audit/heads.ts';
import type { StateDocument, StateReader } from '../model/state.ts';
import type { Json } from '../model/value.ts';
import type { AuditProject } from './audit-project.ts';

/** A signed head of the chain as it stands, as the document to keep; null of an empty chain. Whoever cuts the chain before it is found out. */
export async function headDocument(
  { signer, world }: Pick<AuditProject, 'signer' | 'world'>,
  state: StateReader,
): Promise<StateDocument | null> {
  let from = 1;
  for await (const { id } of state.documents('head')) if (/^\d{16}$/.test(id)) from = Math.max(from, Number(id));
  const end = (await endOf(state, from)) ?? (await endOf(state, 1));
  const lineage = await state.lineage();
  if (end === null || lineage === null) return null;
  const head = signHead(signer(), { lineage: lineage.id, record: end, at: world.now() });
  return { kind: 'head', id: String(end.seq).padStart(16, '0'), body: { ...head } satisfies Json };
}

/** The last record from `from` on; null without one. */
async function endOf(
  state: StateReader,
  from: number,
): Promise<{ readonly seq: number; readonly hash: string } | null> {
  let end: { readonly seq: number; readonly hash: string } | null = null;
  for await (const { seq, hash } of state.audit(from)) end = { seq, hash };
  return end;
}

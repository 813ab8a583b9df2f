import type { AuditLeaf } from '../../../src/model/audit.ts';
import type { LandedWrite } from '../contract.ts';
import type { EngineWrite, Invariant, Watch } from '../watch.ts';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { isDoneByPerson, wasTouchedAfter } from './outcomes.ts';

const WRITTEN: ReadonlySet<string | null> = new Set(['applied', 'applied_differently']);

/** The audit trail is one sound chain, and tells of every landed write once, with the values that the system saw. */
export function auditTrue(watch: Watch, isExact: (native: string) => boolean): Invariant {
  return {
    onEnd() {
      const heads = [...watch.state.documents]
        .filter(([address]) => address.startsWith('head\u0000'))
        .map(([, text]) => JSON.parse(text) as unknown);
      const verdict = verifyAudit(watch.state.audit, { lineage: watch.state.lineage, heads, anchors: [] });
      if (verdict.problems.length > 0)
        watch.violate('audit', `the chain is broken: ${JSON.stringify(verdict.problems[0])}`);
      const leaves = Map.groupBy(
        watch.state.audit.map(({ leaf }) => JSON.parse(leaf) as AuditLeaf).filter(({ kind }) => kind === 'write'),
        ({ run, change }) => `${run ?? ''} ${change ?? ''}`,
      );
      for (const [address, told] of leaves)
        if (told.length > 1) watch.violate('audit', `${address} is told ${told.length} times`);
      const landed = new Set<string>();
      const seen = new Set<string>();
      for (const engineWrite of watch.engineWrites) {
        const address = `${engineWrite.intent?.run ?? ''} ${engineWrite.intent?.change ?? ''}`;
        landed.add(address);
        // The network may deliver one request twice; the trail tells of what was sent.
        if (seen.has(`${engineWrite.request.number} ${engineWrite.write.by}`)) continue;
        seen.add(`${engineWrite.request.number} ${engineWrite.write.by}`);
        checkWrite(watch, engineWrite, leaves.get(address)?.at(-1), isExact);
      }
      for (const [address, [leaf]] of leaves)
        if (
          leaf !== undefined &&
          leaf.action !== 'link' &&
          WRITTEN.has(leaf.outcome) &&
          !landed.has(address) &&
          !isDoneByPerson(watch, leaf)
        )
          watch.violate('audit', `${address} is told as written, and never landed`);
    },
  };
}

function checkWrite(
  watch: Watch,
  { write, request }: EngineWrite,
  leaf: AuditLeaf | undefined,
  isExact: (native: string) => boolean,
): void {
  if (leaf === undefined)
    return watch.violate('audit', `${write.by} landed in ${write.system} and is not in the trail`);
  if (leaf.system !== write.system || leaf.resource !== write.resource || leaf.action !== write.action)
    watch.violate('audit', `${write.by} is told at another place, or as another action`);
  if (leaf.actor !== request.process.actor) watch.violate('audit', `${write.by} is told as the deed of ${leaf.actor}`);
  if (wasTouchedAfter(watch, write) || !WRITTEN.has(leaf.outcome)) return;
  if (leaf.nativeId !== null && write.action !== 'create' && leaf.nativeId !== write.nativeId)
    watch.violate('audit', `${write.by} is told of another record`);
  checkFields(watch, write, leaf, isExact);
}

interface LeafField {
  readonly name: string;
  readonly at: string;
  readonly before: unknown;
  readonly after: unknown;
}

function checkFields(watch: Watch, write: LandedWrite, leaf: AuditLeaf, isExact: (native: string) => boolean): void {
  const isStrong = (leaf.guard as { readonly strength?: unknown } | null)?.strength === 'strong';
  for (const field of (leaf.fields ?? []) as unknown as readonly LeafField[]) {
    if (field.name === 'agent' || !isExact(field.at) || isHidden(field.before) || isHidden(field.after)) continue;
    // What nothing guards may have moved since it was read: the trail tells what was read.
    const isBefore = !isStrong || write.action === 'create' || text(field.before) === text(write.before?.get(field.at));
    if (!isBefore || text(field.after) !== text(write.after?.get(field.at)))
      watch.violate(
        'audit',
        `${write.by} is told with other values of ${write.system}.${field.at} than the system saw`,
      );
  }
}

function isHidden(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function text(value: unknown): string {
  return String(value ?? '');
}

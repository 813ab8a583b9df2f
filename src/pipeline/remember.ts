import type { ChangeOutcome } from '../apply/apply-context.ts';
import { baseEntryOf } from '../apply/base-entry.ts';
import type { RecordIds } from '../apply/record-ids.ts';
import { isLinkPending } from '../model/link-pending.ts';
import type { Agreement, MatchedRecord } from '../model/record.ts';
import type { BaseEntry, CrosswalkLink, ReadMark } from '../model/state.ts';
import { isClassified } from '../value/mask.ts';
import { bindingAddress, type BindingRead, type Run } from './run.ts';

/** Collects what a run's reads prove: links of matched pairs and bases of equal fields, only where they are news. */
export class Proofs {
  readonly links: CrosswalkLink[] = [];
  readonly base: BaseEntry[] = [];
  readonly #run: Run;
  readonly #ids: RecordIds;
  readonly #linked = new Set<string>();

  constructor(run: Run, ids: RecordIds) {
    this.#run = run;
    this.#ids = ids;
  }

  /** The crosswalk row of a native record as the run found it. */
  linkOf(entity: string, system: string, nativeId: string): CrosswalkLink | undefined {
    return this.#run.memory.links.get(entity)?.linkOf(system, nativeId);
  }

  /** Takes one pair. Pairs found by a match rule alone wait for their reviewed link. */
  take(agreement: Agreement): void {
    const { matched, system, entity } = agreement;
    const owner = this.#run.manifest.entities.get(entity)?.lifecycle.owner ?? '';
    const isPair = matched.sides.size > 1 && matched.sides.has(system) && matched.sides.has(owner);
    if (!isPair || [...matched.sides.keys()].some((name) => isLinkPending(matched, name))) return;
    for (const link of this.#ids.linksOf(matched, new Set([owner, system]), (name, id) =>
      this.linkOf(entity, name, id),
    )) {
      const address = `${entity}\u0000${link.system}\u0000${link.nativeId}`;
      if (this.#linked.has(address)) continue;
      this.#linked.add(address);
      this.links.push(link);
    }
    const entry = baseEntryOf(agreement, this.#ids.of(matched));
    if (entry !== null) this.base.push(entry);
  }
}

/** A record's key as the state may hold it: its fingerprint where a part of the key is classified. */
export function storedKey(run: Run, { entity, key }: MatchedRecord): string {
  const runtime = run.runtimes.get(entity);
  const isSecret = runtime?.entity.key.some((name) =>
    isClassified(runtime.fields.get(name)?.type.type.class ?? 'internal'),
  );
  return isSecret === true ? `fp:${run.project.digests.hmac(`${entity}\u0000${key}`).slice(0, 16)}` : key;
}

/** Marks of complete reads that differ from those the state has. */
export function newMarks(run: Run, reads: ReadonlyMap<string, BindingRead>): ReadMark[] {
  return [...reads.values()].flatMap((read) => {
    const known = run.memory.marks.get(bindingAddress(read.entity, read.system));
    if (!read.certificate.complete || (known?.count === read.certificate.count && known.filter === read.filter))
      return [];
    return [
      {
        entity: read.entity,
        system: read.system,
        count: read.certificate.count,
        filter: read.filter,
        at: run.project.world.now(),
      },
    ];
  });
}

/** Marks of reads that the run's own creates and deletes have made wrong: what is missing next time because of them is no incomplete read. */
export function marksAfter(
  run: Run,
  reads: ReadonlyMap<string, BindingRead>,
  outcomes: readonly ChangeOutcome[],
): ReadMark[] {
  const moved = new Map<string, number>();
  for (const { change, outcome } of outcomes) {
    const isDone = outcome === 'applied' || outcome === 'applied_differently';
    const by = change.action === 'create' ? 1 : change.action === 'delete' ? -1 : 0;
    const address = bindingAddress(change.entity, change.system);
    if (isDone && by !== 0) moved.set(address, (moved.get(address) ?? 0) + by);
  }
  return [...reads.values()].flatMap(({ entity, system, certificate, filter }) => {
    const by = moved.get(bindingAddress(entity, system));
    if (by === undefined || !certificate.complete) return [];
    return [{ entity, system, filter, count: Math.max(0, certificate.count + by), at: run.project.world.now() }];
  });
}

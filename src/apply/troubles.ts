import type { Digests } from '../model/digest.ts';
import type { Alert, Discrepancy } from '../model/discrepancy.ts';
import type { StateDocument } from '../model/state.ts';
import type { Json } from '../model/value.ts';
import type { World } from '../model/world.ts';

/** What a trouble is about and what is told of it; the rest of a discrepancy follows from its history. */
export type Trouble = Omit<Discrepancy, 'id' | 'since' | 'last' | 'count' | 'run' | 'manifests'> & {
  /** Tells apart troubles of the same record and field: `write`, `hold`, `read`, … */
  readonly about: string;
};

/** The discrepancies of a project as one run sees them: opens each once, follows it, and resolves it on proof; every change of state is an alert. */
export class Troubles {
  readonly #known: Map<string, Discrepancy>;
  readonly #digests: Digests;
  readonly #world: World;
  readonly #run: { readonly runId: string; readonly manifests: string };

  constructor(
    known: ReadonlyMap<string, Discrepancy>,
    { digests, world }: { readonly digests: Digests; readonly world: World },
    run: { readonly runId: string; readonly manifests: string },
  ) {
    this.#known = new Map(known);
    this.#digests = digests;
    this.#world = world;
    this.#run = run;
  }

  /** Every discrepancy that is not resolved. */
  open(): readonly Discrepancy[] {
    return [...this.#known.values()].filter(({ state }) => state !== 'resolved');
  }

  /** The discrepancy with this id, as this run knows it. */
  get(id: string): Discrepancy | undefined {
    return this.#known.get(id);
  }

  /** Documents that open or follow a trouble. */
  meet({ about, ...trouble }: Trouble): StateDocument[] {
    const now = this.#world.now();
    const id = this.idOf(about, trouble);
    const known = this.#known.get(id);
    const isNew = known === undefined || known.state === 'resolved';
    const found: Discrepancy = {
      ...trouble,
      id,
      since: isNew ? now : known.since,
      last: now,
      count: (known?.count ?? 0) + 1,
      run: this.#run.runId,
      manifests: this.#run.manifests,
    };
    this.#known.set(id, found);
    return [documentOf(found), ...(isNew ? [this.#alert(found, 'open')] : [])];
  }

  /** Documents that close a trouble; none when it is not open. */
  resolve(id: string): StateDocument[] {
    const known = this.#known.get(id);
    if (known === undefined || known.state === 'resolved') return [];
    const resolved: Discrepancy = { ...known, state: 'resolved', last: this.#world.now(), run: this.#run.runId };
    this.#known.set(id, resolved);
    return [documentOf(resolved), this.#alert(resolved, 'resolved')];
  }

  idOf(
    about: string,
    { entity, system, key, field }: Pick<Discrepancy, 'entity' | 'system' | 'key' | 'field'>,
  ): string {
    return this.#digests.sha256(JSON.stringify([about, entity, system, key, field])).slice(0, 16);
  }

  #alert(about: Discrepancy, state: Alert['state']): StateDocument {
    const id = `${about.id}:${state}:${about.count}`;
    const alert: Alert = {
      id,
      discrepancy: about.id,
      state,
      kind: about.kind,
      at: about.last,
      about,
      delivered: {},
      retries: {},
    };
    return { kind: 'alert', id, body: alert as unknown as Json };
  }
}

function documentOf(found: Discrepancy): StateDocument {
  return { kind: 'discrepancy', id: found.id, body: found as unknown as Json };
}

/** Documents of a run that a limit, or what came out of it, stopped. It is over with the next run that is not stopped. */
export function stopTrouble(troubles: Troubles, code: string, detail: string): StateDocument[] {
  return troubles.meet({
    about: 'stopped',
    kind: 'stopped',
    code,
    state: 'open',
    severity: 'error',
    detail,
    entity: '',
    system: '',
    key: null,
    field: null,
    owner: null,
    nativeId: null,
    change: null,
    digest: null,
    command: 'concordat plan',
    from: null,
  });
}

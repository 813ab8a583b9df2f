import type { WriteBatch, WriteChange, WriteOutcome } from '../../../src/model/connector.ts';
import { type Wire, WireFault } from '../contract.ts';
import type { CsvServer, FileCopy, NewRow } from './csv-server.ts';
import { digestOf } from './page.ts';
import { answerOf, once } from './refusal.ts';
import { unwritable } from './statements.ts';
import { type Writer, keyText } from './store.ts';
import { faultOutcome, outcome } from './wire-faults.ts';

/** The whole file is read, compared, edited and replaced at once; it is the old one or the new one, whatever breaks. */
export async function writeFile(server: CsvServer, wire: Wire, batch: WriteBatch): Promise<readonly WriteOutcome[]> {
  const { spec } = server.store;
  const send = <T>(name: string, perform: () => T): Promise<T> =>
    wire.request({ system: spec.name, kind: 'write', name, perform: once(perform) });
  const outcomes = new Map<string, WriteOutcome>();
  try {
    const edits = new FileEdits(server, batch.resource, await send('file', () => server.readFile(batch.resource)));
    for (const change of batch.changes) outcomes.set(change.id, edits.apply(change));
    if (![...outcomes.values()].some(({ status }) => status === 'applied')) return [...outcomes.values()];
    const isReplaced = await replace(server, edits, send);
    return [...outcomes.values()].map((one) =>
      one.status === 'applied' && !isReplaced
        ? outcome(one.id, 'failed', 'SYSTEM_BUSY', 'Somebody else wrote the file meanwhile.')
        : one,
    );
  } catch (error) {
    if (!(error instanceof WireFault)) throw error;
    return batch.changes.map(({ id }) => broken(server, outcomes.get(id), faultOutcome(id, error), batch));
  }
}

/** Before the first edit nothing was written; a change that was refused stays refused. */
function broken(
  server: CsvServer,
  known: WriteOutcome | undefined,
  fault: WriteOutcome,
  { resource }: WriteBatch,
): WriteOutcome {
  if (known === undefined) return { ...fault, status: 'failed' };
  if (known.status !== 'applied') return known;
  const name = `.${resource}.csv.concordat-tmp`;
  if (server.store.spec.switches?.isTorn === true && !server.leftovers.includes(name)) server.leftovers.push(name);
  return fault;
}

async function replace(
  server: CsvServer,
  edits: FileEdits,
  send: <T>(name: string, perform: () => T) => Promise<T>,
): Promise<boolean> {
  const { resource, stamp } = edits;
  const rows = edits.rows();
  if (server.store.spec.switches?.hasRenameWindow !== true)
    return send('rename', () => server.replace(resource, stamp, rows));
  if ((await send('stamp', () => server.stampOf(resource))) !== stamp) return false;
  return send('rename', () => server.replace(resource, null, rows));
}

/** Changes to one copy of a file, each compared with its row there. */
class FileEdits {
  readonly resource: string;
  readonly stamp: number;
  readonly #server: CsvServer;
  readonly #rows: Map<string, NewRow>;
  readonly #removed: NewRow[] = [];

  constructor(server: CsvServer, resource: string, { rows, stamp }: FileCopy) {
    this.#server = server;
    this.resource = resource;
    this.stamp = stamp;
    this.#rows = new Map(
      rows.map((record) => {
        const nativeId = keyText(record.values.get(server.store.specOf(resource).id));
        return [nativeId, { nativeId, record, writer: null }];
      }),
    );
  }

  /** The rows of the new file, and those that it leaves out. */
  rows(): readonly NewRow[] {
    return [...this.#removed, ...this.#rows.values()];
  }

  apply(change: WriteChange): WriteOutcome {
    const problem = unwritable(change);
    if (problem !== null) return problem;
    if (change.action === 'create') return this.#create(change);
    const own = change.nativeId?.[0] ?? '';
    const row = this.#rows.get(own);
    const record = row?.record ?? null;
    if (row === undefined || record === null || digestOf(record, change.before?.keys() ?? []) !== change.version)
      return outcome(change.id, 'conflict', 'GUARD_REFUSED', 'The record is not as it was read.');
    const writer = writerOf(change, change.version);
    if (change.action === 'update') return this.#update(change, { ...row, writer });
    this.#rows.delete(own);
    this.#removed.push({ ...row, record: null, writer });
    return { id: change.id, status: 'applied', nativeId: [own], code: null, detail: null };
  }

  #create(change: WriteChange): WriteOutcome {
    const { id } = this.#server.store.specOf(this.resource);
    if ((change.values.get(id) ?? null) === null) return outcome(change.id, 'rejected', 'NO_ID');
    return this.#put(change, null, { nativeId: null, record: null, writer: writerOf(change, null) });
  }

  #update(change: WriteChange, row: NewRow): WriteOutcome {
    return this.#put(change, row.nativeId, row);
  }

  #put(change: WriteChange, own: string | null, row: NewRow): WriteOutcome {
    const { store } = this.#server;
    const made = answerOf(() => store.prepare(this.resource, row.record, change.values));
    if ('refusal' in made) return outcome(change.id, 'rejected', made.refusal.code, made.refusal.detail);
    const newId = keyText(made.ok.values.get(store.specOf(this.resource).id));
    if (newId !== own && this.#rows.has(newId)) return outcome(change.id, 'rejected', 'UNIQUE');
    if (own !== null && newId !== own) this.#rows.delete(own);
    this.#rows.set(newId, { ...row, record: made.ok });
    return { id: change.id, status: 'applied', nativeId: [newId], code: null, detail: null };
  }
}

function writerOf({ id, version, idempotencyKey }: WriteChange, versionBefore: string | null): Writer {
  return { by: `concordat:${id}`, guard: version, versionBefore, idempotencyKey: idempotencyKey ?? null };
}

import type { WriteChange } from 'concordat/connector';
import { codeOf, isServerError } from './errors.ts';
import { idText } from './page.ts';
import type { Row, Session } from './session.ts';
import { CONFLICT, type Verdict, verdict, verdictOf } from './write-errors.ts';
import { byForm, groupOf, type Group } from './write-group.ts';
import { type Statement, type Target, statementOf } from './write-sql.ts';

type Verdicts = Map<string, Verdict>;

/** Writes changes in the open transaction; each is applied, refused or failed by itself. Throws when the connection is lost. */
export async function writeForms(
  session: Session,
  changes: readonly WriteChange[],
  target: Target,
): Promise<ReadonlyMap<string, Verdict>> {
  const verdicts: Verdicts = new Map();
  for (const form of byForm(changes)) await writeForm(session, form, target, verdicts);
  return verdicts;
}

/** One statement for all; when it is refused, one for each half, down to the change that is to blame. */
async function writeForm(
  session: Session,
  changes: readonly WriteChange[],
  target: Target,
  verdicts: Verdicts,
): Promise<void> {
  const group = groupOf(changes, target);
  const refusal = group === null ? null : await underSavepoint(session, () => writeGroup(session, group, target));
  if (refusal instanceof Map) {
    for (const [id, verdict] of refusal) verdicts.set(id, verdict);
    return;
  }
  if (refusal === null || isBusy(refusal)) return writeSingly(session, changes, target, verdicts);
  const middle = Math.ceil(changes.length / 2);
  for (const half of [changes.slice(0, middle), changes.slice(middle)])
    await writeForm(session, half, target, verdicts);
}

/** Most locks in a row that are waited for in vain; what is left of a locked table is not tried. */
const LOCKS = 3;

async function writeSingly(
  session: Session,
  changes: readonly WriteChange[],
  target: Target,
  verdicts: Verdicts,
): Promise<void> {
  let locks = 0;
  for (const change of changes) {
    if (locks === LOCKS) return;
    const verdict = await writeAlone(session, change, target);
    locks = verdict.code === 'SYSTEM_BUSY' ? locks + 1 : 0;
    verdicts.set(change.id, verdict);
  }
}

/** One locked record would hold up every half that it is in. */
function isBusy(error: unknown): boolean {
  return /^(40|55|57)/.test(codeOf(error) ?? '');
}

/** Work that is taken back as a whole, with its error as the result, when the server or the number of records refuses it. */
async function underSavepoint<T>(session: Session, work: () => Promise<T>): Promise<T | Error> {
  await session.query('savepoint one_change');
  try {
    const result = await work();
    await session.query('release savepoint one_change');
    return result;
  } catch (error) {
    if (!(error instanceof Error) || (!isServerError(error) && !(error instanceof ManyRecords))) throw error;
    await session.query('rollback to savepoint one_change');
    await session.query('release savepoint one_change');
    return error;
  }
}

/** The id is not unique, or rows cannot be told apart: the statement has to be taken back. */
class ManyRecords extends Error {}

const MANY = verdict('rejected', 'AMBIGUOUS_ID');
const SUPPRESSED = verdict('rejected', 'TRIGGER', 'A trigger or rule swallowed the record.');

async function writeGroup(session: Session, group: Group, target: Target): Promise<ReadonlyMap<string, Verdict>> {
  const { rows } = await session.query(group.sql, group.values);
  const written = group.changes[0]?.action === 'create' ? byId(rows, group, target) : byNumber(rows, group);
  if (written.size !== rows.length) throw new ManyRecords();
  return new Map(
    group.changes.map((change) => {
      const row = written.get(change.id);
      const missing = change.action === 'create' ? SUPPRESSED : CONFLICT;
      return [change.id, row === undefined ? missing : applied(row.slice(1), target)] as const;
    }),
  );
}

function byNumber(rows: readonly Row[], { changes }: Group): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [changes[Number(row[0]) - 1]?.id ?? '', row] as const));
}

/** Created records are known by the ids that were given. */
function byId(rows: readonly Row[], { changes }: Group, { id }: Target): ReadonlyMap<string, Row> {
  const ids = new Map(
    changes.map(
      (change) => [JSON.stringify(id.map(({ name }) => String(change.values.get(name)))), change.id] as const,
    ),
  );
  return new Map(
    rows.map((row) => {
      const found = ids.get(JSON.stringify(idOf(row.slice(1), { id })));
      if (found === undefined) throw new ManyRecords();
      return [found, row] as const;
    }),
  );
}

async function writeAlone(session: Session, change: WriteChange, target: Target): Promise<Verdict> {
  const statement = statementOf(change, target);
  if (!isStatement(statement)) return statement;
  const result = await underSavepoint(session, () => writeOne(session, statement, change, target));
  if (!(result instanceof Error)) return result;
  return result instanceof ManyRecords ? MANY : verdictOf(result);
}

async function writeOne(session: Session, statement: Statement, change: WriteChange, target: Target): Promise<Verdict> {
  const { rows } = await session.query(statement.sql, statement.values);
  if (rows.length > 1) throw new ManyRecords();
  const [row] = rows;
  if (row === undefined) return change.action === 'create' ? SUPPRESSED : CONFLICT;
  return applied(row, target);
}

function applied(row: Row, target: Pick<Target, 'id'>): Verdict {
  return { status: 'applied', nativeId: idOf(row, target), code: null, detail: null };
}

function idOf(row: Row, { id }: Pick<Target, 'id'>): readonly string[] {
  return id.map((column, index) => idText(row[index] ?? null, column));
}

function isStatement(result: Statement | Verdict): result is Statement {
  return 'sql' in result;
}

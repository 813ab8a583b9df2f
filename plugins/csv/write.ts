import { open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { stringify } from 'csv-stringify/sync';
import { ConcordatError, failed, unknown, type WriteBatch, type WriteOutcome, type World } from 'concordat/connector';
import { CsvDocument } from './document.ts';
import { DocumentEdits } from './edits.ts';
import { stampOf } from './folder.ts';
import { decoderOf, encode, markOf, type Format } from './format.ts';
import { withLock, type Lock } from './lock.ts';
import { removeLeftovers, replaceFile, temporaryPathOf } from './replace-file.ts';

/** Where a batch goes. */
export interface CsvTarget {
  readonly system: string;
  readonly path: string;
  readonly format: Format;
  readonly stringify: typeof stringify;
  readonly world: World;
  readonly signal: AbortSignal;
}

/** Writes a batch: under the lock the whole file is read again, compared, edited and replaced at once. */
export async function writeFileBatch(target: CsvTarget, batch: WriteBatch): Promise<readonly WriteOutcome[]> {
  const lockPath = join(dirname(target.path), `.${basename(target.path)}.concordat-lock`);
  try {
    const outcomes = await withLock(lockPath, target.world, target.signal, (lock) => writeLocked(target, batch, lock));
    return (
      outcomes ?? batch.changes.map(({ id }) => failed(id, 'SYSTEM_BUSY', 'Another writer holds the lock of the file.'))
    );
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof ConcordatError || code === undefined) throw error;
    return batch.changes.map(({ id }) => failed(id, 'STORAGE', `The file could not be replaced (${code}).`));
  }
}

async function writeLocked(target: CsvTarget, batch: WriteBatch, lock: Lock): Promise<readonly WriteOutcome[]> {
  const { path, format, system, world } = target;
  await removeLeftovers(path);
  const { bytes, stamp } = await readWhole(path);
  const decode = decoderOf(format.encoding);
  const document = new CsvDocument(decode(bytes) + decode(), format, target.stringify);
  const edits = new DocumentEdits(document, format, batch, system);
  const outcomes = batch.changes.map((change) => edits.apply(change));
  if (!outcomes.some(({ status }) => status === 'applied')) return outcomes;
  const replacement = Buffer.concat([markOf(bytes, format.encoding), encode(edits.finish(), format.encoding)]);
  const temporaryPath = temporaryPathOf(path, world.newId());
  const result = await replaceFile({ path, temporaryPath, bytes: replacement, stamp, lock });
  if (result === 'replaced') return outcomes;
  return outcomes.map((outcome) => {
    if (outcome.status !== 'applied') return outcome;
    if (result === 'unsure') return unknown(outcome.id, 'STORAGE');
    return failed(outcome.id, 'SYSTEM_BUSY', 'Somebody else wrote the file meanwhile.');
  });
}

async function readWhole(path: string): Promise<{ readonly bytes: Buffer; readonly stamp: string }> {
  const file = await open(path, 'r');
  try {
    const stamp = await stampOf(file);
    return { bytes: await file.readFile(), stamp };
  } finally {
    await file.close();
  }
}

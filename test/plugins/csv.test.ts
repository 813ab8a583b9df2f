import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { stampOf } from '../../plugins/csv/folder.ts';
import { replaceFile, temporaryPathOf } from '../../plugins/csv/replace-file.ts';
import { CsvFolder } from './csv-system.ts';
import { removeFolder } from './sqlite-system.ts';

const folders: CsvFolder[] = [];
const signal = new AbortController().signal;

function csv(content: string | Buffer, connection: Record<string, string> = {}): CsvFolder {
  const folder = new CsvFolder(content, connection);
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) removeFolder(folder.dir);
});

describe('reading a CSV file', () => {
  it('tells null, empty text and absent cells apart', async () => {
    const { records, certificate } = await csv('id,a,b\n1,,""\n2,"",\n3,x\n').read(['a', 'b']);

    expect(records.map(({ native }) => Object.fromEntries(native))).toEqual([
      { a: null, b: '' },
      { a: '', b: null },
      { a: 'x' },
    ]);
    expect(certificate).toMatchObject({ complete: false, reason: 'a row has another number of cells than the header' });
  });

  it.each([
    ['a row that is too long', 'id,a\n1,x,y\n', 'a row has another number of cells than the header'],
    ['two rows with one id', 'id,a\n1,x\n2,y\n1,z\n', 'two records have the same id'],
    ['a row without an id', 'id,a\n,x\n', 'a record has no id'],
    ['a quote that is never closed', 'id,a\n1,"x\n2,y\n', 'the file ends inside quotes, at line 3'],
  ])('gives no certificate for %s', async (_, content, reason) => {
    expect((await csv(content).read(['a'])).certificate).toMatchObject({ complete: false, reason });
  });

  it.each([
    ['a quote inside a cell', 'id,a\n1,5" canary\n', 'a quote is out of place, near line 2'],
    ['a quote after a quoted cell', 'id,a\n0,x\n1,"5" canary\n', 'a quote is out of place, near line 3'],
    ['a row of more than 1 MB', `id,a\n1,${'x'.repeat((1 << 20) + 10)}\n`, 'longer than 1 MB, near line 2'],
  ])('refuses %s: such a file has to be corrected', async (_, content, message) => {
    const error: unknown = await csv(content)
      .read(['a'])
      .catch((reason: unknown) => reason);

    expect(error).toMatchObject({ code: 'CONNECTOR_BAD_FILE', exit: 1, at: 'erp:things' });
    expect((error as Error).message).toContain(message);
    expect(JSON.stringify(error)).not.toContain('canary');
  });

  it('gives no certificate when the file moved meanwhile', async () => {
    const folder = csv(`id,a\n${Array.from({ length: 100 }, (_, index) => `${index},x`).join('\n')}`);
    const request = { resource: 'things', id: ['id'], fields: ['a'], where: null, lookup: null, pageSize: 10 };
    let last = null;

    for await (const page of (await folder.open()).read(request, signal)) {
      if (last === null) utimesSync(folder.path, 1, 1);
      last = page.certificate;
    }

    expect(last).toMatchObject({ complete: false, reason: 'the file changed while it was read' });
  });

  it('takes any line break, also mixed ones, and skips empty lines', async () => {
    const { records, certificate } = await csv('\n\nid,a\r\n1,x\n\n2,y\r3,"z\r\nz"\r\n\r\n').read(['a']);

    expect(records.map(({ native }) => native.get('a'))).toEqual(['x', 'y', 'z\r\nz']);
    expect(certificate?.complete).toBe(true);
  });

  it('is complete without a final line break, and with a header alone', async () => {
    expect((await csv('id,a\n1,x').read(['a'])).certificate).toMatchObject({ complete: true, count: 1 });
    expect((await csv('id,a').read(['a'])).certificate).toMatchObject({ complete: true, count: 0 });
  });

  it('takes an empty file for one that is being written', async () => {
    await expect(csv('').read(['a'])).rejects.toMatchObject({ code: 'CONNECTOR_NO_HEADER', exit: 75 });
  });

  it('reads each encoding, and refuses bytes that are not in it', async () => {
    const latin = csv(Buffer.from('id,a\n1,Zoë\u0080\n', 'latin1'), { encoding: 'latin1' });
    const utf16 = csv(Buffer.from('\ufeffid,a\r\n1,Zoë 😀\r\n', 'utf16le'), { encoding: 'utf-16le' });
    const marked = csv('\ufeffid,a\n1,x\n');

    expect((await latin.read(['a'])).records[0]?.native.get('a')).toBe('Zoë\u0080');
    expect((await utf16.read(['a'])).records[0]?.native.get('a')).toBe('Zoë 😀');
    expect((await marked.read(['a'])).records[0]?.key).toEqual(['1']);
    await expect(csv(Buffer.from('id,a\n1,Zoë\n', 'latin1')).read(['a'])).rejects.toMatchObject({
      code: 'CONNECTOR_BAD_ENCODING',
      exit: 1,
    });
  });

  it('splits no character over two pieces of a large file', async () => {
    const folder = csv(`id,a\n${Array.from({ length: 30_000 }, (_, index) => `${index},€😀é`).join('\n')}`);

    const { records } = await folder.read(['a'], 1000);

    expect(records).toHaveLength(30_000);
    expect(new Set(records.map(({ native }) => native.get('a')))).toEqual(new Set(['€😀é']));
  });

  it('refuses a column that the header names twice, but only when it is asked for', async () => {
    const folder = csv('id,a,b,a\n1,x,y,z\n');

    expect((await folder.read(['b'])).records[0]?.native.get('b')).toBe('y');
    await expect(folder.read(['a'])).rejects.toMatchObject({ code: 'CONNECTOR_AMBIGUOUS_FIELD', exit: 1 });
  });
});

describe('resources of a CSV folder', () => {
  it('are its files, described as text', async () => {
    const folder = csv('id,a\n');
    writeFileSync(join(folder.dir, '.hidden.csv'), 'x\n');
    writeFileSync(join(folder.dir, 'notes.txt'), 'x\n');

    const described = await (await folder.open()).describe(signal);

    expect(described.map(({ name, fields }) => [name, fields.map(({ kind }) => kind)])).toEqual([
      ['things', ['text', 'text']],
    ]);
  });

  it.each(['../secret', 'a/b', 'a\\b', '.hidden', '..', '', 'a\u0000b'])(
    'never lead out of the folder by name: %j',
    async (resource) => {
      const folder = csv('id\n1\n');
      writeFileSync(join(folder.dir, '.hidden.csv'), 'id\n1\n');
      const connector = await folder.open();

      await expect(connector.capabilities.of(resource, signal)).rejects.toMatchObject({
        code: 'CONNECTOR_UNKNOWN_RESOURCE',
      });
    },
  );

  it('never lead out of the folder by a symbolic link', async () => {
    const folder = csv('id\n1\n');
    const other = csv('id\n1\n');
    symlinkSync(other.path, join(folder.dir, 'link.csv'));
    symlinkSync(folder.path, join(folder.dir, 'inside.csv'));
    const connector = await folder.open();

    await expect(connector.capabilities.of('link', signal)).rejects.toMatchObject({
      code: 'CONNECTOR_OUTSIDE_FOLDER',
      exit: 1,
    });
    expect((await connector.capabilities.of('inside', signal)).guard).toEqual({ kind: 'file', strength: 'weak' });
  });

  it('are not reachable now when the folder is missing, and misconfigured with a strange format', async () => {
    await expect(csv('', { dir: 'nowhere' }).open()).rejects.toMatchObject({ code: 'SYSTEM_NOT_FOUND', exit: 75 });
    await expect(csv('', { delimiter: '||' }).open()).rejects.toMatchObject({ code: 'SYSTEM_MISCONFIGURED', exit: 1 });
    await expect(csv('', { encoding: 'ebcdic' }).open()).rejects.toMatchObject({
      code: 'SYSTEM_MISCONFIGURED',
      exit: 1,
    });
  });
});

describe('writing a CSV file keeps every byte it does not change', () => {
  it.each([
    ['quotes, spaces and empty lines', 'id, a ,b\n"1",  "x" ,\n', '"2"', ''],
    ['Windows line breaks and the missing last one', 'id,a,b\r\n1,"x",y\r\n2,,"z"', '', ''],
    ['needless quotes and doubled ones', '"id",a,"b"\n1,"say ""x""",""\n\n2,=1+1,"y"\n', '', ''],
  ])('%s', async (_, content) => {
    const folder = csv(content.replace(/ {2}"x" /, 'x'));
    const before = folder.text();

    const outcome = await folder.create({ id: '9', b: 'new, "quoted"\n' });

    const newline = before.includes('\r\n') ? '\r\n' : '\n';
    const isOpen = !before.endsWith(newline);
    expect(outcome).toMatchObject({ status: 'applied', nativeId: ['9'] });
    expect(folder.text()).toBe(`${before}${isOpen ? newline : ''}9,,"new, ""quoted""\n"${isOpen ? '' : newline}`);
  });

  it('in the row that it changes, too', async () => {
    const folder = csv('id;a;b;c\r\n"1";"x";y;"say ""z"""\r\n2;"x";;\r\n', { delimiter: ';' });

    await folder.edit('1', { b: 'a;b', a: 'new' });
    await folder.edit('2', { a: null, b: '', c: '=1+1' });

    expect(folder.text()).toBe('id;a;b;c\r\n"1";"new";"a;b";"say ""z"""\r\n2;;"";=1+1\r\n');
  });

  it('when it deletes a row, the last one of a file without a final line break included', async () => {
    const folder = csv('id,a\n1,x\n2,"y"\n3,z');

    await folder.edit('3', null);
    expect(folder.text()).toBe('id,a\n1,x\n2,"y"');
    await folder.edit('1', null);
    expect(folder.text()).toBe('id,a\n2,"y"');
  });

  it('the byte order mark, the encoding and the mode of the file', async () => {
    const marked = csv('\ufeffid,a\r\n1,x\r\n', { encoding: 'utf-8-bom' });
    const utf16 = csv(Buffer.from('\ufeffid,a\n1,x\n', 'utf16le'), { encoding: 'utf-16le' });
    const latin = csv(Buffer.from('id,a\n1,ÿ\n', 'latin1'), { encoding: 'latin1' });
    chmodSync(marked.path, 0o604);

    await marked.edit('1', { a: 'é' });
    await utf16.edit('1', { a: '😀' });
    await latin.create({ id: '2', a: 'é' });

    expect(marked.text()).toBe('\ufeffid,a\r\n1,é\r\n');
    expect(statSync(marked.path).mode & 0o777).toBe(0o604);
    expect(utf16.bytes()).toEqual(Buffer.from('\ufeffid,a\n1,😀\n', 'utf16le'));
    expect(latin.bytes()).toEqual(Buffer.from('id,a\n1,ÿ\n2,é\n', 'latin1'));
    expect(readdirSync(marked.dir)).toEqual(['things.csv']);
  });
});

describe('writing a CSV file refuses', () => {
  it('characters that the encoding does not have', async () => {
    const latin = csv(Buffer.from('id,a\n1,ÿ\n', 'latin1'), { encoding: 'latin1' });

    expect(await latin.edit('1', { a: '€' })).toMatchObject({
      status: 'rejected',
      code: 'BAD_VALUE',
      detail: 'a',
    });
    expect(await csv('id,a\n1,x\n').edit('1', { a: '\ud800' })).toMatchObject({ code: 'BAD_VALUE' });
  });

  it('a new record without an id, unknown columns and unreadable values', async () => {
    const folder = csv('id,a\n1,x\n');

    expect(await folder.create({ a: 'x' })).toMatchObject({ status: 'rejected', code: 'NO_ID' });
    expect(await folder.create({ id: '1' })).toMatchObject({ status: 'rejected', code: 'UNIQUE' });
    expect(await folder.create({ id: '2', z: 'x' })).toMatchObject({
      status: 'rejected',
      code: 'CONNECTOR_UNKNOWN_FIELD',
    });
    expect(await folder.edit('1', { a: { nothing: 'unreadable' } })).toMatchObject({
      status: 'rejected',
      code: 'VALUE_UNREADABLE',
    });
    expect(folder.text()).toBe('id,a\n1,x\n');
  });

  it('rows that are too short, and ids that occur twice', async () => {
    expect(await csv('id,a,b\n1,x\n').edit('1', { a: 'y' })).toMatchObject({
      status: 'rejected',
      code: 'NOT_WRITABLE',
    });
    expect(await csv('id,a\n1,x\n1,x\n').edit('1', { a: 'y' })).toMatchObject({
      status: 'rejected',
      code: 'AMBIGUOUS_ID',
    });
  });
});

describe('two writers of a CSV file', () => {
  const holder = (pid: number, at = new Date().toISOString(), host = hostname()): string =>
    JSON.stringify({ pid, host, at, id: 'x' });

  it('wait for each other, and the second gives up without a trace', { timeout: 20_000 }, async () => {
    const folder = csv('id,a\n1,x\n');
    const lock = join(folder.dir, '.things.csv.concordat-lock');
    writeFileSync(lock, holder(process.pid));

    expect(await folder.create({ id: '2' })).toMatchObject({ status: 'failed', code: 'SYSTEM_BUSY' });
    expect(folder.text()).toBe('id,a\n1,x\n');
    expect(existsSync(lock)).toBe(true);
  });

  it.each([
    ['a process that died', holder(2 ** 22 + 12_345)],
    ['another machine, long ago', holder(1, '2000-01-01T00:00:00.000Z', 'elsewhere')],
    ['a living process, long ago: its number was given anew', holder(process.pid, '2000-01-01T00:00:00.000Z')],
  ])('do not wait for a lock of %s', async (_, lock) => {
    const folder = csv('id,a\n1,x\n');
    writeFileSync(join(folder.dir, '.things.csv.concordat-lock'), lock);

    expect(await folder.create({ id: '2' })).toMatchObject({ status: 'applied' });
    expect(readdirSync(folder.dir)).toEqual(['things.csv']);
  });

  it('take a lock without a holder for left behind when it is old, and clear what dead writers left', async () => {
    const folder = csv('id,a\n1,x\n');
    const lock = join(folder.dir, '.things.csv.concordat-lock');
    writeFileSync(lock, '');
    utimesSync(lock, 1, 1);
    writeFileSync(join(folder.dir, '.things.csv.dead.concordat-tmp'), 'id,a\n1,half');
    writeFileSync(join(folder.dir, '.others.csv.dead.concordat-tmp'), 'not ours');

    expect(await folder.create({ id: '2' })).toMatchObject({ status: 'applied' });
    expect(readdirSync(folder.dir).sort()).toEqual(['.others.csv.dead.concordat-tmp', 'things.csv']);
  });

  it('replace nothing once the lock is another one, or the file moved', async () => {
    const folder = csv('id,a\n1,x\n');
    const temporaryPath = temporaryPathOf(folder.path, 'new');
    const replacement = { path: folder.path, temporaryPath, bytes: Buffer.from('id,a\n') };
    const stamp = await stampOf(folder.path);

    const results = [
      await replaceFile({ ...replacement, stamp, lock: { isMine: async () => false } }),
      await replaceFile({ ...replacement, stamp: 'old', lock: { isMine: async () => true } }),
    ];

    expect(results).toEqual(['moved', 'moved']);
    expect(folder.text()).toBe('id,a\n1,x\n');
    expect(readdirSync(folder.dir)).toEqual(['things.csv']);
    expect(await replaceFile({ ...replacement, stamp, lock: { isMine: async () => true } })).toBe('replaced');
    expect(folder.text()).toBe('id,a\n');
  });

  it('in one process lose no record', async () => {
    const folder = csv('id,a\n');

    const outcomes = await Promise.all(Array.from({ length: 8 }, (_, index) => folder.create({ id: `k${index}` })));

    expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 'applied'));
    expect((await folder.read(['id'])).records).toHaveLength(8);
  });

  it('leave a folder that cannot be written as it is', async () => {
    const folder = csv('id,a\n1,x\n');
    mkdirSync(join(folder.dir, '.things.csv.concordat-lock'));

    const outcome = await folder.create({ id: '2' }).catch((error: unknown) => error);

    expect(outcome).toMatchObject({ status: 'failed' });
    expect(folder.text()).toBe('id,a\n1,x\n');
  });
});

#!/usr/bin/env node
// concordat-audit-verify: checks an export of `concordat audit log --export` with Node alone. This file and verify beside it are all of it.
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { AuditRecord } from '../model/audit.ts';
import type { AuditCover, AuditVerdict } from '../model/generated/audit-verify.ts';
import { AuditVerifier, keyText } from './verify.ts';

const USAGE = `Usage: concordat-audit-verify EXPORT [--anchors FILE]... [--public-key KEY]... [--lineage ID] [--json]

EXPORT        file of concordat audit log --export
--anchors     file of concordat audit anchor --file; kept where nobody who can change the state can change it
--public-key  key that may sign: base64, PEM, or a file that holds it
--lineage     identity of the state, as noted elsewhere

Exit codes: 0 sound, 1 not sound, 64 usage.
`;

/** How an export is read. */
interface Request {
  readonly file: string;
  readonly anchors: readonly unknown[];
  readonly trusted: readonly string[];
  readonly lineage: string | undefined;
}

/** Whatever a line may hold. */
interface Line {
  readonly export?: { readonly format?: unknown; readonly lineage?: unknown };
  readonly head?: unknown;
  readonly record?: unknown;
  readonly end?: { readonly heads?: unknown; readonly records?: unknown };
}

/** Reads an export line by line: heads come before records, so that a chain of any length fits in memory. */
class ExportReader {
  readonly #request: Request;
  readonly #heads: unknown[] = [];
  readonly #faults: (readonly [code: string, detail: string])[] = [];
  #lineage: string;
  #verifier: AuditVerifier | null = null;
  #lines = 0;
  #records = 0;
  #isEnded = false;

  constructor(request: Request) {
    this.#request = request;
    this.#lineage = request.lineage ?? '';
  }

  add(text: string): void {
    this.#lines += 1;
    const line = parseLine(text);
    if (this.#lines === 1 && line?.export?.format === 'concordat-audit-export/1') this.#begin(line.export.lineage);
    else if (line?.head !== undefined && this.#verifier === null) this.#heads.push(line.head);
    else if (line?.record !== undefined && !this.#isEnded) {
      this.#records += 1;
      this.#begun().add(line.record as AuditRecord);
    } else if (line?.end !== undefined && !this.#isEnded) this.#end(line.end);
    else this.#faults.push(['EXPORT_LINE', `Line ${this.#lines} of the export is none that belongs there.`]);
  }

  verdict(): AuditVerdict {
    if (!this.#isEnded) this.#faults.push(['EXPORT_CUT', 'The export ends before its last line.']);
    const verifier = this.#begun();
    for (const [code, detail] of this.#faults) verifier.tell(code, 'export', null, detail);
    return verifier.verdict();
  }

  #begin(lineage: unknown): void {
    const { lineage: wanted } = this.#request;
    if (wanted !== undefined && lineage !== wanted)
      this.#faults.push(['EXPORT_FOREIGN', 'The export is of another state.']);
    this.#lineage = wanted ?? String(lineage);
  }

  #end({ heads, records }: { readonly heads?: unknown; readonly records?: unknown }): void {
    this.#isEnded = true;
    if (heads !== this.#heads.length || records !== this.#records)
      this.#faults.push(['EXPORT_CUT', 'Lines are missing from the export, or were put in.']);
  }

  #begun(): AuditVerifier {
    const { anchors, trusted } = this.#request;
    return (this.#verifier ??= new AuditVerifier({ lineage: this.#lineage, heads: this.#heads, anchors, trusted }));
  }
}

async function verifyExport(request: Request): Promise<AuditVerdict> {
  const reader = new ExportReader(request);
  const input = createReadStream(request.file);
  for await (const text of createInterface({ input, crlfDelay: Infinity })) reader.add(text);
  return reader.verdict();
}

function parseLine(text: string): Line | null {
  try {
    const line: unknown = JSON.parse(text);
    return typeof line === 'object' ? line : null;
  } catch {
    return null;
  }
}

/** Anchors of a file, one a line; what is no JSON stays as text, and is told as no head. */
function readAnchors(file: string): unknown[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((text) => text.trim() !== '').map((text) => parseLine(text) ?? text);
}

function readKey(given: string): string {
  const text = existsSync(given) ? readFileSync(given, 'utf8').trim() : given;
  if (keyText(text) === null) throw new Error('A public key is not an Ed25519 key.');
  return text;
}

function toText(verdict: AuditVerdict): string {
  const { sound, lineage, records, problems, problem_count: count } = verdict;
  const cover = ({ count: of, last, at }: AuditCover): string =>
    `${of}${last === null ? '' : `, the last for record ${last}, signed ${JSON.stringify(at)}`}`;
  return [
    `Audit chain of ${JSON.stringify(lineage)}: ${sound ? 'sound' : `NOT sound, ${count} problem${count === 1 ? '' : 's'}`}`,
    `  records  ${records}`,
    `  heads    ${cover(verdict.heads)}`,
    `  anchors  ${cover(verdict.anchors)}`,
    `  keys     ${verdict.key.seen.join(' ') || 'none'}${verdict.key.trusted ? ' (checked)' : ''}`,
    ...problems.map((problem) => `  ${problem.code}  ${problem.detail}`),
    ...(count > problems.length ? [`  and ${count - problems.length} more problems`] : []),
    ...verdict.coverage.map((sentence) => `Not covered: ${sentence}`),
    '',
  ].join('\n');
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      anchors: { type: 'string', multiple: true },
      'public-key': { type: 'string', multiple: true },
      lineage: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1 || values.help === true) {
    process.stdout.write(USAGE);
    return values.help === true ? 0 : 64;
  }
  const verdict = await verifyExport({
    file,
    anchors: (values.anchors ?? []).flatMap(readAnchors),
    trusted: (values['public-key'] ?? []).map(readKey),
    lineage: values.lineage,
  });
  process.stdout.write(values.json === true ? `${JSON.stringify(verdict, null, 2)}\n` : toText(verdict));
  return verdict.sound ? 0 : 1;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'It failed.'}\n`);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('ERR_PARSE_ARGS') ? 64 : 1;
});

import type { ReadCertificate, ReadRequest } from '../model/connector.ts';
import { ConcordatError } from '../model/error.ts';
import type { Binding } from '../model/manifest.ts';
import type { NativeValue } from '../model/value.ts';
import { certifyCount, leastRatio } from '../read/completeness.ts';
import { readRecords, type ReadResult } from '../read/read-records.ts';
import { textDigest } from '../value/text-digest.ts';
import { bindingAddress, type BindingRead, type Run } from './run.ts';

/** Records asked for per page; the plan does not depend on it. */
export const PAGE_SIZE = 1000;

/** Reads every binding once, the systems at the same time. An unreadable system gives an incomplete read; a wrong manifest or credential throws. */
export async function readBindings(run: Run, pageSize = PAGE_SIZE): Promise<ReadonlyMap<string, BindingRead>> {
  const reads = new Map<string, BindingRead>();
  const bySystem = new Map<string, { readonly entity: string; readonly binding: Binding }[]>();
  for (const entity of run.entityOrder) {
    for (const binding of run.manifest.entities.get(entity)?.bindings.values() ?? []) {
      bySystem.set(binding.system, [...(bySystem.get(binding.system) ?? []), { entity, binding }]);
    }
  }
  await Promise.all(
    [...bySystem.values()].map(async (bindings) => {
      for (const { entity, binding } of bindings)
        reads.set(bindingAddress(entity, binding.system), await readBinding(run, entity, binding, pageSize));
    }),
  );
  return reads;
}

async function readBinding(run: Run, entity: string, binding: Binding, pageSize: number): Promise<BindingRead> {
  const address = bindingAddress(entity, binding.system);
  const filter = textDigest(JSON.stringify([binding.resource, binding.where]));
  const capabilities = run.capabilities.get(address);
  const result = await attempt(run, entity, binding, pageSize);
  const least = leastRatio(run.manifest.policies, entity, binding.system);
  return {
    entity,
    system: binding.system,
    resource: binding.resource,
    records: result.records,
    certificate: certifyCount(result.certificate, run.memory.marks.get(address), filter, least),
    guard: result.guard ?? capabilities?.guard ?? { kind: 'none', strength: 'none' },
    actions: capabilities?.actions ?? [],
    filter,
  };
}

async function attempt(run: Run, entity: string, binding: Binding, pageSize: number): Promise<ReadResult> {
  const connector = run.connectors.get(binding.system);
  const reason = run.unreachable.get(binding.system);
  if (connector === undefined || reason !== undefined) return unread(reason ?? 'the system is not open');
  const fields = run.runtimes.get(entity)?.bindings.get(binding.system)?.nativeFields ?? [];
  const request = { ...addressOf(binding), fields, where: binding.where, lookup: null, pageSize };
  const subject = { entity, system: binding.system };
  try {
    return await readRecords(connector, subject, request, run.signal, (count) =>
      run.progress({ phase: 'read', system: binding.system, count }),
    );
  } catch (error) {
    run.signal.throwIfAborted();
    if (!(error instanceof ConcordatError) || !error.isRetryable) throw error;
    return unread(`${error.code}: ${error.message}`);
  }
}

/** Where a binding's records stand, and what guards them. */
function addressOf({ resource, id, version }: Binding): Pick<ReadRequest, 'resource' | 'id' | 'version'> {
  return { resource, id, ...(version === undefined ? {} : { version }) };
}

function unread(reason: string): ReadResult {
  const certificate: ReadCertificate = { complete: false, count: 0, total: null, reason };
  return { records: [], certificate, guard: null };
}

/** Reads single records of a binding by native columns, past the binding's filter when `isFiltered` is false. */
export async function lookupRecords(
  run: Run,
  entity: string,
  binding: Binding,
  by: readonly string[],
  values: readonly (readonly NativeValue[])[],
  isFiltered: boolean,
): Promise<ReadResult['records']> {
  const connector = run.connectors.get(binding.system);
  if (connector === undefined || values.length === 0) return [];
  const fields = run.runtimes.get(entity)?.bindings.get(binding.system)?.nativeFields ?? [];
  const found = [];
  for (let start = 0; start < values.length; start += 1000) {
    const lookup = { by, values: values.slice(start, start + 1000) };
    const request = {
      ...addressOf(binding),
      fields,
      where: isFiltered ? binding.where : null,
      lookup,
      pageSize: PAGE_SIZE,
    };
    const result = await readRecords(connector, { entity, system: binding.system }, request, run.signal);
    if (!result.certificate.complete)
      throw new ConcordatError('READ_INCOMPLETE', 'Records could not be read again in full.', {
        at: `${binding.system}:${binding.resource}`,
        isRetryable: true,
      });
    found.push(...result.records);
  }
  return found;
}

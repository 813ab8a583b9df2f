import { ConcordatError } from '../../../src/model/error.ts';
import type { SimRecord } from '../contract.ts';
import { keyText, type ResourceSpec } from './store.ts';

const CONDITION = /^\s*"?([A-Za-z_]\w*)"?\s*(?:(is null)|(is not null)|(=|<>)\s*'([^']*)')\s*$/i;

/** The few native filters that simulated databases know: `f is null`, `f is not null`, `f = 'x'`, `f <> 'x'`, joined by `and`. */
export function filterOf(spec: ResourceSpec, where: string | null, at: string): (record: SimRecord) => boolean {
  if (where === null) return () => true;
  const tests = where.split(/\s+and\s+/i).map((part) => testOf(spec, part, at));
  return (record) => tests.every((test) => test(record));
}

function testOf(spec: ResourceSpec, part: string, at: string): (record: SimRecord) => boolean {
  const [, field = '', isNull, isNotNull, operator, text] = CONDITION.exec(part) ?? [];
  if (spec.fields[field] === undefined)
    throw new ConcordatError('SYSTEM_QUERY', 'The database refused the read (SQLSTATE 42601).', { at });
  return ({ values }) => {
    const value = values.get(field) ?? null;
    if (isNull !== undefined) return value === null;
    if (isNotNull !== undefined) return value !== null;
    return value !== null && (keyText(value) === text) === (operator === '=');
  };
}

import { ConcordatError } from 'concordat/connector';

/** PostgreSQL cuts longer names silently, so that two of them may mean one column. */
const MAX_NAME_BYTES = 63;

/** A name as a quoted identifier, exactly as written: nothing is folded to lower case. Throws SYSTEM_NAME. */
export function quoteName(name: string): string {
  if (name === '' || name.includes('\0') || Buffer.byteLength(name) > MAX_NAME_BYTES) throw badName();
  return `"${name.replaceAll('"', '""')}"`;
}

/** A `resource`: `table`, `schema.table`, or with parts in double quotes, as `sales."Odd.Name"`. Quoted for SQL. */
export function quoteResource(resource: string): string {
  const parts = [...resource.matchAll(/(?:^|\.)(?:"((?:[^"]|"")+)"|([^".]+))/gy)];
  const length = parts.reduce((sum, [whole]) => sum + whole.length, 0);
  if (length !== resource.length || parts.length < 1 || parts.length > 2) throw badName();
  return parts.map(([, quoted, plain]) => quoteName(quoted?.replaceAll('""', '"') ?? plain ?? '')).join('.');
}

/** The shortest `resource` text for a table. */
export function resourceName(schema: string, table: string, isVisible: boolean): string {
  const shown = (name: string): string => (/[".]/.test(name) ? quoteName(name) : name);
  return isVisible ? shown(table) : `${shown(schema)}.${shown(table)}`;
}

function badName(): ConcordatError {
  return new ConcordatError(
    'SYSTEM_NAME',
    `A name has to be 1 to ${MAX_NAME_BYTES} bytes, as in: accounts, sales.accounts, sales."Odd.Name".`,
    {
      advice: 'Write the table or column as the database knows it.',
    },
  );
}

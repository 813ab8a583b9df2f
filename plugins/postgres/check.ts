import type { ConnectorOptions, Diagnostic, WriteAction } from 'concordat/connector';
import { ConcordatError } from 'concordat/connector';
import type { Address } from './address.ts';
import { type Table, findTable } from './catalog.ts';
import { PRIVILEGES, privilegeOf } from './describe.ts';
import { quoteName } from './identifiers.ts';
import type { Session, Sessions } from './session.ts';

/** Address, login and rights; all of it by reading the catalog. Whatever stands in the way comes back as a diagnostic. */
export async function checkAccess(
  sessions: Sessions,
  options: ConnectorOptions,
  address: Address,
  signal: AbortSignal,
): Promise<readonly Diagnostic[]> {
  const { system, access } = options;
  const findings = address.insecure === null ? [] : [insecure(system)];
  try {
    return await sessions.use(system, signal, async (session) => {
      const role = await loginOf(session);
      if (role.isSuper) findings.push(superuser(system));
      for (const [resource, rights] of Object.entries(access)) {
        findings.push(...(await checkResource(session, { system, resource, rights, role })));
      }
      return findings;
    });
  } catch (error) {
    if (!(error instanceof ConcordatError)) throw error;
    return [...findings, failure(error, system)];
  }
}

interface Login {
  readonly name: string;
  readonly isSuper: boolean;
}

async function loginOf(session: Session): Promise<Login> {
  const { rows } = await session.query('select rolname, rolsuper from pg_roles where rolname = current_user');
  const [name, isSuper] = rows[0] ?? [];
  return { name: name ?? '', isSuper: isSuper === 't' };
}

interface Subject {
  readonly system: string;
  readonly resource: string;
  readonly rights: readonly ('read' | WriteAction)[];
  readonly role: Login;
}

async function checkResource(session: Session, subject: Subject): Promise<readonly Diagnostic[]> {
  try {
    const table = await findTable(session, subject);
    const wanted = new Set<string>(['SELECT', ...subject.rights.map(privilegeOf)]);
    const missing = PRIVILEGES.filter((privilege) => wanted.has(privilege) && !table.rights.includes(privilege));
    const surplus = subject.role.isSuper ? [] : table.rights.filter((privilege) => !wanted.has(privilege));
    return [
      ...(missing.length > 0 ? [tooFew(subject, table, missing)] : []),
      ...(surplus.length > 0 ? [tooMany(subject, table, surplus)] : []),
      ...(table.isFiltered ? [filtered(subject)] : []),
    ];
  } catch (error) {
    if (!(error instanceof ConcordatError) || error.isRetryable) throw error;
    return [failure(error, `${subject.system}:${subject.resource}`)];
  }
}

function tooFew({ system, resource, role }: Subject, table: Table, missing: readonly string[]): Diagnostic {
  return {
    code: 'SYSTEM_RIGHTS_MISSING',
    severity: 'error',
    summary: 'The login lacks rights that the manifest grants.',
    detail: `Run: GRANT ${missing.join(', ')} ON ${table.sql} TO ${quoteName(role.name)};`,
    at: `${system}:${resource}`,
  };
}

function tooMany({ system, resource, role }: Subject, table: Table, surplus: readonly string[]): Diagnostic {
  return {
    code: 'SYSTEM_RIGHTS_SURPLUS',
    severity: 'warning',
    summary: 'The login may do more than the manifest grants.',
    detail:
      `Least privilege keeps mistakes small. Run: REVOKE ${surplus.join(', ')} ON ${table.sql} FROM ${quoteName(role.name)};` +
      ' or grant it under access in the manifest. A right may also come from a role or an ownership.',
    at: `${system}:${resource}`,
  };
}

function filtered({ system, resource }: Subject): Diagnostic {
  return {
    code: 'SYSTEM_ROW_SECURITY',
    severity: 'warning',
    summary: 'Row-level security hides records from this login.',
    detail:
      'Reads of it never prove that a record is absent, so nothing is deleted or counted as missing. Use a login with BYPASSRLS, or a policy and a `where` that show all records concerned.',
    at: `${system}:${resource}`,
  };
}

function superuser(system: string): Diagnostic {
  return {
    code: 'SYSTEM_SUPERUSER',
    severity: 'warning',
    summary: 'The login is a superuser.',
    detail: 'It may do everything to every database of the server. Make a role that may only do what access lists.',
    at: system,
  };
}

function insecure(system: string): Diagnostic {
  return {
    code: 'SYSTEM_TLS_OFF',
    severity: 'warning',
    summary: 'The server is not verified by TLS.',
    detail:
      'The manifest turns verification off with `insecure`: whoever sits between can read and change everything. Give the certificate authority as `ca` instead.',
    at: `${system}.connection.insecure`,
  };
}

function failure(error: ConcordatError, at: string): Diagnostic {
  return {
    code: error.code,
    severity: 'error',
    summary: error.message,
    detail: error.advice ?? error.message,
    at: error.at ?? at,
  };
}

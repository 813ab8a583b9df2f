import { integer, string } from '@oclif/core/flags';
import { ConcordatCommand } from '../../cli/base-command.ts';
import { auditLog, exportAudit } from '../../pipeline/audit-log.ts';
import { openAuditProject } from '../../pipeline/audit-project.ts';
import { instantOf } from '../../pipeline/audit-time.ts';
import { renderAuditLog } from '../../render/audit-log.ts';

/** `concordat audit log` */
export default class AuditLogCommand extends ConcordatCommand {
  static override summary = 'Show who wrote and decided what, under which rule, and how it ended.';
  static override description = `Reads the audit chain of the state: one record for each write and each decision. Reads no system, and works
with manifests that are not valid. Classified values stand as their fingerprints.
An instant is a date (2026-11-22, UTC), an instant with its zone (2026-11-22T12:00Z), or an age (30m, 4h, 7d).
--export writes the whole chain with its signed heads to a new file, for concordat-audit-verify.`;
  static override examples = [
    { description: 'The last 50 records', command: '<%= config.bin %> audit log' },
    { description: 'All about one customer', command: '<%= config.bin %> audit log --entity customer --key C-10234' },
    { description: 'Who changed prices this week', command: '<%= config.bin %> audit log --field price --since 7d' },
    { description: 'For an auditor', command: '<%= config.bin %> audit log --export audit.ndjson' },
  ];
  static override flags = {
    entity: string({ helpValue: 'NAME', summary: 'Only records of this entity.' }),
    key: string({ helpValue: 'KEY', summary: 'Only the record with this key, or this fingerprint.' }),
    field: string({ helpValue: 'NAME', summary: 'Only writes of this field, canonical or native.' }),
    system: string({ helpValue: 'NAME', summary: 'Only writes to this system.' }),
    actor: string({ helpValue: 'NAME', summary: 'Only what this person or job did.' }),
    run: string({ helpValue: 'ID', summary: 'Only what this run did; the beginning of its id is enough.' }),
    since: string({ helpValue: 'WHEN', summary: 'Only from then on.' }),
    until: string({ helpValue: 'WHEN', summary: 'Only up to then.' }),
    last: integer({ helpValue: 'N', min: 0, default: 50, summary: 'At most so many, the newest; 0 for all.' }),
    export: string({
      helpValue: 'FILE',
      summary: 'Write the whole chain to a new file.',
      exclusive: ['entity', 'key', 'field', 'system', 'actor', 'run', 'since', 'until', 'json'],
    }),
  };

  async run(): Promise<void> {
    const { flags, session } = await this.begin(AuditLogCommand);
    const now = this.world.now();
    const { since, until, export: file, ...query } = flags;
    const times = {
      since: since === undefined ? since : instantOf(since, now, 'since'),
      until: until === undefined ? until : instantOf(until, now, 'until'),
    };
    const project = await openAuditProject(session.dir, this.world);
    if (file !== undefined) {
      const { records } = await exportAudit(project, this.callerPath(file));
      this.say(
        `Wrote ${records} ${records === 1 ? 'record' : 'records'}. Check them with concordat-audit-verify ${file}`,
      );
      return;
    }
    const log = await auditLog(project, { ...query, ...times });
    if (session.isJson) await this.printJson(log);
    else await this.print(renderAuditLog(log, session.output));
  }
}

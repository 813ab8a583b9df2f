import { boolean, string } from '@oclif/core/flags';
import { ConcordatCommand } from '../../cli/base-command.ts';
import { listAlerts } from '../../pipeline.ts';
import { renderAlerts } from '../../render/alerts.ts';

/** `concordat alerts list` */
export default class AlertsList extends ConcordatCommand {
  static override summary = 'Show what is wrong, since when, who looks after it and who was told.';
  static override description = 'Reads the state and writes nothing. Exit code: 0, also when something is open.';
  static override examples = [
    { description: 'What is open', command: '<%= config.bin %> alerts list' },
    {
      description: 'Failures of one entity',
      command: '<%= config.bin %> alerts list --kind failure --entity customer',
    },
  ];
  static override flags = {
    all: boolean({ summary: 'Also what is resolved.' }),
    kind: string({
      options: ['failure', 'hold', 'fight', 'incomplete-read', 'stopped', 'not-run'],
      summary: 'Only this kind.',
    }),
    code: string({ helpValue: 'CODE', summary: 'Only with this code.' }),
    entity: string({ helpValue: 'NAME', summary: 'Only of this entity.' }),
    system: string({ helpValue: 'NAME', summary: 'Only in this system.' }),
  };

  async run(): Promise<void> {
    const { flags, session } = await this.begin(AlertsList);
    const { kind = null, code = null, entity = null, system = null } = flags;
    const project = await this.openProject(session);
    const report = await listAlerts(project, { isAll: flags.all, kind, code, entity, system });
    if (session.isJson) await this.printJson(report);
    else await this.print(renderAlerts(report, session.output));
  }
}

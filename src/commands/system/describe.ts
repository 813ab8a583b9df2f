import { string } from '@oclif/core/args';
import { ConcordatCommand } from '../../cli/base-command.ts';
import { chooseSystems } from '../../cli/choose-systems.ts';
import { describedText, describeSystem, systemDescription } from '../../cli/describe-system.ts';

/** `concordat system describe [NAME] [RESOURCE]` */
export default class SystemDescribe extends ConcordatCommand {
  static override summary = 'List the resources and fields that a system has, as the system describes them.';
  static override description = 'Shows names, types, keys and rights; no record is read. Use it to fill in an entity.';
  static override examples = [
    { description: 'Resources of all systems', command: '<%= config.bin %> system describe' },
    { description: 'Fields of one table', command: '<%= config.bin %> system describe crm public.accounts' },
    { description: 'Everything, for another program', command: '<%= config.bin %> system describe --json' },
  ];
  static override args = {
    name: string({ name: 'NAME', description: 'Name of a system. Default: all.' }),
    resource: string({ name: 'RESOURCE', description: 'One resource of it, with its fields. Default: all.' }),
  };

  async run(): Promise<void> {
    const { args, session } = await this.begin(SystemDescribe);
    const { manifest, open } = await this.openProject(session);
    const systems = [];
    for (const { name } of chooseSystems(manifest, args.name)) {
      session.progress.tell({ phase: 'describing', system: name });
      systems.push({ name, resources: await describeSystem(name, args.resource, open, session.signal) });
    }
    if (session.isJson) return this.printJson(systemDescription(systems));
    await this.print(describedText(systems, args.resource !== undefined));
  }
}

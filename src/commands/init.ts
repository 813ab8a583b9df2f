import { basename, resolve } from 'node:path';
import { string as argument } from '@oclif/core/args';
import { string } from '@oclif/core/flags';
import { ConcordatCommand } from '../cli/base-command.ts';
import { describeSources, toName } from '../cli/live-source.ts';
import { gitignoreOf, writeNewFiles } from '../cli/new-files.ts';
import { proposeProject, refuseNothing } from '../cli/propose-project.ts';
import { starterProject } from '../cli/starter-project.ts';
import type { InitReport } from '../model/generated/init.ts';

/** `concordat init [DIR]` */
export default class Init extends ConcordatCommand {
  static override summary = 'Begin a project: a small one that works at once, or one proposed from live systems.';
  static override description = `Overwrites nothing. With --from, reads the schema of live systems (never a record) and proposes systems and entities;
what a schema cannot tell, who owns each field, stands as TODO. Addresses go to environment variables, never into a file.`;
  static override examples = [
    { description: 'A project to play with', command: '<%= config.bin %> init my-project' },
    {
      description: 'From two live databases',
      command: '<%= config.bin %> init --from crm=postgres://me@localhost/crm --from sqlite:erp.db',
    },
    {
      description: 'Only two tables',
      command: '<%= config.bin %> init --from csv:exports --resource customers --resource orders',
    },
  ];
  static override args = {
    dir: argument({ name: 'DIR', description: 'Folder of the new project. Default: this one.' }),
  };
  static override flags = {
    from: string({
      multiple: true,
      multipleNonGreedy: true,
      helpValue: '[NAME=]ADDRESS',
      summary: 'Propose from a live system: postgres://…, sqlite:FILE or csv:FOLDER. May be repeated.',
    }),
    resource: string({
      multiple: true,
      multipleNonGreedy: true,
      dependsOn: ['from'],
      helpValue: 'NAME',
      summary: 'Only this table, view or file. May be repeated.',
    }),
    name: string({ helpValue: 'NAME', summary: 'Name of the project. Default: the name of the folder.' }),
  };

  async run(): Promise<void> {
    const { args, flags, session } = await this.begin(Init);
    const folder = resolve(session.dir, args.dir ?? '.');
    const name = toName(flags.name ?? basename(folder));
    const described = await describeSources(flags.from ?? [], {
      root: folder,
      caller: process.cwd(),
      only: flags.resource ?? [],
      world: this.world,
      signal: session.signal,
      progress: session.progress.tell,
    });
    refuseNothing(described);
    const project = described.length === 0 ? starterProject(name) : proposeProject(name, described);
    const files = [...project, ...(await gitignoreOf(folder))];
    await writeNewFiles(folder, files);
    const variables = described.flatMap(({ source }) => (source.secret === null ? [] : [source.secret.variable]));
    const report: InitReport = { folder, files: files.map(({ path }) => path), variables };
    if (session.isJson) return this.printJson(report);
    const next =
      described.length === 0 ? 'concordat plan --bootstrap' : 'fill in each TODO, then concordat validate --live';
    const secrets = variables.map((variable) => `The address is in no file: set ${variable} before you run concordat.`);
    await this.print([...files.map(({ path }) => `wrote ${path}`), ...secrets, `Next: ${next}`].join('\n'));
  }
}

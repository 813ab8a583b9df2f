import { string } from '@oclif/core/args';
import { ConcordatCommand } from '../cli/base-command.ts';
import { listSchemas, readSchema } from '../cli/schema-files.ts';
import type { SchemaList } from '../model/generated/schema-list.ts';

/** `concordat schema [NAME]` */
export default class Schema extends ConcordatCommand {
  static override summary = 'Print the JSON Schema of a manifest kind or of an output, or list them.';
  static override description =
    'The schemas are draft 2020-12, with descriptions and examples; editors complete and check manifests with them.';
  static override examples = [
    { description: 'What there is', command: '<%= config.bin %> schema' },
    { description: 'The schema of an entity manifest', command: '<%= config.bin %> schema entity' },
    { description: 'The schema of plan --json', command: '<%= config.bin %> schema plan' },
  ];
  static override args = {
    name: string({ name: 'NAME', description: 'A kind of manifest, or an output. Default: list all.' }),
  };

  async run(): Promise<void> {
    const { args, session } = await this.begin(Schema);
    if (args.name !== undefined) return this.print(await readSchema(args.name));
    const schemas = await listSchemas();
    const list: SchemaList = { schemas };
    if (session.isJson) return this.printJson(list);
    const width = Math.max(...schemas.map(({ name }) => name.length));
    await this.print(schemas.map(({ name, description }) => `${name.padEnd(width)}  ${description}`).join('\n'));
  }
}

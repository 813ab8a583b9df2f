import { string } from '@oclif/core/flags';
import { ConcordatCommand } from '../cli/base-command.ts';
import { entityTypes } from '../cli/entity-types.ts';
import type { TypesDocument } from '../model/generated/types.ts';
import { writeFileWhole } from '../cli/write-file.ts';

/** `concordat types` */
export default class Types extends ConcordatCommand {
  static override summary = 'Print TypeScript types of the entities, made from the dictionary.';
  static override description =
    'Decimals and long integers are strings, dates and instants ISO text, so that nothing is rounded. Needs no live system.';
  static override examples = [
    { description: 'Look at them', command: '<%= config.bin %> types' },
    { description: 'Keep them in a file', command: '<%= config.bin %> types --out src/entities.ts' },
  ];
  static override flags = {
    out: string({ helpValue: 'FILE', summary: 'Write them to a file instead.' }),
  };

  async run(): Promise<void> {
    const { flags, session } = await this.begin(Types);
    const { manifest } = await this.openProject(session);
    const code = entityTypes(manifest);
    if (flags.out !== undefined) {
      await writeFileWhole(this.callerPath(flags.out), [code], this.world.newId());
      this.say(`Wrote ${flags.out}.`);
    } else if (session.isJson) {
      const document: TypesDocument = { types: code };
      await this.printJson(document);
    } else await this.print(code);
  }
}

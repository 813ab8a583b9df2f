import { ConcordatCommand } from '../cli/base-command.ts';
import { testLines, testReport } from '../cli/test-lines.ts';
import { runTests } from '../pipeline.ts';

/** `concordat test` */
export default class Test extends ConcordatCommand {
  static override summary =
    'Run the examples of kind test: given these records, expect these changes. Needs no network.';
  static override description = 'Exit codes: 0 all hold, 1 one does not, 65 the manifests are invalid.';
  static override examples = [
    { description: 'Run all examples', command: '<%= config.bin %> test' },
    { description: 'For another program', command: '<%= config.bin %> test --json' },
  ];

  async run(): Promise<void> {
    const { session } = await this.begin(Test);
    const project = await this.openProject(session);
    const { tests } = await runTests(project, { signal: session.signal });
    if (session.isJson) await this.printJson(testReport(tests));
    else await this.print(testLines(tests, session.output));
    this.endWith(tests.every((test) => test.isPassed) ? 0 : 1);
  }
}

import { isAbsolute, resolve } from 'node:path';
import { Command } from '@oclif/core/command';
import { boolean, string } from '@oclif/core/flags';
import type { Interfaces } from '@oclif/core';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Project } from '../pipeline.ts';
import { realWorld } from '../world.ts';
import { refuseEmptyWords } from './empty-words.ts';
import { listenForInterrupt } from './interrupt.ts';
import { writePieces, writeText } from './output.ts';
import { startProgressLine, type ProgressLine } from './progress-line.ts';
import { terminalOf, type Terminal } from './terminal.ts';

const LEVELS = ['error', 'warn', 'info', 'debug'] as const;

/** What a command has in its hands: where it runs, where it writes, and how it is told to stop. */
export interface Session {
  /** Absolute path of the folder given with -C, else the caller's. */
  readonly dir: string;
  readonly isJson: boolean;
  readonly output: Terminal;
  readonly talk: Terminal;
  readonly signal: AbortSignal;
  readonly progress: ProgressLine;
}

/** What every command shares: its flags, where results and talk go, and how it ends. */
export abstract class ConcordatCommand extends Command {
  static override baseFlags = {
    directory: string({
      char: 'C',
      helpValue: 'DIR',
      helpGroup: 'GLOBAL',
      summary: 'Run in the project in this folder.',
    }),
    json: boolean({ helpGroup: 'GLOBAL', summary: 'Print one JSON document instead of text.' }),
    'no-color': boolean({ helpGroup: 'GLOBAL', summary: 'Print without colour, as NO_COLOR does.' }),
    'log-level': string({
      helpGroup: 'GLOBAL',
      options: LEVELS,
      default: 'info',
      summary: 'How much is told on stderr.',
    }),
  };

  protected readonly world = realWorld();
  #session: Session | null = null;
  #level = 2;

  /** Parses the command line and opens the session. Call it first, once. */
  protected async begin<
    F extends Interfaces.OutputFlags<Interfaces.FlagInput>,
    A extends Interfaces.OutputArgs<Interfaces.ArgInput>,
  >(
    command: Interfaces.Input<F, Interfaces.OutputFlags<typeof ConcordatCommand.baseFlags>, A>,
  ): Promise<{ readonly flags: F; readonly args: A; readonly session: Session }> {
    const parsed = await this.parse(command);
    const { flags, args } = parsed;
    refuseEmptyWords(flags, args);
    this.#level = LEVELS.indexOf(flags['log-level'] as (typeof LEVELS)[number]);
    const mayColour = flags['no-color'] !== true;
    const talk = terminalOf(process.stderr, this.world, mayColour);
    const session = {
      dir: this.callerPath(flags['directory'] ?? '.'),
      isJson: flags['json'] === true,
      output: terminalOf(process.stdout, this.world, mayColour),
      talk,
      signal: listenForInterrupt((text) => this.say(text)),
      progress: startProgressLine(this.#level >= 2 ? process.stderr : null, talk, () => this.world.monotonicMs()),
    };
    this.#session = session;
    return { flags, args, session };
  }

  /** Opens the project of the session; warnings are told. Throws MANIFEST_INVALID, exit 65. */
  protected async openProject(session: Session): Promise<Project> {
    const { openProject } = await import('../pipeline.ts');
    const project = await openProject(session.dir, this.world);
    await this.warnAbout(project.warnings);
    return project;
  }

  /** Says in one line that the manifests have warnings, which validate shows; those about the key are told whole. */
  protected async warnAbout(diagnostics: readonly Diagnostic[]): Promise<void> {
    if (this.#level < 1) return;
    const ofKey = diagnostics.filter(({ code }) => code.startsWith('KEY_'));
    if (ofKey.length > 0) this.#session?.progress.clear();
    for (const { summary, detail } of ofKey) await writeText(process.stderr, `${summary} ${detail}`);
    const count = diagnostics.filter(({ severity }) => severity === 'warning').length - ofKey.length;
    if (count === 0) return;
    this.#session?.progress.clear();
    const [what, them] = count === 1 ? ['1 warning', 'it'] : [`${count} warnings`, 'them'];
    await writeText(process.stderr, `The manifests give ${what}; concordat validate shows ${them}.`);
  }

  /** A path of the command line, which starts where the caller is. */
  protected callerPath(path: string): string {
    return isAbsolute(path) ? path : resolve(process.cwd(), path);
  }

  /** The result, on stdout. */
  protected async print(result: string | Iterable<string>): Promise<void> {
    this.#session?.progress.clear();
    if (typeof result === 'string') await writeText(process.stdout, result);
    else await writePieces(process.stdout, result);
  }

  /** The result as one JSON document, on stdout. */
  protected async printJson(document: unknown): Promise<void> {
    await this.print(JSON.stringify(document, null, 2));
  }

  /** Talk, on stderr; silent under `--log-level warn`. */
  protected say(text: string): void {
    if (this.#level < 2) return;
    process.stderr.write(`${text}\n`);
  }

  /** Sets the exit code of design §7. */
  protected endWith(code: number): void {
    process.exitCode = code;
  }

  /** Failures are told in one place, see main.ts. */
  protected override async catch(error: unknown): Promise<never> {
    throw error;
  }

  protected override async finally(): Promise<void> {
    this.#session?.progress.clear();
  }
}

import { fileURLToPath } from 'node:url';
import { Config } from '@oclif/core/config';
import { run } from '@oclif/core/run';
import { settings } from '@oclif/core/settings';
import { realWorld } from '../world.ts';
import { arrangeArguments, readEarlyFlags, type EarlyFlags } from './arguments.ts';
import { findCommand, helpFor, refuseUnknownFlags } from './find-command.ts';
import { errorDocument, failureOf, stackOf } from './failure.ts';
import { endQuietlyWithReader, writeText } from './output.ts';
import { terminalOf } from './terminal.ts';

/** The whole program: runs the command that the arguments name and sets the exit code. Never rejects. */
export async function main(argv: readonly string[]): Promise<void> {
  const early = readEarlyFlags(argv);
  endQuietlyWithReader(process.stdout);
  process.on('uncaughtException', (error) => {
    void tellFailure(error, early).finally(() => process.exit());
  });
  try {
    settings.enableAutoTranspile = false;
    const config = await Config.load(fileURLToPath(import.meta.url));
    await runWords(arrangeArguments(argv), config);
  } catch (error) {
    await tellFailure(error, early);
  }
}

/** Runs the command itself; oclif's own dispatch would take an extra argument for a part of the command's name. */
async function runWords(words: readonly string[], config: Config): Promise<void> {
  const found = await findCommand(words, config);
  if (found === null || words.includes('--help')) {
    await run(found === null ? [...words] : [found.id, '--help'], config);
    return;
  }
  await refuseUnknownFlags(found, config);
  try {
    await config.runCommand(found.id, [...found.argv]);
  } catch (error) {
    throw failureOf(error, helpFor(found.id));
  }
}

async function tellFailure(thrown: unknown, early: EarlyFlags): Promise<void> {
  const error = failureOf(thrown);
  process.exitCode = error.exit;
  if (early.isJson) await writeText(process.stdout, JSON.stringify(errorDocument(error), null, 2));
  else {
    const { renderError } = await import('../render/diagnostics.ts');
    const { width, isColour } = terminalOf(process.stderr, realWorld(), early.mayColour);
    await writeText(process.stderr, renderError(error, { width, isColour }));
  }
  if (early.isDebug) await writeText(process.stderr, stackOf(error));
}

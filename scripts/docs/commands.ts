import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from '@oclif/core';

/** A command as people type it, and its class. */
export interface NamedCommand {
  /** `plan`, `system check`. */
  readonly name: string;
  readonly command: Command.Class;
}

/** All commands of the program, sorted by name. */
export async function loadCommands(root: string): Promise<readonly NamedCommand[]> {
  const dir = join(root, 'src/commands');
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const commands: NamedCommand[] = [];
  for (const file of files.sort()) {
    const module: { readonly default: Command.Class } = await import(pathToFileURL(join(dir, file)).href);
    const name = relative(dir, join(dir, file)).replace(/\.ts$/, '').replaceAll(/[\\/]/g, ' ');
    commands.push({ name, command: module.default });
  }
  return commands.sort((a, b) => (a.name < b.name ? -1 : 1));
}

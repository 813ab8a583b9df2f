import { constants } from 'node:fs';
import { access, readdir, realpath, stat, type FileHandle } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { ConcordatError, unknownResource } from 'concordat/connector';

const ENDING = '.csv';

/** A folder of CSV files. Names never lead out of it, not even through symbolic links. */
export class Folder {
  readonly system: string;
  /** Real path. */
  readonly path: string;

  private constructor(system: string, path: string) {
    this.system = system;
    this.path = path;
  }

  /** Throws SYSTEM_NOT_FOUND, exit 75, when the folder is not there. */
  static async open(system: string, path: string): Promise<Folder> {
    try {
      const real = await realpath(path);
      await readdir(real);
      return new Folder(system, real);
    } catch (cause) {
      throw new ConcordatError('SYSTEM_NOT_FOUND', `The folder of ${system} is not there or cannot be read.`, {
        at: system,
        isRetryable: true,
        advice: 'Check its path and rights; concordat never creates it.',
        cause,
      });
    }
  }

  /** Names of the resources, sorted. */
  async list(): Promise<readonly string[]> {
    const names = await readdir(this.path);
    return names
      .filter((name) => name.endsWith(ENDING) && !name.startsWith('.'))
      .map((name) => basename(name, ENDING))
      .sort();
  }

  /** The real path of a resource's file; throws CONNECTOR_UNKNOWN_RESOURCE, or CONNECTOR_OUTSIDE_FOLDER for a link that leads out. */
  async fileOf(resource: string): Promise<string> {
    const isName = resource !== '' && !resource.startsWith('.') && !/[/\\\u0000]/.test(resource);
    const real = isName ? await realpath(join(this.path, `${resource}${ENDING}`)).catch(() => null) : null;
    if (real === null) throw unknownResource(this.system, resource, await this.list());
    if (!real.startsWith(this.path.endsWith(sep) ? this.path : `${this.path}${sep}`)) {
      throw new ConcordatError(
        'CONNECTOR_OUTSIDE_FOLDER',
        'The file is a symbolic link that leads out of its folder.',
        { at: `${this.system}:${resource}` },
      );
    }
    return real;
  }

  async isWritable(resource: string): Promise<boolean> {
    try {
      await access(await this.fileOf(resource), constants.W_OK);
      await access(this.path, constants.W_OK);
      return true;
    } catch {
      return false;
    }
  }
}

/** Identity, size and time of an open file: what moves when somebody writes it. */
export async function stampOf(file: FileHandle | string): Promise<string> {
  const { ino, size, mtimeNs } = await (typeof file === 'string'
    ? stat(file, { bigint: true })
    : file.stat({ bigint: true }));
  return `${ino}:${size}:${mtimeNs}`;
}

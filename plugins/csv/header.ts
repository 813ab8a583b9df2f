import { ConcordatError, unknownField } from 'concordat/connector';
import type { Cell } from './record.ts';

/** Where columns stand in the rows of one file. */
export class Header {
  readonly names: readonly string[];
  readonly #place: { readonly system: string; readonly resource: string };

  constructor(cells: readonly Cell[], place: { readonly system: string; readonly resource: string }) {
    this.names = cells.map((cell) => cell ?? '');
    this.#place = place;
  }

  /** Positions of columns; throws CONNECTOR_UNKNOWN_FIELD, or CONNECTOR_AMBIGUOUS_FIELD for a name that stands there twice. */
  positions(names: readonly string[]): readonly number[] {
    return names.map((name) => {
      const position = this.names.indexOf(name);
      if (position === -1) throw unknownField(this.#place, name, this.names);
      if (this.names.lastIndexOf(name) === position) return position;
      const { system, resource } = this.#place;
      throw new ConcordatError(
        'CONNECTOR_AMBIGUOUS_FIELD',
        `The header of ${system}:${resource} names the column "${name}" twice.`,
        {
          at: `${system}:${resource}.${name}`,
          advice: 'Give each column of the file its own name.',
        },
      );
    });
  }
}

/** CONNECTOR_NO_HEADER, exit 75: an empty file is most likely being written just now. */
export function noHeader(at: string): ConcordatError {
  return new ConcordatError('CONNECTOR_NO_HEADER', 'The file is empty: not even its header is there.', {
    at,
    isRetryable: true,
    advice: 'If it is meant to be empty, write the line with the names of its columns.',
  });
}

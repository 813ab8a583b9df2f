import { CST, Lexer } from 'yaml';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { TextFile } from './source-file.ts';
import { placeAt } from './source-file.ts';

/** Deepest nesting of maps and lists that is read. */
export const MAX_DEPTH = 64;

/** A block collection that is open: its column, and whether it is a map or a list. */
interface OpenBlock {
  readonly column: number;
  readonly kind: 'map' | 'list';
}

/**
 * What must be refused before the text may be parsed: nesting over 64 (the parser is recursive and would abort the process),
 * and directives, tags, anchors and aliases. Looks at the lexer's tokens alone, in one pass with constant stack.
 */
export function scanTokens(file: TextFile): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const depth = new DepthGauge();
  let offset = 0;
  let isText = false;
  for (const token of new Lexer().lex(file.text)) {
    if (token === CST.SCALAR) isText = true;
    if (token === CST.DOCUMENT || token === CST.FLOW_END || token === CST.SCALAR) continue;
    const type = isText ? 'scalar' : CST.tokenType(token);
    isText = false;
    const refusal = refuseToken(type, token);
    if (refusal !== null) found.push({ severity: 'error', at: placeAt(file, offset), length: token.length, ...refusal });
    if (depth.measure(type, token, offset) > MAX_DEPTH) return [...found, tooDeep(file, offset)];
    offset += token.length;
  }
  return found;
}

/** Follows the tokens of one file and knows how deep the collections around the last one are nested. May overestimate broken YAML. */
class DepthGauge {
  #flow: string[] = [];
  #blocks: OpenBlock[] = [];
  /** Where the last key candidate starts on its line. */
  #keyColumn = 0;
  #isKeyOpen = false;
  #lineStart = 0;

  measure(type: string | null, token: string, offset: number): number {
    const column = offset - this.#lineStart;
    if (type === 'flow-seq-start' || type === 'flow-map-start') {
      if (this.#flow.length === 0) this.#openKey(column);
      this.#flow.push(token === '[' ? ']' : '}');
    } else if (type === 'flow-seq-end' || type === 'flow-map-end') {
      if (this.#flow.at(-1) === token) this.#flow.pop();
    } else if (this.#flow.length === 0) this.#measureBlock(type, column);
    const newline = token.lastIndexOf('\n');
    if (newline !== -1) {
      this.#lineStart = offset + newline + 1;
      this.#isKeyOpen = false;
    }
    return this.#blocks.length + this.#flow.length;
  }

  #measureBlock(type: string | null, column: number): void {
    if (type === 'seq-item-ind') this.#open({ column, kind: 'list' });
    else if (type === 'explicit-key-ind') this.#open({ column, kind: 'map' });
    else if (type === 'map-value-ind') this.#open({ column: this.#isKeyOpen ? this.#keyColumn : column, kind: 'map' });
    else if (type === 'doc-start' || type === 'doc-end') this.#blocks = [];
    else if (type !== 'space' && type !== 'comment' && type !== 'newline') this.#openKey(column);
    if (type === 'seq-item-ind' || type === 'explicit-key-ind' || type === 'map-value-ind') this.#isKeyOpen = false;
  }

  #openKey(column: number): void {
    if (!this.#isKeyOpen) this.#keyColumn = column;
    this.#isKeyOpen = true;
  }

  #open(block: OpenBlock): void {
    for (let top = this.#blocks.at(-1); top !== undefined && closes(top, block); top = this.#blocks.at(-1)) this.#blocks.pop();
    const top = this.#blocks.at(-1);
    if (top === undefined || top.column !== block.column || top.kind !== block.kind) this.#blocks.push(block);
  }
}

/** A list may stand in the column of the map around it, not the other way round. */
function closes(open: OpenBlock, next: OpenBlock): boolean {
  return open.column > next.column || (open.column === next.column && open.kind === 'list' && next.kind === 'map');
}

function tooDeep(file: TextFile, offset: number): Diagnostic {
  return {
    code: 'YAML_TOO_DEEP',
    severity: 'error',
    summary: 'Maps and lists are nested too deeply.',
    detail: `At most ${MAX_DEPTH} levels are read; no manifest needs more than ten. Is a bracket missing before this place?`,
    at: placeAt(file, offset),
    frame: [],
  };
}

function refuseToken(type: string | null, token: string): Pick<Diagnostic, 'code' | 'summary' | 'detail'> | null {
  switch (type) {
    case 'directive-line':
      return {
        code: 'YAML_DIRECTIVE',
        summary: 'YAML directives are not allowed.',
        detail: 'A line that begins with % changes how the rest is read: under %YAML 1.1, no becomes false and 010 becomes 8. Remove the line.',
      };
    case 'tag':
      return {
        code: 'YAML_TAG',
        summary: 'YAML tags are not allowed.',
        detail: `"${token}" would change the type of the value, or run code in other tools. Remove it; to make a value text, put it in quotes. A text that begins with ! needs quotes too.`,
      };
    case 'anchor':
      return {
        code: 'YAML_ANCHOR',
        summary: 'YAML anchors are not allowed.',
        detail: `"${token}" lets one place change another that a reviewer does not see. Write the value out where it is used. A text that begins with & needs quotes.`,
      };
    case 'alias':
      return {
        code: 'YAML_ALIAS',
        summary: 'YAML aliases are not allowed.',
        detail: `"${token}" stands for a value from elsewhere, and can grow without bound. Write the value out here. A text that begins with * needs quotes.`,
      };
    default:
      return null;
  }
}

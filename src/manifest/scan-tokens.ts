import { CST, Lexer } from 'yaml';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { TextFile } from './source-file.ts';
import { placeAt } from './source-file.ts';
import { syntaxError } from './yaml-traps.ts';

/** Deepest nesting of maps and lists that is read. */
export const MAX_DEPTH = 64;

/** A block collection that is open: its column, and whether it is a map or a list. */
interface OpenBlock {
  readonly column: number;
  readonly kind: 'map' | 'list';
}

/** A flow collection that is open: what closes it, and how many pairs its current item chains (`[a: b: c]` nests two maps). */
interface OpenFlow {
  readonly closer: string;
  pairs: number;
  /** True when a key or value stands here that nothing separates from what comes next. */
  hasValue: boolean;
}

/**
 * What must be refused before the text may be parsed: nesting over 64 (the parser is recursive and would abort the process),
 * directives, tags, anchors and aliases, and broken structure that the parser would nest without end. Looks at the lexer's tokens
 * alone, in one pass with constant stack.
 */
export function scanTokens(file: TextFile): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const depth = new DepthGauge();
  let offset = 0;
  let isText = false;
  for (const token of new Lexer().lex(file.text)) {
    if (token === CST.SCALAR) isText = true;
    if (token === CST.FLOW_END) return [...found, syntaxError({ at: placeAt(file, offset), length: 1 }, NOT_CLOSED)];
    if (token === CST.DOCUMENT || token === CST.SCALAR) continue;
    const type = isText ? 'scalar' : CST.tokenType(token);
    isText = false;
    const refusal = refuseToken(type, token);
    if (refusal !== null)
      found.push({ severity: 'error', at: placeAt(file, offset), length: token.length, ...refusal });
    const fault = depth.measure(type, token, offset);
    if (fault !== null) return [...found, syntaxError({ at: placeAt(file, offset), length: 1 }, fault)];
    if (depth.levels > MAX_DEPTH) return [...found, tooDeep(file, offset)];
    offset += token.length;
  }
  return found;
}

const NOT_CLOSED = 'A bracket or brace before this line is not closed, or this line is not indented below it.';
const WRONG_CLOSER = 'This closes another kind of bracket than the one that is open, or none is open.';
const NO_COMMA = 'A comma is missing before this place, or a bracket or brace is not closed.';
const DASH_IN_FLOW =
  'A dash begins a list on lines of its own, not between brackets or braces: is one before this place not closed?';
const CHAINED = 'A map or list cannot begin here, behind the colon of the same line: it begins on a line of its own.';

/**
 * Follows the tokens of one file and knows how deep the collections around the last one are nested: never less than the parser
 * will find, up to the first fault that it tells.
 */
class DepthGauge {
  #flow: OpenFlow[] = [];
  /** Sum of the levels of all open flow collections. */
  #flowDepth = 0;
  #blocks: OpenBlock[] = [];
  /** Where the last key candidate starts on its line. */
  #keyColumn = 0;
  #isKeyOpen = false;
  /** True after the `:` of a key on this line. */
  #isPairOpen = false;
  /** True between the header of a block scalar and its text. */
  #isBlockText = false;
  #lineStart = 0;

  /** Levels around the token that was measured last. */
  get levels(): number {
    return this.#blocks.length + this.#flowDepth;
  }

  /** Takes one token in; a fault of structure is returned as a sentence. */
  measure(type: string | null, token: string, offset: number): string | null {
    const column = offset - this.#lineStart;
    const isFlow = this.#flow.length > 0 || type?.startsWith('flow-') === true;
    const fault = isFlow ? this.#measureFlow(type, token, column) : this.#measureBlock(type, column);
    const newline = token.lastIndexOf('\n');
    if (newline !== -1) this.#lineStart = offset + newline + 1;
    if (type === 'newline' || (type === 'scalar' && this.#isBlockText)) this.#endLine();
    if (type === 'scalar' || type === 'block-scalar-header') this.#isBlockText = type === 'block-scalar-header';
    return fault;
  }

  #measureFlow(type: string | null, token: string, column: number): string | null {
    const top = this.#flow.at(-1);
    const isOpener = type === 'flow-seq-start' || type === 'flow-map-start';
    const isValue = isOpener || type?.endsWith('scalar') === true;
    if (isValue && top?.hasValue === true) return NO_COMMA;
    if (isValue && top !== undefined) top.hasValue = true;
    if (isOpener) {
      if (top === undefined) this.#openKey(column);
      this.#flow.push({ closer: token === '[' ? ']' : '}', pairs: 0, hasValue: false });
      this.#flowDepth += 1;
    } else if (type === 'map-value-ind' || type === 'explicit-key-ind') this.#openFlowPair();
    else if (type === 'seq-item-ind') return DASH_IN_FLOW;
    else if (type === 'comma') this.#endFlowItem();
    else if (type === 'flow-seq-end' || type === 'flow-map-end') {
      if (token !== top?.closer) return WRONG_CLOSER;
      this.#endFlowItem();
      this.#flow.pop();
      this.#flowDepth -= 1;
    }
    return null;
  }

  #openFlowPair(): void {
    const top = this.#flow.at(-1);
    if (top === undefined) return;
    top.pairs += 1;
    top.hasValue = false;
    if (top.pairs > 1 || top.closer === ']') this.#flowDepth += 1;
  }

  #endFlowItem(): void {
    const top = this.#flow.at(-1);
    if (top === undefined) return;
    this.#flowDepth -= Math.max(0, top.closer === ']' ? top.pairs : top.pairs - 1);
    top.pairs = 0;
    top.hasValue = false;
  }

  #measureBlock(type: string | null, column: number): string | null {
    const isIndicator = type === 'seq-item-ind' || type === 'explicit-key-ind' || type === 'map-value-ind';
    if (isIndicator && this.#isPairOpen) return CHAINED;
    if (type === 'seq-item-ind') this.#open({ column, kind: 'list' });
    else if (type === 'explicit-key-ind') this.#open({ column, kind: 'map' });
    else if (type === 'map-value-ind') this.#open({ column: this.#isKeyOpen ? this.#keyColumn : column, kind: 'map' });
    else if (type === 'doc-start' || type === 'doc-end') this.#blocks = [];
    else if (type !== 'space' && type !== 'comment' && type !== 'newline') this.#openKey(column);
    if (type === 'map-value-ind') this.#isPairOpen = this.#isKeyOpen;
    if (isIndicator) this.#isKeyOpen = false;
    return null;
  }

  /** Other texts that span lines do not end the pair they stand in: `a: "b\nc": d` is one chain to the parser. */
  #endLine(): void {
    this.#isKeyOpen = false;
    this.#isPairOpen = false;
  }

  #openKey(column: number): void {
    if (!this.#isKeyOpen) this.#keyColumn = column;
    this.#isKeyOpen = true;
  }

  #open(block: OpenBlock): void {
    for (let top = this.#blocks.at(-1); top !== undefined && closes(top, block); top = this.#blocks.at(-1))
      this.#blocks.pop();
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
        detail:
          'A line that begins with % changes how the rest is read: under %YAML 1.1, no becomes false and 010 becomes 8. Remove the line.',
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

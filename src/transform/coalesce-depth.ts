/** What is skipped or counted as a whole: comment, text, quoted name, or coalescing operator. */
const TOKEN = /\/\*[^]*?\*\/|"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|`[^`]*`|\?\?|\?:|[^]/gy;

/** One pair of brackets, or the whole: deepest nesting so far, and deepest since the last operator or separator. */
interface Group {
  most: number;
  left: number;
}

/** Most coalescing operators inside each other's left sides: 4,096 copies. */
const MAX_DEPTH = 12;
/** Most of them at all, where their nesting cannot be told. */
const MAX_COUNT = 16;

/**
 * True when parsing would take too long: the parser copies the left side of every `??` and `?:`, so each one inside the
 * left side of another doubles its work. A slash may begin a regular expression that hides quotes, and a bar a transform
 * without brackets: there the operators are only counted.
 */
export function coalescesTooDeep(source: string): boolean {
  if (/[/|]/.test(source)) return (source.match(/\?\?|\?:/g)?.length ?? 0) > MAX_COUNT;
  return coalesceDepth(source) > MAX_DEPTH;
}

function coalesceDepth(source: string): number {
  const open: Group[] = [];
  let group: Group = { most: 0, left: 0 };
  for (const [token] of source.matchAll(TOKEN)) {
    if ('([{'.includes(token)) {
      open.push(group);
      group = { most: 0, left: 0 };
    } else if (')]}'.includes(token)) {
      const inner = Math.max(group.most, group.left);
      group = open.pop() ?? { most: 0, left: 0 };
      group.left = Math.max(group.left, inner);
    } else count(group, token);
  }
  return Math.max(group.most, group.left, ...open.map(({ most, left }) => Math.max(most, left)));
}

/** Such an operator reaches to the end of its brackets, so only what stands in brackets before it can hold another. */
function count(group: Group, token: string): void {
  const isOperator = token === '??' || token === '?:';
  if (!isOperator && token !== ',' && token !== ';') return;
  group.most = Math.max(group.most, group.left + (isOperator ? 1 : 0));
  group.left = 0;
}

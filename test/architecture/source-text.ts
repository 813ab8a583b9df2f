/** Words after which a slash begins a regular expression. */
const BEFORE_REGEX = /(?:^|[(,=:[!&|?{};+\-*%~^<>]|\b(?:return|typeof|case|in|of|void|await|yield))\s*$/;

/** Source text without comments; with `isBlank`, also without the content of strings and regular expressions. */
export function stripSource(source: string, isBlank: boolean): string {
  let code = '';
  let i = 0;
  while (i < source.length) {
    const end = endOfToken(source, i, code);
    const token = source.slice(i, end);
    if (isComment(token)) code += token.includes('\n') ? '\n' : ' ';
    else code += isBlank && token.length > 1 ? blank(token) : token;
    i = end;
  }
  return code;
}

/** Module names that a source imports or re-exports, statically or by `import('…')`. `isType` for imports that vanish. */
export function importsOf(
  source: string,
): { readonly from: string; readonly isType: boolean; readonly isDynamic: boolean }[] {
  const code = stripSource(source, false);
  const fixed = [...code.matchAll(/^\s*(?:import|export)\s+(type\s)?(?:[\w$*{}\s,]+?\sfrom\s*)?['"]([^'"]+)['"]/gm)];
  const dynamic = [...code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)];
  return [
    ...fixed.map(([, type, from]) => ({ from: from ?? '', isType: type !== undefined, isDynamic: false })),
    ...dynamic.map(([, from]) => ({ from: from ?? '', isType: false, isDynamic: true })),
  ];
}

function endOfToken(source: string, i: number, before: string): number {
  if (source.startsWith('//', i)) return endOr(source, source.indexOf('\n', i));
  if (source.startsWith('/*', i)) return endOr(source, source.indexOf('*/', i) + 2, 1);
  const char = source[i];
  if (char === "'" || char === '"') return endOfQuoted(source, i, char);
  if (char === '`') return readTemplate(source, i).end;
  if (char === '/' && BEFORE_REGEX.test(before.slice(-40))) return endOfRegex(source, i);
  return i + 1;
}

function endOr(source: string, end: number, least = 0): number {
  return end <= least ? source.length : end;
}

function endOfQuoted(source: string, start: number, quote: string): number {
  let i = start + 1;
  while (i < source.length && source[i] !== quote) i += source[i] === '\\' ? 2 : 1;
  return i + 1;
}

/** A string or a regular expression without its content; a template with its code only. */
function blank(token: string): string {
  const code = token.startsWith('`')
    ? readTemplate(token, 0)
        .expressions.map((part) => stripSource(part, true))
        .join(';')
    : '';
  return token.charAt(0) + code + token.charAt(token.length - 1);
}

/** Where a template ends, and the code of its `${…}` parts. */
function readTemplate(
  source: string,
  start: number,
): { readonly end: number; readonly expressions: readonly string[] } {
  const expressions: string[] = [];
  let i = start + 1;
  while (i < source.length && source[i] !== '`') {
    if (source.startsWith('${', i)) {
      const end = endOfBraces(source, i + 2);
      expressions.push(source.slice(i + 2, end));
      i = end + 1;
    } else i += source[i] === '\\' ? 2 : 1;
  }
  return { end: i + 1, expressions };
}

/** Where the brace that was opened before `start` is closed. */
function endOfBraces(source: string, start: number): number {
  let depth = 1;
  let i = start;
  while (i < source.length) {
    if (source[i] === '{') depth += 1;
    if (source[i] === '}') depth -= 1;
    if (depth === 0) return i;
    i = endOfToken(source, i, source.slice(start, i));
  }
  return i;
}

function endOfRegex(source: string, start: number): number {
  let isClass = false;
  for (let i = start + 1; i < source.length && source[i] !== '\n'; i += 1) {
    if (source[i] === '\\') i += 1;
    else if (source[i] === '[') isClass = true;
    else if (source[i] === ']') isClass = false;
    else if (source[i] === '/' && !isClass) return i + 1;
  }
  return start + 1;
}

function isComment(token: string): boolean {
  return token.startsWith('//') || token.startsWith('/*');
}

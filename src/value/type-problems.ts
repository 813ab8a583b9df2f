import { closest, distance } from 'fastest-levenshtein';
import type { FieldType } from '../model/manifest.ts';
import { boundOf, comparerOf, compilePattern } from './constraints.ts';
import type { Violation } from './contract.ts';
import { FORMATS } from './formats.ts';
import { SHIPPED_LIST_NAMES } from './shipped-lists.ts';

/** What is wrong with a declared type: unknown format or list, a pattern that is not RE2, bounds and lengths that cannot be. [] when sound. */
export function typeProblems(type: FieldType): readonly Violation[] {
  const problems: Violation[] = [];
  const { format, pattern, values } = type;
  if (format !== null && !FORMATS.includes(format)) {
    problems.push({ code: 'TYPE_FORMAT', detail: `There is no format "${format}".${nearest(format, FORMATS)}` });
  } else if (format !== null && type.kind !== 'string') {
    problems.push({ code: 'TYPE_FORMAT', detail: 'A format fits a string only.' });
  }
  if (pattern !== null && compilePattern(pattern) === null) {
    problems.push({
      code: 'TYPE_PATTERN',
      detail: 'The pattern is not valid RE2 syntax, which has no look-around and no back-references.',
    });
  }
  const list = values?.list ?? null;
  if (list !== null && !SHIPPED_LIST_NAMES.includes(list)) {
    problems.push({
      code: 'TYPE_LIST',
      detail: `There is no code list "${list}".${nearest(list, SHIPPED_LIST_NAMES)}`,
    });
  }
  problems.push(...sizeProblems(type), ...boundProblems(type));
  if (type.kind === 'list') {
    if (type.item?.kind === 'list')
      problems.push({ code: 'TYPE_ITEM', detail: 'A list of lists is not supported; use the type json.' });
    else if (type.item !== null) problems.push(...typeProblems(type.item));
  }
  return problems;
}

function sizeProblems(type: FieldType): Violation[] {
  const { minLength, maxLength, scale, kind, equality } = type;
  const problems: Violation[] = [];
  if (minLength !== null && maxLength !== null && minLength > maxLength) {
    problems.push({ code: 'TYPE_LENGTH', detail: 'The least length is over the greatest.' });
  }
  if (scale !== null && kind !== 'decimal')
    problems.push({ code: 'TYPE_SCALE', detail: 'A scale fits a decimal only.' });
  if (equality === 'unordered' && kind !== 'list')
    problems.push({ code: 'TYPE_EQUALITY', detail: 'Equality unordered fits a list only.' });
  const isText = kind === 'string' || kind === 'list';
  if ((equality === 'case-insensitive' || equality === 'trimmed') && !isText) {
    problems.push({ code: 'TYPE_EQUALITY', detail: `Equality ${equality} fits a string or a list only.` });
  }
  return problems;
}

function boundProblems(type: FieldType): Violation[] {
  const { minimum, maximum } = type;
  if (minimum === null && maximum === null) return [];
  const compare = comparerOf(type);
  if (compare === null)
    return [
      { code: 'TYPE_BOUND', detail: `A field of type ${type.kind} has no order, so it takes no minimum or maximum.` },
    ];
  const low = minimum === null ? undefined : boundOf(type, minimum);
  const high = maximum === null ? undefined : boundOf(type, maximum);
  if ((minimum !== null && low === undefined) || (maximum !== null && high === undefined)) {
    return [{ code: 'TYPE_BOUND', detail: `The minimum or maximum is not a valid ${type.kind}.` }];
  }
  if (low === undefined || high === undefined || compare(low, high) <= 0) return [];
  return [{ code: 'TYPE_BOUND', detail: 'The minimum is over the maximum.' }];
}

function nearest(name: string, known: readonly string[]): string {
  const near = closest(name, [...known]);
  return distance(name, near) <= 3 ? ` Did you mean "${near}"?` : ` Known: ${known.join(', ')}.`;
}

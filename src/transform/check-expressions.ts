import { distance } from 'fastest-levenshtein';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { EntityDef, Expression, Manifest } from '../model/manifest.ts';
import { analyseExpression } from './analyse.ts';
import type { Analysis } from './contract.ts';
import { BUILT_INS, findUnbound } from './unbound.ts';

/** What an expression of an entity is for. */
export type ExpressionRole = 'derive' | 'rule' | 'read' | 'write';

/** One expression of a manifest with what is known of it. */
export interface PlacedExpression {
  readonly entity: EntityDef;
  readonly role: ExpressionRole;
  /** Derived or read field, rule, or native field of a write. */
  readonly name: string;
  /** Null for derive and rule. */
  readonly system: string | null;
  readonly expression: Expression;
  readonly analysis: Analysis;
}

/** All expressions of a manifest, analysed, in order of entities; canonical before bindings. */
export function listExpressions(manifest: Manifest): readonly PlacedExpression[] {
  return [...manifest.entities.values()].flatMap(expressionsOfEntity);
}

function expressionsOfEntity(entity: EntityDef): readonly PlacedExpression[] {
  const found: PlacedExpression[] = [];
  const add = (role: ExpressionRole, name: string, expression: Expression, system: string | null = null): void => {
    found.push({ entity, role, name, system, expression, analysis: analyseExpression(expression.source) });
  };
  for (const field of entity.fields.values()) if (field.derive !== null) add('derive', field.name, field.derive);
  for (const rule of entity.rules) add('rule', rule.name, rule.check);
  for (const binding of entity.bindings.values()) {
    for (const [field, expression] of binding.read) add('read', field, expression, binding.system);
    for (const [native, expression] of binding.write) add('write', native, expression, binding.system);
  }
  return found;
}

/** Expressions that do not parse, are not pure, use a name that nothing binds, or read what the canonical record does not have. */
export function checkExpressions(expressions: readonly PlacedExpression[]): readonly Diagnostic[] {
  return expressions.flatMap((placed) =>
    placed.analysis.ok ? [...unboundProblems(placed), ...readProblems(placed)] : [parseProblem(placed)],
  );
}

const SUMMARIES: Readonly<Record<string, string>> = {
  EXPRESSION_SYNTAX: 'This expression cannot be parsed.',
  EXPRESSION_IMPURE: 'This expression is not a function of its record.',
  EXPRESSION_REGEX_COALESCE: 'This regular expression would be lost.',
  EXPRESSION_TOO_LONG: 'This expression is too long.',
  EXPRESSION_DEPTH: 'This expression nests too deeply.',
};

function parseProblem(placed: PlacedExpression): Diagnostic {
  const { analysis, expression } = placed;
  if (analysis.ok) throw new TypeError('Bug in concordat: a sound expression was reported as a problem.');
  return {
    ...placeOf(expression),
    code: analysis.code,
    severity: 'error',
    summary: SUMMARIES[analysis.code] ?? 'This expression is refused.',
    detail: `${describe(placed)}: ${analysis.detail} At character ${analysis.offset + 1} of the expression.`,
  };
}

/** JSONata takes an unknown variable for nothing, and fails on an unknown function only when it runs. */
function unboundProblems(placed: PlacedExpression): readonly Diagnostic[] {
  const { entity, expression, role } = placed;
  return findUnbound(expression.source).map(({ name, isCalled, offset }): Diagnostic => {
    const isField = !isCalled && role !== 'read' && entity.fields.has(name);
    const near = nearest(name, BUILT_INS);
    const cure = isField
      ? ` A field is named without a dollar: ${name}.`
      : near === undefined
        ? ''
        : ` Did you mean "$${near}"?`;
    const use = isCalled ? `calls $${name}, which is no function of JSONata and` : `uses $${name}, which`;
    return {
      ...placeOf(expression),
      code: 'EXPRESSION_UNKNOWN_NAME',
      severity: 'error',
      summary: 'This expression uses a name that nothing binds.',
      detail: `${describe(placed)} ${use} is bound nowhere in it.${cure} At character ${offset + 1} of the expression.`,
    };
  });
}

/** `read` sees native fields, which only the live system knows. */
function readProblems(placed: PlacedExpression): readonly Diagnostic[] {
  const { analysis, entity, expression, role } = placed;
  if (!analysis.ok || role === 'read') return [];
  const problems: Diagnostic[] = [];
  for (const name of analysis.reads) {
    if (entity.fields.has(name)) continue;
    problems.push({
      ...placeOf(expression),
      code: 'EXPRESSION_UNKNOWN_FIELD',
      severity: 'error',
      summary: 'This expression reads a field that the entity does not have.',
      detail: `${describe(placed)} reads "${name}".${suggest(name, entity, expression)}`,
    });
  }
  if (analysis.readsAll && (role === 'derive' || role === 'write')) {
    problems.push({
      ...placeOf(expression),
      code: 'EXPRESSION_READS_ALL',
      severity: 'error',
      summary: 'This expression takes the record as a whole.',
      detail:
        `${describe(placed)} may read every field of ${entity.name}, itself included, so nobody can say what it depends on. ` +
        'Name the fields it needs.',
    });
  }
  return problems;
}

/** Where the expression stands, and how much of the first line it covers. */
export function placeOf(expression: Expression): Pick<Diagnostic, 'at' | 'length'> {
  const [line = ''] = expression.source.split('\n');
  return { at: expression.at, length: Math.max(1, line.length) };
}

/** Names the expression for a person. */
export function describe({ role, name, entity, system }: Omit<PlacedExpression, 'analysis' | 'expression'>): string {
  if (role === 'derive') return `The derived field ${entity.name}.${name}`;
  if (role === 'rule') return `The rule ${name} of ${entity.name}`;
  if (role === 'read') return `The read expression of ${entity.name}.${name} from ${system}`;
  return `The write expression of ${entity.name} for ${system}:${name}`;
}

function suggest(name: string, entity: EntityDef, { source }: Expression): string {
  const known = [...entity.fields.keys()];
  const near = nearest(name, known);
  if (near !== undefined) return ` Did you mean "${near}"?`;
  const isCalled = source.includes(`${name}(`);
  return isCalled ? ` A function is called with a dollar: $${name}(…).` : ` Known fields: ${known.join(', ')}.`;
}

function nearest(name: string, known: Iterable<string>): string | undefined {
  return [...known]
    .map((candidate) => ({ candidate, slips: distance(candidate.toLowerCase(), name.toLowerCase()) }))
    .filter(({ slips }) => slips <= 2)
    .sort((a, b) => a.slips - b.slips)[0]?.candidate;
}

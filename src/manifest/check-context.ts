import type { Diagnostic } from '../model/diagnostic.ts';
import type { EntityDef, SystemDef, Term } from '../model/manifest.ts';
import type { ManifestDocument } from './manifest-document.ts';
import { didYouMean, listWords } from './suggest.ts';
import type { Path, Span } from './yaml-node.ts';
import { itemSpanOf, keySpanOf, spanOf } from './yaml-node.ts';

/** Everything that names may resolve to. */
export interface Declared {
  readonly systems: ReadonlyMap<string, SystemDef>;
  readonly terms: ReadonlyMap<string, Term>;
  readonly entities: ReadonlyMap<string, EntityDef>;
  /** Names by kind that broken documents would have declared: references to them are not wrong. */
  readonly broken: Readonly<Record<'system' | 'entity', ReadonlySet<string>>>;
  /** True when some document could not be read far enough to know what it declares: then no name is called unknown. */
  readonly isPartial: boolean;
  /** True when a dictionary is broken, so that terms may be missing. */
  readonly isDictionaryPartial: boolean;
}

/** One document under check, and where its problems go. */
export interface Check {
  readonly document: ManifestDocument;
  readonly declared: Declared;
  readonly diagnostics: Diagnostic[];
}

type Words = Pick<Diagnostic, 'code' | 'summary' | 'detail'>;

/** Adds an error at a span of the document. */
export function fail(check: Check, span: Span, words: Words): void {
  check.diagnostics.push({ ...span, severity: 'error', ...words });
}

/** The value at a path of the document under check. */
export function valueSpan(check: Check, path: Path): Span {
  return spanOf(check.document.node, path);
}

/** The key at a path of the document under check. */
export function keySpan(check: Check, path: Path): Span {
  return keySpanOf(check.document.node, path);
}

/** A text in a list, or a single text, at a path of the document under check. */
export function itemSpan(check: Check, path: Path, text: string): Span {
  return itemSpanOf(check.document.node, path, text);
}

/** True when a system of this name is declared; else the error is told. */
export function expectSystem(check: Check, name: string, span: Span): boolean {
  const { systems, broken, isPartial } = check.declared;
  if (systems.has(name)) return true;
  if (!isPartial && !broken.system.has(name)) fail(check, span, unknownName('SYSTEM', 'system', name, systems.keys()));
  return false;
}

/** The entity of this name; when there is none the error is told. */
export function expectEntity(check: Check, name: string, span: Span): EntityDef | undefined {
  const { entities, broken, isPartial } = check.declared;
  const entity = entities.get(name);
  if (entity === undefined && !isPartial && !broken.entity.has(name))
    fail(check, span, unknownName('ENTITY', 'entity', name, entities.keys()));
  return entity;
}

/** Tells the error when no dictionary declares the term. */
export function expectTerm(check: Check, name: string, span: Span): void {
  const { terms, isPartial, isDictionaryPartial } = check.declared;
  if (!terms.has(name) && !isPartial && !isDictionaryPartial)
    fail(check, span, unknownName('TERM', 'term', name, terms.keys()));
}

/** True when the entity has the field; else the error is told. */
export function expectField(check: Check, entity: EntityDef, name: string, span: Span): boolean {
  if (entity.fields.has(name)) return true;
  fail(check, span, unknownName('FIELD', 'field', name, entity.fields.keys()));
  return false;
}

/** The words for a name that nothing declares. */
export function unknownName(code: string, noun: string, name: string, known: Iterable<string>): Words {
  const names = [...known];
  return {
    code: `UNKNOWN_${code}`,
    summary: `No ${noun} of this name is declared.`,
    detail: `There is no ${noun} "${name}". Known: ${listWords(names)}.${didYouMean(name, names)}`,
  };
}

import type { Place } from '../model/diagnostic.ts';
import type { Json } from '../model/value.ts';

/** A YAML value with the places of its parts: what the manifest room works on once the parser has done its work. */
export type YamlNode = YamlMap | YamlList | YamlScalar;

/** A mapping. Keys are distinct strings, none of them a prototype key. */
export interface YamlMap {
  readonly kind: 'map';
  readonly at: Place;
  readonly length: number;
  readonly entries: ReadonlyMap<string, YamlEntry>;
}

/** One key of a mapping and its value. */
export interface YamlEntry {
  readonly keyAt: Place;
  readonly keyLength: number;
  readonly value: YamlNode;
}

/** A sequence. */
export interface YamlList {
  readonly kind: 'list';
  readonly at: Place;
  readonly length: number;
  readonly items: readonly YamlNode[];
}

/** A scalar. Numbers are only those that stand for themselves digit by digit. */
export interface YamlScalar {
  readonly kind: 'scalar';
  readonly at: Place;
  readonly length: number;
  readonly value: null | boolean | number | string;
}

/** Steps from a node to one inside it: map keys and list positions. */
export type Path = readonly (string | number)[];

/** What a diagnostic points at. */
export interface Span {
  readonly at: Place;
  readonly length: number;
}

/** The node as plain JSON. */
export function toJson(node: YamlNode): Json {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(toJson);
  return Object.fromEntries([...node.entries].map(([key, entry]) => [key, toJson(entry.value)]));
}

/** The node at the end of a path, or undefined where the path leaves the tree. */
export function nodeAt(node: YamlNode, path: Path): YamlNode | undefined {
  let current: YamlNode | undefined = node;
  for (const step of path) {
    if (current?.kind === 'map') current = current.entries.get(String(step))?.value;
    else if (current?.kind === 'list') current = current.items[Number(step)];
    else return undefined;
  }
  return current;
}

/** Where the value at the end of a path stands; where the path leaves the tree, its last node. */
export function spanOf(node: YamlNode, path: Path): Span {
  const found = nodeAt(node, path);
  if (found !== undefined) return { at: found.at, length: found.length };
  return path.length === 0 ? { at: node.at, length: node.length } : spanOf(node, path.slice(0, -1));
}

/** Where the key at the end of a path stands; for list items, the item. */
export function keySpanOf(node: YamlNode, path: Path): Span {
  const parent = nodeAt(node, path.slice(0, -1));
  const entry = parent?.kind === 'map' ? parent.entries.get(String(path.at(-1))) : undefined;
  return entry === undefined ? spanOf(node, path) : { at: entry.keyAt, length: entry.keyLength };
}

/** Where a text stands in a list, or the list's value itself when it is a single text. */
export function itemSpanOf(node: YamlNode, path: Path, text: string): Span {
  const found = nodeAt(node, path);
  const item =
    found?.kind === 'list' ? found.items.find((each) => each.kind === 'scalar' && each.value === text) : undefined;
  return item === undefined ? spanOf(node, path) : { at: item.at, length: item.length };
}

const BLOCK = /(<!-- generated: ([a-z0-9 -]+?) -->\n)[^]*?(<!-- end -->)/g;

/**
 * A hand-written page with its generated parts made anew: what stands between `<!-- generated: NAME -->` and `<!-- end -->`.
 * Throws for a name that nothing makes.
 */
export function fillBlocks(text: string, parts: ReadonlyMap<string, string>, path: string): string {
  return text.replaceAll(BLOCK, (_, begin: string, name: string, end: string) => {
    const part = parts.get(name);
    if (part === undefined) throw new Error(`${path} asks for the generated part "${name}", which nothing makes.`);
    return `${begin}${part}\n${end}`;
  });
}

import * as fc from 'fast-check';

/** Texts that break output that is not escaped; each is part of a hostile value somewhere. */
export const HOSTILE = [
  '|', '\\|', '\\\\|', '`', '``', '```', '```\n# x', '<img src=x onerror=alert(1)>', '<a href="http://evil.test">x</a>', '</details>', '<details>',
  '<script>alert(1)</script>', '<!--', '-->', '&lt;', '&#124;', '@team', '@org/team', '#1', 'GH-1', 'org/repo#12', 'http://evil.test/x', 'https://evil.test',
  'www.evil.test', 'evil.test', 'mailto:x@evil.test', 'a@evil.test', '![x](http://evil.test/p.png)', '[x](http://evil.test)', '[x]: http://evil.test', '**bold**',
  '_em_', '~~gone~~', '\n\n', '\n---\n', '\r', '\t', '# heading', '- item', '1. item', '> quote', ':smile:', '$x$', '\u001b[2J', '\u001b]8;;http://evil.test\u0007',
  '\u202e', '\u2066', '\u200b', '\ufeff', '\u0000', '\u0085', '\u2028', '\ud800', ' ', '  ', '\u00a0', '東京', '👩‍👧', 'e\u0301', '0123456789abcdef0123456789abcdef01234567',
];

/** A text made of hostile parts and ordinary ones. */
export function hostileText(): fc.Arbitrary<string> {
  const part = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 6 }), fc.constantFrom('x', 'word', ' a b '));
  return fc.array(part, { maxLength: 5 }).map((parts) => parts.join(''));
}

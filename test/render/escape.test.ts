import * as fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import {
  codeCell,
  codeSpan,
  escapeComment,
  escapeHtml,
  escapeMarkdown,
  escapeText,
  escapeValue,
  quoteExactly,
  quoteText,
} from '../../src/render/escape.ts';
import { hostileText } from './hostile.ts';

const markdown = new MarkdownIt({ html: true, linkify: true });
const INVISIBLE =
  /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u00ad\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u;

describe('escapeText', () => {
  it('leaves ordinary text of any script alone', () => {
    for (const text of ['Obere Str. 57', 'naïve café', '東京都　千代田区', 'Ελλάδα', '👩‍👧 ❤️ 🏳️‍🌈', 'C:\\temp'])
      expect(escapeText(text)).toBe(text);
  });

  it('makes controls, bidi overrides and zero-width characters visible', () => {
    expect(escapeText('a\u001b[2J\r\n\t\u0000b')).toBe('a\\u001b[2J\\r\\n\\t\\u0000b');
    expect(escapeText('x\u202egnp.exe')).toBe('x\\u202egnp.exe');
    expect(escapeText('a\u200bb\ufeffc\u00add\u{e0041}')).toBe('a\\u200bb\\ufeffc\\u00add\\u{e0041}');
    expect(escapeText('\ud800')).toBe('\\ud800');
  });

  it('makes spaces that look like a space visible', () => {
    expect(escapeText('1\u00a0000\u2009€')).toBe('1\\u00a0000\\u2009€');
  });

  it('keeps a joiner inside an emoji and shows one between letters', () => {
    expect(escapeText('👩‍👧')).toBe('👩‍👧');
    expect(escapeText('a\u200db')).toBe('a\\u200db');
  });

  it('leaves nothing invisible, whatever the text', () => {
    fc.assert(
      fc.property(hostileText(), (text) => !INVISIBLE.test(escapeText(text)) && !INVISIBLE.test(quoteText(text))),
    );
  });
});

describe('escapeValue and quoteText', () => {
  it('tell text that looks like an escape from an escape', () => {
    expect(escapeValue('\\u202e')).not.toBe(escapeValue('\u202e'));
    expect(quoteText('say "hi"\\')).toBe('"say \\"hi\\"\\\\"');
  });

  it('give different texts for different values', () => {
    fc.assert(fc.property(hostileText(), hostileText(), (a, b) => (a === b) === (quoteText(a) === quoteText(b))));
  });

  it('spell out every character outside ASCII on demand', () => {
    expect(quoteExactly('Café 👍')).toBe('"Caf\\u00e9 \\u{1f44d}"');
  });
});

describe('escapeHtml', () => {
  it('is inert in content and in attributes', () => {
    expect(escapeHtml(`<a href='x'>"&"\u202e`)).toBe('&lt;a href=&#39;x&#39;&gt;&quot;&amp;&quot;\\u202e');
  });
});

describe('codeSpan and codeCell', () => {
  it('give back their text and nothing else when rendered', () => {
    fc.assert(
      fc.property(hostileText(), (value) => {
        const text = escapeValue(value);

        const html = markdown.renderInline(`before ${codeSpan(text)} after`);

        expect(html).toBe(`before <code>${markdown.utils.escapeHtml(text === '' ? ' ' : text)}</code> after`);
      }),
    );
  });

  it('never split a cell, with an odd number of backslashes before every pipe', () => {
    fc.assert(
      fc.property(hostileText(), (value) => {
        for (const [, run = ''] of codeCell(value).matchAll(/(\\*)\|/g)) expect(run.length % 2).toBe(1);
      }),
    );
  });
});

describe('escapeMarkdown', () => {
  it('leaves sentences as they are', () => {
    const text = 'The owner holds an invalid value; the field is held (on purpose), 1,204 times.';
    expect(escapeMarkdown(text)).toBe(text);
  });

  it('puts what could be more than a word into code, its punctuation outside', () => {
    expect(escapeMarkdown('ask @team about #1 or www.evil.test, ABC-1.')).toBe(
      'ask `@team` about `#1` or `www.evil.test`, `ABC-1`.',
    );
  });

  it('makes nothing but text and code, whatever the words', () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        const html = markdown.render(`- x ${escapeMarkdown(text)}`);

        expect(html.replace(/<\/?(?:code|ul|li)>/g, '')).not.toMatch(/</);
      }),
    );
  });
});

describe('escapeComment', () => {
  it('cannot end its comment and can be read back', () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        const escaped = escapeComment(text);

        expect(escaped).not.toMatch(/--|[<>]|-$/);
        expect(decodeURIComponent(escaped)).toBe(text.toWellFormed());
      }),
    );
  });
});

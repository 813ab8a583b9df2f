import type { AlertMessage } from 'concordat/connector';

/** Slack's own limits: characters of a header and of a text, blocks of a message. */
const MOST_HEADER = 150;
const MOST_TEXT = 2_900;
const MOST_BLOCKS = 49;

/**
 * The body of a webhook: blocks of plain text, in which Slack reads no notation at all, and a `text` for notifications and for systems
 * that know no blocks; there it stands in a code block, where nothing is a link, a mention or a picture.
 */
export function slackBody({ project, subject, text }: AlertMessage): string {
  const title = `[${project}] ${subject}`;
  const parts = splitText(entities(text.toWellFormed()), MOST_TEXT).slice(0, MOST_BLOCKS);
  return JSON.stringify({
    text: `\`\`\`\n${inert(`${title}\n\n${text}`)}\n\`\`\``,
    mrkdwn: true,
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: 'header', text: plain(cutLine(entities(title.toWellFormed()), MOST_HEADER)[0] ?? '') },
      ...parts.map((part) => ({ type: 'section', text: plain(part) })),
    ],
  });
}

function plain(text: string): { readonly type: string; readonly text: string; readonly emoji: boolean } {
  return { type: 'plain_text', text, emoji: false };
}

/** Text that cannot leave its code block, and in which no `@` calls anybody. */
function inert(text: string): string {
  return entities(text.replaceAll('`', "'").replaceAll('@', '＠'));
}

/** The three characters that Slack reads in every text. */
function entities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Pieces of at most `most` characters, cut at line ends where there are any, and never inside an entity. */
function splitText(text: string, most: number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const line of text
    .trim()
    .split('\n')
    .flatMap((line) => cutLine(line, most))) {
    const next = piece === '' ? line : `${piece}\n${line}`;
    if (next.length > most) pieces.push(piece);
    piece = next.length > most ? line : next;
  }
  return piece.trim() === '' ? pieces : [...pieces, piece];
}

function cutLine(line: string, most: number): readonly string[] {
  const pieces: string[] = [];
  let rest = line;
  while (rest.length > most) {
    const end = rest.slice(0, most).replace(/&[a-z]{0,3}$/, '').length;
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...pieces, rest];
}

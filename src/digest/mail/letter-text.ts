import type { Letter, LetterPaper } from './letter.js';

const WIDTH = 72;
const RULE = '-'.repeat(WIDTH);

/** A letter as plain text, for those who read mail as it was meant: 72 characters wide, addresses on lines of their own. */
export function letterText(letter: Letter): string {
  const { publisher, opening, sections, question, footing, ways } = letter;
  let place = 0;
  const blocks = [
    publisher.toUpperCase(),
    wrap(opening),
    ...(question === undefined ? [] : [`${question.words}:\n${question.url}`]),
    ...sections.flatMap(({ title, papers }) => [`${RULE}\n${wrap(title)}\n${RULE}`, ...papers.map((paper) => paperText(paper, (place += 1)))]),
    RULE,
    wrap(footing),
    ...ways.map(({ words, url }) => `${words}:\n${url}`),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function paperText({ title, url, authors, facts, abstract }: LetterPaper, place: number): string {
  const head = wrap(`${place}. ${title}`, '   ');
  const rest = [[authors, facts].filter(Boolean).join(' · '), abstract].filter((text) => text !== '').map((text) => wrap(`   ${text}`, '   '));
  return [head, ...rest, `   ${url}`].join('\n');
}

/** Lines of at most 72 characters, cut at spaces; later lines begin with `indent`. A longer word has a line of its own. */
export function wrap(text: string, indent = ''): string {
  const lines: string[] = [];
  let line = /^ */.exec(text)?.[0] ?? '';
  let empty = true;
  for (const word of text.trim().split(/\s+/)) {
    if (!empty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      [line, empty] = [indent, true];
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line].join('\n');
}

import { readAccent } from './accent.js';
import { isAccent } from './accents.js';
import { ABBREVIATIONS, DROPPED, MATH_COMMANDS, REFERENCES, SPACES, STYLE_COMMANDS, STYLE_SWITCHES, TRANSPARENT } from './commands.js';
import { readBareFormula, readBracketFormula, readEnvironment, SCRIPTS } from './formula-command.js';
import { readBrokenUrl, readFirst, readFootnote, readQuantity, readReference, readVerbatim } from './argument-command.js';
import { readLink } from './link-command.js';
import { pushNodes, pushText, type TextNode } from './node.js';
import { argument, said, saidThenSpace, type Command, type TexReader } from './reader.js';
import { FUNCTION_NAMES, MATH_SYMBOLS, TEXT_SYMBOLS } from './symbols.js';

const SIGNS: ReadonlyMap<string, string> = new Map([
  ...[...'%&_#${}*'].map((character) => [character, character] as const),
  [',', '\u202f'], [' ', ' '], [';', ' '], [':', ' '], ['>', ' '], ['!', ''], ['/', ''], ['-', ''], ['@', ''], ['|', '‖'],
]);

const SPECIAL_WORDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['begin', readEnvironment],
  ['end', readEnvironment],
  ['href', readLink],
  ['url', readLink],
  ['hyperlink', readLink],
  ['texorpdfstring', readFirst],
  ['SI', readQuantity],
  ['qty', readQuantity],
  ['http', readBrokenUrl],
  ['https', readBrokenUrl],
  ['footnote', readFootnote],
  ['thanks', readFootnote],
  ['verb', readVerbatim],
  ['item', (reader, nodes, end) => saidThenSpace(reader, nodes, end, ' • ')],
]);

/** Reads the command at the reader's position and appends what it stands for; what it does not know stays as written. */
export function runCommand(reader: TexReader, nodes: TextNode[], end: number): void {
  const at = reader.position;
  const name = /^(?:[A-Za-z]{1,64}|[^]?)/.exec(reader.source.slice(at + 1, Math.min(end, at + 65)))?.[0] ?? '';
  reader.position = at + 1 + name.length;
  const read = /^[A-Za-z]/.test(name) ? readWord : readSign;
  if (!read(reader, nodes, end, name)) asWritten(reader, nodes, end, name, at);
}

const readSign: Command = (reader, nodes, end, name) => {
  if (name === '(' || name === '[') return readBracketFormula(reader, nodes, end);
  if (name === '\\') return readLineEnd(reader, nodes);
  if (isAccent(name)) return readAccent(reader, nodes, end, name);
  const text = SIGNS.get(name);
  return text !== undefined && said(nodes, text);
};

/** `\\`, `\\*`, `\\[6pt]` */
function readLineEnd(reader: TexReader, nodes: TextNode[]): boolean {
  const { source, position } = reader;
  reader.position += /^\*?(?:\[-?[\d.]{1,8} ?[a-z]{2}\])?/.exec(source.slice(position, position + 20))?.[0].length ?? 0;
  return said(nodes, ' ');
}

const readWord: Command = (reader, nodes, end, name) => {
  const special = SPECIAL_WORDS.get(name) ?? (REFERENCES.has(name) ? readReference : undefined);
  if (special) return special(reader, nodes, end, name);
  const mathArguments = MATH_COMMANDS.get(name);
  if (mathArguments !== undefined) return readBareFormula(reader, nodes, end, mathArguments);
  if (STYLE_COMMANDS.has(name) || TRANSPARENT.has(name)) return readStyled(reader, nodes, end, name);
  return readSymbol(reader, nodes, end, name) || readVanishing(reader, nodes, end, name);
};

const readStyled: Command = (reader, nodes, end, name) => {
  const children = argument(reader, end);
  if (!children) return reader.source.charAt(reader.position) === '\\';
  const style = STYLE_COMMANDS.get(name);
  if (style) nodes.push({ kind: 'styled', style, children });
  else pushNodes(nodes, children);
  return true;
};

const readSymbol: Command = (reader, nodes, end, name) => {
  const letter = TEXT_SYMBOLS.get(name);
  // A letter ends its command with the space after it (`\o re`); a sign or logo in prose keeps it.
  if (letter !== undefined) return /^\p{L}$/u.test(letter) ? saidThenSpace(reader, nodes, end, letter) : said(nodes, letter);
  if (isAccent(name) && readAccent(reader, nodes, end, name)) return true;
  const sign = MATH_SYMBOLS.get(name) ?? (FUNCTION_NAMES.has(name) ? name : ABBREVIATIONS.get(name));
  if (sign === undefined) return false;
  SCRIPTS.lastIndex = reader.position;
  return SCRIPTS.test(reader.source) ? readBareFormula(reader, nodes, end, 0) : said(nodes, sign);
};

const readVanishing: Command = (reader, nodes, end, name) => {
  if (STYLE_SWITCHES.has(name)) return saidThenSpace(reader, nodes, end, '');
  if (SPACES.has(name)) return saidThenSpace(reader, nodes, end, ' ');
  const count = DROPPED.get(name);
  if (count === undefined) return false;
  for (let i = 0; i < count; i++) argument(reader, end);
  return count > 0 || saidThenSpace(reader, nodes, end, '');
};

/** The command as it stands, its arguments in their braces; empty ones only ended its name. */
function asWritten(reader: TexReader, nodes: TextNode[], end: number, name: string, at: number): void {
  reader.position = at + 1 + name.length;
  const children = reader.group(end);
  // An unknown command over several words marks them (a colour, a revision); the words are what counts.
  if (children && hasWords(reader.source.slice(at, reader.position))) return pushNodes(nodes, children);
  // Names of icon fonts: \faGithub
  if (/^fa[A-Z]/.test(name)) return;
  pushText(nodes, `\\${name}`);
  if (children) pushNodes(nodes, inBraces(children));
  for (let more = reader.group(end); more; more = reader.group(end)) pushNodes(nodes, inBraces(more));
}

function hasWords(source: string): boolean {
  return /^\\[A-Za-z]+\{[^\\$]*\p{L}{2,}\s+\p{L}{2,}/u.test(source.slice(0, 400));
}

function inBraces(children: TextNode[]): TextNode[] {
  return children.length > 0 ? [{ kind: 'text', text: '{' }, ...children, { kind: 'text', text: '}' }] : [];
}

import { pushText, type TextNode } from './node.js';

/** Walks over a source from left to right; what a command finds behind its name it reads through this. */
export interface TexReader {
  readonly source: string;
  position: number;
  /** True when `\"` stands for a quotation mark that some program escaped, not for an umlaut. */
  readonly escapedQuotes: boolean;
  /** The place of the brace that closes the one at `at`; undefined when there is none before `end`. */
  closing(at: number, end: number): number | undefined;
  /** The inside of the braces at the position, read as text; moves behind them. */
  group(end: number): TextNode[] | undefined;
  /** The inside of the braces at the position as it is written; moves behind them. */
  raw(end: number): string | undefined;
}

/** A command's way of reading on: appends what it stands for, or answers false and has appended nothing. */
export type Command = (reader: TexReader, nodes: TextNode[], end: number, name: string) => boolean;

/** An optional `[…]`, then `{…}`; the argument read as text. */
export function argument(reader: TexReader, end: number): TextNode[] | undefined {
  skipOptional(reader, end);
  return reader.group(end);
}

export function skipOptional(reader: TexReader, end: number): void {
  const { source, position } = reader;
  const skipped = /^\*?(?:\s?\[[^[\]{}]{0,80}\]){0,2}\s?(?=\{)/.exec(source.slice(position, Math.min(end, position + 170)))?.[0] ?? '';
  reader.position += skipped.length;
}

/** Appends text; always true, so that a command can end with it. */
export function said(nodes: TextNode[], text: string): true {
  pushText(nodes, text);
  return true;
}

/** As `said`, and swallows the space behind the command, as TeX does. */
export function saidThenSpace(reader: TexReader, nodes: TextNode[], end: number, text: string): true {
  while (reader.position < end && /\s/.test(reader.source.charAt(reader.position))) reader.position++;
  return said(nodes, text);
}

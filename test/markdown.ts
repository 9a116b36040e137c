import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder of the checkout. */
export const root = resolve(import.meta.dirname, '../..');

/** One page of the documentation. */
export interface Page {
  /** From the checkout: `docs/formats.md`. */
  path: string;
  text: string;
}

/** Every Markdown file of the project. */
export function readPages(): Page[] {
  const top = readdirSync(root).filter((name) => name.endsWith('.md'));
  const below = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  const paths = [...top, ...below.map((name) => `docs/${name.replaceAll('\\', '/')}`)];
  return paths.sort().map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

const FENCED = /^```(\w*)\n([\s\S]*?)^```$/gm;

/** The blocks of code between fences, with the language they name. */
export function blocksIn(text: string): { language: string; code: string }[] {
  return [...text.matchAll(FENCED)].map(([, language = '', code = '']) => ({ language, code }));
}

/** Text without its fenced blocks, whose content is no Markdown. */
export function proseOf(text: string): string {
  return text.replace(FENCED, '');
}

/** The pieces of code within sentences and tables. */
export function spansIn(text: string): string[] {
  return [...proseOf(text).matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!);
}

/** The rows of all tables whose first column has this heading, as their cells. */
export function rowsUnder(heading: string, text: string): string[][] {
  const lines = proseOf(text).split('\n').map((line) => (line.startsWith('|') ? line.slice(1, -1).split(/(?<!\\)\|/).map((cell) => cell.trim()) : undefined));
  const rows: string[][] = [];
  let inside = false;
  lines.forEach((cells, index) => {
    if (cells === undefined) inside = false;
    else if (inside && !/^:?-+:?$/.test(cells[0]!)) rows.push(cells);
    else if (lines[index - 1] === undefined) inside = cells[0] === heading;
  });
  return rows;
}

/** The first piece of code in a cell: `--open` of "`--open` opens a browser". */
export function codeIn(cell: string | undefined): string {
  return /`([^`]+)`/.exec(cell ?? '')?.[1] ?? '';
}

/** Where links of a page lead, pictures too. */
export function linksIn(text: string): string[] {
  return [...proseOf(text).replace(/`[^`\n]*`/g, '').matchAll(/\]\(([^()\s]+)\)/g)].map(([, target]) => target!);
}

/** The sections of a page: the heading and what stands below it, up to the next one of the same or a higher level. */
export function sectionsOf(text: string, level: number): { heading: string; body: string }[] {
  const parts = text.split(new RegExp(`^#{${level}} `, 'm')).slice(1);
  return parts.map((part) => ({ heading: part.slice(0, part.indexOf('\n')), body: part.slice(part.indexOf('\n')) }));
}

/** The names under which headings can be linked to: lower case, spaces as dashes, without punctuation. */
export function anchorsOf(text: string): Set<string> {
  const headings = [...proseOf(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => heading!);
  return new Set(headings.map((heading) => heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replaceAll(' ', '-')));
}

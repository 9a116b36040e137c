import { UnknownFormatError } from './errors.js';
import { parseObject } from './formats/values.js';
import type { Input } from './input/open.js';

/** The formats of files of papers; `broadsheet` is an instance's own export. */
export const FILE_FORMATS = ['snapshot', 'list', 'seed', 'bibtex', 'ris', 'csl', 'broadsheet'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

export function isFileFormat(name: string): name is FileFormat {
  return (FILE_FORMATS as readonly string[]).includes(name);
}

/** What tells the kinds of JSON object, the first that fits. */
const BY_KEYS: [format: FileFormat, keys: string[]][] = [
  ['broadsheet', ['broadsheet']],
  ['snapshot', ['authors_parsed', 'id']],
  ['snapshot', ['journal-ref', 'versions']],
  ['seed', ['author_count', 'title']],
  ['seed', ['organization', 'title']],
  ['list', ['date_kind', 'id']],
  ['csl', ['issued', 'title']],
  ['csl', ['container-title', 'title']],
  ['csl', ['DOI', 'title']],
  ['csl', ['type', 'title', 'author']],
  ['list', ['id', 'title']],
];

/**
 * The format of an input by the beginning of its text: the first line that belongs to a known format tells.
 * Reads nothing away. @throws UnknownFormatError
 */
export async function detectFormat(input: Input): Promise<FileFormat> {
  const beginning = await input.peek();
  const format = formatOf(beginning.toString('utf8').replace(/^\uFEFF/, ''));
  if (format) return format;
  const seen = beginning.length === 0 ? 'is empty' : 'is in no format that could be recognised';
  throw new UnknownFormatError(`${input.name} ${seen}. Papers are read from arXiv's metadata snapshot and other JSON lines, BibTeX, RIS and CSL-JSON; name the format if it is one of ${FILE_FORMATS.join(', ')}.`);
}

/** The format, by the beginning of a text. */
export function formatOf(beginning: string): FileFormat | undefined {
  if (/^\s*\[/.test(beginning)) return 'csl';
  for (const line of beginning.split(/\r?\n|\r/)) {
    const format = formatOfLine(line);
    if (format) return format;
  }
  return /^\s*\{/.test(beginning) ? byKeys(keysIn(beginning)) : undefined;
}

function formatOfLine(line: string): FileFormat | undefined {
  if (/^\s*\{/.test(line)) return byKeys(keysOf(line));
  if (/^\s*@\s*[a-z]+\s*[{(]/i.test(line)) return 'bibtex';
  return /^TY {1,2}-/.test(line) ? 'ris' : undefined;
}

function byKeys(keys: ReadonlySet<string>): FileFormat | undefined {
  return BY_KEYS.find(([, needed]) => needed.every((key) => keys.has(key)))?.[0];
}

function keysOf(line: string): Set<string> {
  try {
    return new Set(Object.keys(parseObject(line)));
  } catch {
    return keysIn(line);
  }
}

/** What looks like a key, for an object that is broken or longer than what can be seen of it. */
function keysIn(text: string): Set<string> {
  return new Set(Array.from(text.matchAll(/"([\w-]+)"\s*:/g), (match) => match[1]!));
}

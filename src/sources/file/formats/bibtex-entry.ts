import { FormatError } from '../errors.js';

/** A BibTeX entry: names in lower case, values as written, without the delimiters around them. */
export interface BibtexEntry {
  type: string;
  fields: Map<string, string>;
}

/**
 * Reads one entry. `macros` are the abbreviations of `@string` entries read before it.
 * Forgives a missing comma between fields. @throws FormatError
 */
export function parseBibtexEntry(text: string, macros: ReadonlyMap<string, string>): BibtexEntry {
  const reader = new Reader(text);
  const type = reader.take(/@\s*([A-Za-z]+)\s*[{(]/y)?.toLowerCase();
  if (type === undefined) throw new FormatError('This is no BibTeX entry: it does not begin with @type{.');
  if (type === 'comment' || type === 'preamble') return { type, fields: new Map() };
  if (type !== 'string') reader.take(/([^,={}]*)(?:,|(?=[})]\s*$))/y);
  return { type, fields: fieldsOf(reader, macros) };
}

function fieldsOf(reader: Reader, macros: ReadonlyMap<string, string>): Map<string, string> {
  const fields = new Map<string, string>();
  for (;;) {
    reader.take(/([\s,]*)/y);
    const name = reader.take(/([^\s={}(),"#]+)\s*=/y)?.toLowerCase();
    if (name === undefined) break;
    const value = valueOf(reader, name, macros);
    // The first of two, as BibTeX does.
    if (!fields.has(name)) fields.set(name, value);
  }
  if (!reader.atEnd()) throw new FormatError(`A field such as year = {2026} was expected at “${reader.rest()}”.`);
  return fields;
}

/** Pieces joined by `#`. */
function valueOf(reader: Reader, name: string, macros: ReadonlyMap<string, string>): string {
  let value = '';
  do {
    const piece = reader.piece(macros);
    if (piece === undefined) throw new FormatError(`The field "${name}" has no value that can be read.`);
    value += piece;
  } while (reader.take(/\s*(#)/y) !== undefined);
  return value;
}

class Reader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The first group of a sticky pattern, when it matches here. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match) this.at = pattern.lastIndex;
    return match?.[1];
  }

  /** What is left is only the closing brace. */
  atEnd(): boolean {
    return this.at >= this.text.length || /^[\s})]*$/.test(this.text.slice(this.at, this.at + 20));
  }

  rest(): string {
    return this.text.slice(this.at, this.at + 30).replace(/\s+/g, ' ');
  }

  piece(macros: ReadonlyMap<string, string>): string | undefined {
    this.take(/(\s*)/y);
    const open = this.text[this.at];
    if (open === '{') return this.delimited('}');
    if (open === '"') return this.delimited('"');
    const word = this.take(/([^\s={}(),"#]+)/y);
    return word === undefined ? undefined : (macros.get(word.toLowerCase()) ?? word);
  }

  /** The text up to `close` outside braces. */
  private delimited(close: string): string | undefined {
    const start = this.at + 1;
    let depth = 0;
    for (let at = start; at < this.text.length; at += 1) {
      const sign = this.text[at];
      if (sign === close && depth === 0) {
        this.at = at + 1;
        return this.text.slice(start, at);
      }
      if (sign === '\\') at += 1;
      else if (sign === '{') depth += 1;
      else if (sign === '}') depth -= 1;
    }
    return undefined;
  }
}

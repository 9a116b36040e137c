import { cleanText } from '#lib/text';
import { decodeTex, type PaperRecord, type PartialDate } from '#papers';
import { parseBibtexEntry, type BibtexEntry } from './bibtex-entry.js';
import { bestDate, monthNumber } from '../../record/dates.js';
import { bibtexNames } from './names.js';
import { referenceRecord } from './reference.js';

const OTHER_ARCHIVES = /^(?!arxiv).+/i;

/**
 * A reader of the entries of one file, in their order: abbreviations (`@string`) hold for what comes after them.
 * It gives nothing for entries that are no paper, and throws FormatError.
 *
 * Of our own making, after trying two libraries: one stops at the first broken entry, the other reads 400 entries a
 * second, and both turn formulas into plain characters, which we keep as TeX.
 */
export function bibtexReader(): (text: string) => PaperRecord | undefined {
  const macros = new Map<string, string>();
  return (text) => {
    const entry = parseBibtexEntry(text, macros);
    if (entry.type === 'string') for (const [name, value] of entry.fields) macros.set(name, value);
    return ['string', 'comment', 'preamble'].includes(entry.type) ? undefined : recordOf(entry);
  };
}

function recordOf({ fields }: BibtexEntry): PaperRecord {
  const text = (name: string) => cleanText(decodeTex(fields.get(name) ?? ''));
  const raw = (name: string) => cleanText((fields.get(name) ?? '').replace(/\\url\b|[{}]/g, '').replace(/\\([&%_#])/g, '$1'));
  const journal = text('journal') || text('journaltitle');
  return referenceRecord({
    via: 'bibtex',
    title: text('title'),
    abstract: text('abstract'),
    authors: bibtexNames(fields.get('author') ?? ''),
    published: dateIn(raw),
    venue: text('booktitle') || journal,
    comment: text('note') || text('comment'),
    categories: raw('primaryclass') === '' ? [] : [raw('primaryclass')],
    dois: [raw('doi')],
    places: [eprintOf(raw), raw('url'), journal, raw('note'), raw('howpublished'), raw('volume').replace(/^abs\//, '')],
  });
}

/** The eprint, unless it is another archive's. */
function eprintOf(raw: (name: string) => string): string {
  const archive = raw('archiveprefix') || raw('eprinttype');
  return OTHER_ARCHIVES.test(archive) ? '' : raw('eprint');
}

/** `date = {2026-05-31}` of biblatex, else year, month and day. */
function dateIn(raw: (name: string) => string): PartialDate | undefined {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(raw('date')) ?? [];
  if (year !== undefined) return bestDate(Number(year), month && Number(month), day && Number(day));
  // `month = 31 # "~" # may` is how BibTeX's manual writes a day.
  const words = raw('month').split(/[\s~,.]+/);
  const named = words.map((word) => (/\d/.test(word) && words.length > 1 ? undefined : monthNumber(word))).find((number) => number !== undefined);
  const dayNumber = Number(raw('day') || words.find((word) => words.length > 1 && /^\d{1,2}$/.test(word)) || Number.NaN);
  return bestDate(Number(/\d{4}/.exec(raw('year'))?.[0]), named, Number.isNaN(dayNumber) ? undefined : dayNumber);
}

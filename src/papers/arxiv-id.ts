/** A paper on arXiv, without its version in `id`: `2401.01234` or `math/0306266`. */
export interface ArxivId {
  id: string;
  version?: number;
}

/** An address may carry a long query; nothing longer is worth looking at. */
const LONGEST = 2_000;

/** arXiv's own name, its mirrors, and the reading sites that take arXiv's ids as they are. */
const HOST = /^(?:https?:\/\/)?(?:(?:[a-z]{2,10}\.)?arxiv\.org|xxx\.lanl\.gov|ar5iv\.(?:org|labs\.arxiv\.org)|(?:www\.)?alphaxiv\.org|(?:www\.)?(?:huggingface\.co|hf\.co))\//i;
const PAGE = /^(?:abs|pdf|html|ps|format|e-print|src|list|overview|papers)\/([^?#]+)/i;
const DOI = /^(?:(?:doi:\s*|(?:https?:\/\/)?(?:dx\.|www\.)?doi\.org\/))?10\.48550\/arxiv\./i;
/** `arXiv:2401.01234v2 [cs.LG]` is how arXiv asks to be cited. */
const CITED = /^arxiv:\s*|\s+\[[a-z-]+(?:\.[a-z-]+)?\]$/gi;
const NEW_STYLE = /^(\d{4})\.(\d{4,5})(?:v([1-9]\d{0,3}))?$/i;
const OLD_STYLE = /^([a-z]+(?:-[a-z]+)?)(?:\.[a-z]{2,}(?:-[a-z]+)?)?\/(\d{4})(\d{3})(?:v([1-9]\d{0,3}))?$/i;

/** The archives that gave ids of the old form, until March 2007. */
const OLD_ARCHIVES = new Set(
  ('acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas cond-mat cs dg-ga ' +
    'funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex nucl-th patt-sol physics plasm-ph ' +
    'q-alg q-bio quant-ph solv-int supr-con').split(' '),
);

/**
 * The arXiv id that a text is: bare, after `arXiv:`, as arXiv's DOI, or an address of arXiv or of a site that mirrors it.
 * The whole trimmed text must be it; an id inside a sentence is not found.
 * The subject class of an old id is dropped, as arXiv does: `math.GT/0306266` is `math/0306266`.
 * Form and validity: https://info.arxiv.org/help/arxiv_identifier.html
 */
export function parseArxivId(text: string): ArxivId | undefined {
  if (text.length > LONGEST) return undefined;
  const trimmed = text.trim();
  return bareId(trimmed) ?? bareId(trimmed.replace(CITED, '')) ?? bareId(trimmed.replace(DOI, '')) ?? addressedId(trimmed);
}

function addressedId(text: string): ArxivId | undefined {
  if (!HOST.test(text)) return undefined;
  const path = PAGE.exec(text.replace(HOST, ''))?.[1];
  return path === undefined ? undefined : bareId(path.replace(/%2f/gi, '/').replace(/\/+$/, '').replace(/\.pdf$/i, ''));
}

function bareId(text: string): ArxivId | undefined {
  const fresh = NEW_STYLE.exec(text);
  if (fresh) return newStyle(fresh[1]!, fresh[2]!, fresh[3]);
  const old = OLD_STYLE.exec(text);
  return old ? oldStyle(old[1]!.toLowerCase(), old[2]!, old[3]!, old[4]) : undefined;
}

function newStyle(yearMonth: string, number: string, version: string | undefined): ArxivId | undefined {
  const month = monthNumber(yearMonth);
  if (month < 200704 || Number(number) === 0) return undefined;
  if (number.length !== (month <= 201412 ? 4 : 5)) return undefined;
  return versioned(`${yearMonth}.${number}`, version);
}

function oldStyle(archive: string, yearMonth: string, number: string, version: string | undefined): ArxivId | undefined {
  const month = monthNumber(yearMonth);
  if (month < 199107 || month > 200703 || !OLD_ARCHIVES.has(archive) || number === '000') return undefined;
  return versioned(`${archive}/${yearMonth}${number}`, version);
}

function versioned(id: string, version: string | undefined): ArxivId {
  return version === undefined ? { id } : { id, version: Number(version) };
}

/** `0703` as 200703, `9107` as 199107; 0 when there is no such month. arXiv began in 1991. */
function monthNumber(yearMonth: string): number {
  const year = Number(yearMonth.slice(0, 2));
  const month = Number(yearMonth.slice(2));
  if (month < 1 || month > 12) return 0;
  return (year >= 91 ? 1900 + year : 2000 + year) * 100 + month;
}

/**
 * Orders arXiv ids by the time they were given: month, then number, then archive and version.
 * A total order over all texts: what is no arXiv id comes last, in order of its characters.
 */
export function compareArxivIds(a: string, b: string): number {
  const left = chronologicalKey(a);
  const right = chronologicalKey(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

function chronologicalKey(text: string): string {
  const parsed = bareId(text);
  if (!parsed) return `~${text}`;
  const { id, version = 0 } = parsed;
  const slash = id.indexOf('/');
  const digits = id.slice(slash + 1).replace('.', '');
  const number = digits.slice(4).padStart(5, '0');
  return `${monthNumber(digits.slice(0, 4))} ${number} ${id.slice(0, Math.max(slash, 0))} ${String(version).padStart(4, '0')}`;
}

const LONGEST = 2_000;
// Characters of RFC 3986, letters that people leave unencoded, and the ways TeX writes the ones that are special to it: \_ {\_} $_$ \~{} $\sim$.
const RUN =
  /(?:[\w\-.~:/?#[\]@!&'()*+,;=%\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]|\\[_%~&#]\{\}|\\[_%~&#\-]|\{\\[_~]\}|\$\\?_\$|\{?\$\\sim\$\}?|\\text(?:asciitilde|underscore)(?:\{\}|\b)|\{~\})+/uy;
const URL_START = /https?:\/\//gi;
const AUTHORITY = /^https?:\/\/([a-z0-9.-]+\.[a-z0-9-]*[a-z0-9])\.?(?::\d{1,5})?(?=[/?#]|$)/i;

export interface FoundUrl {
  url: string;
  /** Where it stands in the text: `source.slice(start, end)` is how it was written there. */
  start: number;
  end: number;
}

/**
 * All http and https addresses in a text, in order, duplicates kept: bare, in `\url{}` and in `\href{}`, without what the
 * sentence put around them. Addresses with user names or without a dotted host are not taken.
 */
export function findUrls(source: string): string[] {
  return locateUrls(source).map((found) => found.url);
}

/** As `findUrls`, with the places. */
export function locateUrls(source: string): FoundUrl[] {
  const found: FoundUrl[] = [];
  URL_START.lastIndex = 0;
  for (let match = URL_START.exec(source); match; match = URL_START.exec(source)) {
    const from = match.index;
    const url = urlAt(source, from);
    if (url) found.push(url);
    URL_START.lastIndex = url ? url.end : from + match[0].length;
  }
  return found;
}

/** The address that begins exactly at `start`, if there is one. */
export function urlAt(source: string, start: number): FoundUrl | undefined {
  RUN.lastIndex = start;
  const run = RUN.exec(source.length > start + LONGEST ? source.slice(0, start + LONGEST) : source)?.[0];
  if (!run) return undefined;
  const written = withoutSentence(beforeNextUrl(run));
  const url = safeUrl(withoutTex(written));
  return url === undefined || brokenOff(source, start + written.length, url) ? undefined : { url, start, end: start + written.length };
}

/** The argument of `\url` or `\href` as an address, TeX's escapes undone; undefined unless it is http or https. */
export function safeUrl(text: string): string | undefined {
  const url = withoutTex(text.trim());
  return url.length <= LONGEST && AUTHORITY.test(url) && !/[\s<>"\\`]/.test(url) && URL.canParse(url) ? url : undefined;
}

/** An address whose host goes on in letters that no address has was cut in its middle: better none than another host. */
function brokenOff(source: string, end: number, url: string): boolean {
  return !/^https?:\/\/[^/?#]*[/?#]/i.test(url) && /^[^\x00-\x7f]/.test(source.charAt(end)) && /^\p{L}/u.test(source.slice(end, end + 2));
}

function beforeNextUrl(run: string): string {
  const next = /[,;]https?:\/\//i.exec(run);
  return next ? run.slice(0, next.index) : run;
}

function withoutTex(text: string): string {
  if (!/[\\{$]/.test(text)) return text;
  return text
    .replace(/\{?\$\\sim\$\}?|\\textasciitilde(?:\{\}|\b)|\{\\?~\}/g, '~')
    .replace(/\$\\?_\$|\{\\_\}|\\textunderscore(?:\{\}|\b)/g, '_')
    .replace(/\\([_%~&#])(?:\{\})?/g, '$1')
    .replace(/\\-/g, '');
}

/** Cuts what belongs to the sentence: closing punctuation, quotes, brackets that were not opened inside. */
function withoutSentence(url: string): string {
  const opened = { ')': count(url, '('), ']': count(url, '[') };
  const closed = { ')': count(url, ')'), ']': count(url, ']') };
  let end = url.length;
  for (; end > 0; end--) {
    const last = url.charAt(end - 1);
    if (last === ')' || last === ']') {
      if (closed[last] <= opened[last]) break;
      closed[last]--;
    } else if (!/[.,;:!?'*([]/.test(last)) break;
  }
  return url.slice(0, end);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

/** Real ones stay under 300 characters. */
const LONGEST = 1_000;
const PREFIX = /^(?:doi:\s*|info:doi\/|(?:https?:\/\/)?(?:dx\.|www\.)?doi\.org\/)/i;
const ADDRESS = /^(?:https?:\/\/)?(?:dx\.|www\.)?doi\.org\//i;
const FORM = /^10\.\d{3,9}(?:\.\d+)*\/[^\s\p{Cc}]+$/u;
const CLOSING: Record<string, string> = { ')': '(', ']': '[', '>': '<' };
const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/**
 * The DOI that a text is, normalised: lower case (DOIs ignore case), without `doi:` or resolver address,
 * without TeX escapes and the punctuation of the sentence it stood in. Nothing when the text is no single DOI.
 * Form: DOI Handbook, https://doi.org/10.1000/182
 */
export function parseDoi(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  let doi = text;
  // Until nothing changes: `\&lt;` hides one thing in another, and a normalised DOI must stay as it is.
  for (let before = ''; before !== doi; ) {
   before = doi;
   doi = cleaned(doi);
  }
  return FORM.test(doi) ? doi : undefined;
}

/** All DOIs of a field that may hold several, as arXiv's does: separated by white space, commas or semicolons. */
export function parseDois(text: string): string[] {
  const found = text.replace(/(doi:)\s+/gi, '$1').split(/[\s;]+|,(?=\s|10\.)/).flatMap((part) => parseDoi(part) ?? []);
  return [...new Set(found)];
}

function cleaned(text: string): string {
  const trimmed = text.trim();
  const path = ADDRESS.test(trimmed) ? percentDecoded(trimmed) : trimmed;
  return withoutSentenceEnd(withoutMarkup(path.replace(PREFIX, ''))).toLowerCase();
}

function percentDecoded(text: string): string {
  try {
   return decodeURIComponent(text);
  } catch {
   return text;
  }
}

function withoutMarkup(text: string): string {
  return text
   .replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity]!)
   .replace(/\$([<>])\$/g, '$1')
   .replace(/[\\{}]/g, '');
}

/** Drops closing punctuation; a bracket stays when the DOI opened it, as `10.1016/0370-2693(92)90123` does. */
function withoutSentenceEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isSentenceEnd(text.slice(0, end))) end -= 1;
  return text.slice(0, end);
}

function isSentenceEnd(text: string): boolean {
  const last = text.at(-1)!;
  const opening = CLOSING[last];
  if (opening === undefined) return /[.,;:!?"'”’]/.test(last);
  return text.split(last).length > text.split(opening).length;
}

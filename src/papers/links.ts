import { locateUrls, type FoundUrl } from '#lib/text';
import { codeAddress, isCodeHost, isProjectHost, isPublisher } from './link-hosts.js';
import type { Link } from './record.js';

const REACH = 160;
// Hosts that writers name without https://.
const BARE_ADDRESS =
  /(?<![\w/.@:-])(?:www\.)?(?:(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|huggingface\.co|hf\.co|anonymous\.4open\.science)\/(?=\w)|[\w-]{1,60}\.github\.io(?![\w.@-]*@))/gi;
/** What every link has one of; looked for first, as most texts have none. */
const HINTS = ['http:', 'https:', 'github', 'gitlab', 'bitbucket', 'codeberg', 'huggingface', 'hf.co', '4open'];
const SAYS_CODE = /\b(?:code(?:base|s)?|source|software|implementation|repository|repo|scripts?|package|toolbox|toolkit|library|github)\b/i;
const SAYS_PROJECT =
  /\b(?:project (?:page|web ?page|web ?site|site|url)|web ?sites?|web ?pages?|home ?pages?|demos?|demonstration|live at|leaderboard|(?:code|software|implementation|package|toolbox|data)\b[^.;]{0,80}\bavailable (?:at|from|on|in|via|here|under|online|through))\b/i;
const SAYS_JOURNAL = /\bISSN\b|\bjournal\b/i;

/**
 * The code and the project pages that a paper's abstract and comment link to, in order of appearance, each once.
 * Repositories are shortened to their own address (`https://github.com/owner/name`); what the words around an address
 * do not call code or a project, and no host gives away, is left out.
 */
export function findLinks(abstract: string, comment: string | undefined): Link[] {
  const links = new Map<string, Link>();
  for (const text of [abstract, comment ?? '']) {
    for (const link of linksIn(text)) {
      const key = identity(link.url);
      if (!links.has(key)) links.set(key, link);
    }
  }
  return [...links.values()];
}

function linksIn(text: string): Link[] {
  const lower = text.toLowerCase();
  if (!HINTS.some((hint) => lower.includes(hint))) return [];
  const spelled = text.replace(BARE_ADDRESS, 'https://$&');
  const found = locateUrls(spelled);
  return found.flatMap((url, index) => {
    const link = classify(url.url, wordsAround(spelled, url, found[index - 1], found[index + 1]));
    return link ? [link] : [];
  });
}

/** What the sentence says before an address, and in brackets right behind it, up to the neighbouring addresses. */
function wordsAround(text: string, url: FoundUrl, previous: FoundUrl | undefined, next: FoundUrl | undefined): string {
  const before = text.slice(Math.max(previous?.end ?? 0, url.start - REACH), url.start);
  const sentence = before.split(/[.!?]\s+(?=[A-Z])/).at(-1) ?? '';
  const behind = /^[\s}\])]{0,3}\s?[([]([^)\]]{1,60})[)\]]/.exec(text.slice(url.end, next?.start ?? url.end + REACH))?.[1] ?? '';
  return `${sentence} ${behind}`;
}

function classify(address: string, words: string): Link | undefined {
  const url = new URL(address);
  const code = codeAddress(url, SAYS_CODE.test(words));
  if (code !== undefined) return { kind: 'code', url: code };
  if (isCodeHost(url) || isPublisher(url)) return undefined;
  if (SAYS_JOURNAL.test(words)) return undefined;
  return isProjectHost(url) || SAYS_PROJECT.test(words) ? { kind: 'project', url: address } : undefined;
}

/** Two spellings of one address have one identity: scheme, `www.`, capitals and the last slash do not count. */
function identity(address: string): string {
  return address.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/+$/, '').toLowerCase();
}

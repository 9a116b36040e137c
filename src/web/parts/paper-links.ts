import type { Paper } from '#papers';
import { isWebAddress, shortAddress } from './external-link.js';

export interface PaperLink {
  words: string;
  href: string;
}

/** The arXiv id of a paper, where it has one. */
export function arxivId(paper: Paper): string | undefined {
  return paper.ids.find(({ scheme }) => scheme === 'arxiv')?.value;
}

/** The doors out of a list: the paper as arXiv shows it, its PDF, its code. */
export function shortLinks(paper: Paper): PaperLink[] {
  const arxiv = arxivId(paper);
  const code = paper.links.find(({ kind, url }) => kind === 'code' && isWebAddress(url));
  return [
    ...(code ? [{ words: 'code', href: code.url }] : []),
    ...(arxiv ? [arxivLink('arXiv', 'abs', arxiv), arxivLink('PDF', 'pdf', arxiv)] : otherPages(paper).slice(0, 1)),
  ];
}

/** Every address of the paper's text that its ids give. */
export function textLinks(paper: Paper): PaperLink[] {
  const arxiv = arxivId(paper);
  const own = arxiv
    ? [arxivLink('arXiv', 'abs', arxiv), arxivLink('PDF', 'pdf', arxiv), arxivLink('HTML', 'html', arxiv)]
    : [];
  return [...own, ...otherPages(paper)];
}

/** Code and project pages found in the abstract and comment, or given by a source. */
export function foundLinks(paper: Paper): (PaperLink & { kind: 'code' | 'project' })[] {
  const web = paper.links.filter(({ url }) => isWebAddress(url));
  return web.map(({ kind, url }) => ({ kind, words: shortAddress(url), href: url }));
}

const PAGES: Record<string, { words: string; address: (value: string) => string }> = {
  doi: { words: 'publisher', address: (value) => `https://doi.org/${encodeURI(value)}` },
  openreview: { words: 'OpenReview', address: (value) => `https://openreview.net/forum?id=${encodeURIComponent(value)}` },
  acl: { words: 'ACL Anthology', address: (value) => `https://aclanthology.org/${encodeURIComponent(value)}/` },
  pmid: { words: 'PubMed', address: (value) => `https://pubmed.ncbi.nlm.nih.gov/${encodeURIComponent(value)}/` },
  pmcid: { words: 'PubMed Central', address: (value) => `https://www.ncbi.nlm.nih.gov/pmc/articles/${encodeURIComponent(value)}/` },
};

function otherPages(paper: Paper): PaperLink[] {
  return paper.ids.flatMap(({ scheme, value }) => {
    const page = Object.hasOwn(PAGES, scheme) ? PAGES[scheme] : undefined;
    return page ? [{ words: page.words, href: page.address(value) }] : [];
  });
}

function arxivLink(words: string, page: 'abs' | 'pdf' | 'html', id: string): PaperLink {
  return { words, href: `https://arxiv.org/${page}/${encodeURI(id)}` };
}

import { raw } from 'hono/html';
import type { Paper } from '#papers';
import { plainText } from '#lib/text';
import { routes } from '../routes.js';
import type { Site } from '../viewer.js';
import { arxivId } from './paper-links.js';

/** What reference managers, search engines and programs read in the head of a paper's page. */
export function PaperMeta({ paper, site }: { paper: Paper; site: Site }) {
  return (
    <>
      {citationTags(paper, site).map(([name, content]) => <meta name={name} content={content} />)}
      <link rel="alternate" type="text/markdown" href={routes.paperMarkdown(paper.id)} />
      <script type="application/ld+json">{raw(dataScript(scholarlyArticle(paper, site)))}</script>
    </>
  );
}

/** Highwire Press tags, as https://scholar.google.com/intl/en/scholar/inclusion.html#indexing names them. */
export function citationTags(paper: Paper, site: Site): [string, string][] {
  const arxiv = arxivId(paper);
  const doi = idOf(paper, 'doi');
  const date = paper.published?.slice(0, 10).replaceAll('-', '/');
  return [
    ['citation_title', plainText(paper.title)],
    ...paper.authors.map(({ name }): [string, string] => ['citation_author', name]),
    ...optional('citation_publication_date', date),
    ...optional('citation_online_date', paper.updated?.slice(0, 10).replaceAll('-', '/')),
    ...optional('citation_journal_title', paper.venue),
    ...optional('citation_technical_report_number', paper.reportNumber),
    ...optional('citation_doi', doi),
    ...optional('citation_arxiv_id', arxiv),
    ...optional('citation_pdf_url', arxiv && `https://arxiv.org/pdf/${encodeURI(arxiv)}`),
    ...optional('citation_abstract_html_url', arxiv ? `https://arxiv.org/abs/${encodeURI(arxiv)}` : address(paper, site)),
    ...(paper.categories.length > 0 ? [['citation_keywords', paper.categories.join('; ')] as [string, string]] : []),
    ...optional('citation_abstract', plainText(paper.abstract)),
  ];
}

/** The paper in the words of https://schema.org/ScholarlyArticle. */
export function scholarlyArticle(paper: Paper, site: Site): Record<string, unknown> {
  const arxiv = arxivId(paper);
  const doi = idOf(paper, 'doi');
  const same = [arxiv && `https://arxiv.org/abs/${arxiv}`, doi && `https://doi.org/${doi}`].filter(Boolean);
  return {
    '@context': 'https://schema.org',
    '@type': 'ScholarlyArticle',
    headline: plainText(paper.title),
    abstract: plainText(paper.abstract) || undefined,
    author: paper.authors.map(({ name, affiliation }) => ({ '@type': 'Person', name, affiliation })),
    datePublished: paper.published,
    dateModified: paper.updated,
    version: paper.versions.at(-1)?.number,
    identifier: paper.ids.map(({ scheme, value }) => ({ '@type': 'PropertyValue', propertyID: scheme, value })),
    about: paper.categories,
    license: paper.licence,
    url: address(paper, site),
    sameAs: same.length > 0 ? same : undefined,
  };
}

/** JSON that cannot end the script it stands in. */
function dataScript(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

function idOf(paper: Paper, scheme: string): string | undefined {
  return paper.ids.find((id) => id.scheme === scheme)?.value;
}

function address(paper: Paper, { baseUrl }: Site): string | undefined {
  return baseUrl && baseUrl + routes.paper(paper.id);
}

function optional(name: string, content: string | undefined): [string, string][] {
  return content ? [[name, content]] : [];
}

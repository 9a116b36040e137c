import { categoryName, type Paper, type PaperId, type Version } from '#papers';
import type { Child } from 'hono/jsx';
import { saidDate } from '../words.js';
import { CategoryLink } from './category-links.js';
import { Cite } from './cite.js';
import { DateText } from './date.js';
import { ExternalLink } from './external-link.js';
import { Licence } from './licence.js';
import { foundLinks } from './paper-links.js';

/** Everything known of a paper beside its text; `first` is what readers said of it. */
export function PaperSide({ paper, first }: { paper: Paper; first?: Child }) {
  return (
    <aside class="side" aria-label="About this paper">
      {first}
      <Found paper={paper} />
      <Cite paper={paper} />
      <Versions paper={paper} />
      <Subjects paper={paper} />
      <Identifiers paper={paper} />
      <Record paper={paper} />
    </aside>
  );
}

function Found({ paper }: { paper: Paper }) {
  const links = foundLinks(paper);
  if (links.length === 0) return null;
  return (
    <Section title="Code and pages">
      <ul class="plain-list">
        {links.map(({ kind, words, href }) => <li class="found"><ExternalLink href={href}>{words}</ExternalLink> <small>{kind}</small></li>)}
      </ul>
    </Section>
  );
}

function Versions({ paper }: { paper: Paper }) {
  const { versions, published, updated } = paper;
  if (versions.length === 0 && !published) return null;
  return (
    <Section title={versions.length > 1 ? 'Versions' : 'Date'}>
      {versions.length > 0 ? <ol class="versions">{versions.map((version) => <VersionLine version={version} />)}</ol> : (
        <p>
          {published ? <DateText date={published} /> : null}
          {updated && published && saidDate(updated) !== saidDate(published) ? <>, last changed <DateText date={updated} /></> : null}
        </p>
      )}
    </Section>
  );
}

function VersionLine({ version: { number, submitted, size } }: { version: Version }) {
  return <li>v{number} <DateText date={submitted} />{size ? <small> {size}</small> : null}</li>;
}

function Subjects({ paper: { categories } }: { paper: Paper }) {
  if (categories.length === 0) return null;
  return (
    <Section title={categories.length === 1 ? 'Category' : 'Categories'}>
      <ul class="plain-list">
        {categories.map((code) => (
          <li><CategoryLink code={code}><span class="code">{code}</span> {categoryName(code) ?? ''}</CategoryLink></li>
        ))}
      </ul>
    </Section>
  );
}

function Identifiers({ paper: { ids } }: { paper: Paper }) {
  if (ids.length === 0) return null;
  return <Section title="Identifiers"><dl class="facts">{ids.map((id) => <Identifier id={id} />)}</dl></Section>;
}

const SCHEMES: Record<string, string> = { arxiv: 'arXiv', doi: 'DOI', pmid: 'PubMed', pmcid: 'PMC', openreview: 'OpenReview', acl: 'ACL' };

function Identifier({ id: { scheme, value } }: { id: PaperId }) {
  return <><dt>{Object.hasOwn(SCHEMES, scheme) ? SCHEMES[scheme] : scheme}</dt><dd class="id">{value}</dd></>;
}

function Record({ paper }: { paper: Paper }) {
  const { journalRef, venue, reportNumber, licence, submitter, sources } = paper;
  const facts: [string, Child | undefined][] = [
    ['Published in', journalRef ?? venue],
    ['Report', reportNumber],
    ['Licence', licence && <Licence licence={licence} />],
    ['Submitted by', submitter],
    ['Known from', sources.map((source) => (source === 'arxiv' ? 'arXiv' : source)).join(', ')],
  ];
  const known = facts.filter(([, fact]) => fact);
  if (known.length === 0) return null;
  return (
    <Section title="Record">
      <dl class="facts">{known.map(([term, fact]) => <><dt>{term}</dt><dd>{fact}</dd></>)}</dl>
    </Section>
  );
}

function Section({ title, children }: { title: string; children: Child }) {
  return <section><h2>{title}</h2>{children}</section>;
}

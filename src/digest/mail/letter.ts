import type { Paper } from '#papers';
import { excerpt, plainText } from '#lib/text';
import type { Section } from './types.js';

/** A paper as a mail shows it: plain text throughout. */
export interface LetterPaper {
  title: string;
  url: string;
  authors: string;
  /** `cs.CL · 12 pages`. */
  facts: string;
  abstract: string;
  pdf?: string;
}

/** A mail before it is written as text and as HTML. */
export interface Letter {
  subject: string;
  publisher: string;
  front: string;
  /** A sentence above everything. */
  opening: string;
  sections: { title: string; papers: LetterPaper[] }[];
  /** A button, for a mail that asks. */
  question?: { words: string; url: string };
  /** Why it was sent; and the ways to have it otherwise. */
  footing: string;
  ways: { words: string; url: string }[];
}

const ABSTRACT = 420;
const NAMED_AUTHORS = 4;
const LONGEST_SUBJECT = 90;

export interface EditionParts {
  publisher: string;
  front: string;
  sections: readonly Section[];
  papers: readonly Paper[];
  urlOf(paper: Paper): string;
  /** The day in words, in the reader's time zone. */
  day: string;
  ways: Letter['ways'];
}

/** An edition as a letter. Papers that are gone since it was put together are left out. */
export function editionLetter({ publisher, front, sections, papers, urlOf, day, ways }: EditionParts): Letter {
  const byNumber = new Map(papers.map((paper) => [paper.number, paper]));
  const shown = sections.map(({ title, papers, versions }) => ({ title, papers: papers.flatMap((number) => byNumber.get(number) ?? []).map((paper) => letterPaper(paper, { url: urlOf(paper), version: versions?.[paper.number] })) })).filter(({ papers }) => papers.length > 0);
  const count = shown.reduce((sum, { papers }) => sum + papers.length, 0);
  const first = shown[0]?.papers[0]?.title;
  return {
    subject: first === undefined ? `${publisher}, ${day}: nothing new` : excerpt(`${count === 1 ? '' : `${count} papers: `}${first}`, LONGEST_SUBJECT),
    publisher,
    front,
    opening: count === 0 ? `${day}. Nothing is new in what you read.` : `${day}. ${count === 1 ? 'One paper' : `${count} papers`}.`,
    sections: shown,
    footing: `You get this because you subscribed to ${publisher}.`,
    ways,
  };
}

/** Asks an address whether it agrees. It says nothing that whoever typed the address chose. */
export function questionLetter({ publisher, front, confirm, cancel }: { publisher: string; front: string; confirm: string; cancel: string }): Letter {
  return {
    subject: `Do you want ${publisher} by e-mail?`,
    publisher,
    front,
    opening: `Somebody, most likely you, asked for ${publisher} to be sent to this address. Nothing is sent until you say yes.`,
    sections: [],
    question: { words: 'Yes, send it to me', url: confirm },
    footing: 'If it was not you, do nothing: without a yes no other mail follows.',
    ways: [{ words: 'Take the request back', url: cancel }],
  };
}

function letterPaper(paper: Paper, { url, version }: { url: string; version?: number }): LetterPaper {
  const arxiv = paper.ids.find(({ scheme }) => scheme === 'arxiv')?.value;
  return {
    title: `${plainText(paper.title) || paper.id}${version === undefined ? '' : ` (version ${version})`}`,
    url,
    authors: authorsOf(paper),
    facts: [paper.categories.slice(0, 3).join(', '), paper.links.some(({ kind }) => kind === 'code') ? 'code' : '', paper.withdrawn ? 'withdrawn' : ''].filter(Boolean).join(' · '),
    abstract: excerpt(plainText(paper.abstract), ABSTRACT),
    pdf: arxiv === undefined ? undefined : `https://arxiv.org/pdf/${encodeURI(arxiv)}`,
  };
}

function authorsOf({ authors, authorCount }: Paper): string {
  const named = authors.slice(0, NAMED_AUTHORS).map(({ name }) => plainText(name));
  const rest = authorCount - named.length;
  if (named.length === 0) return rest > 0 ? `${rest} authors` : '';
  return rest > 0 ? `${named.join(', ')} and ${rest} more` : named.join(', ');
}

import { WAYS, type Engine } from '../engine.js';
import { Judgement } from '../judge.js';
import { mean } from '../metrics.js';
import type { KnownPaper } from '../papers.js';

const SHOWN = 10;

/**
 * Papers like each of these, as far as others than readers can tell: how many of the ten shown share the primary
 * category, and how many share an author. Neither makes papers alike, but chance has them seldom.
 */
export async function judgeLike(papers: readonly KnownPaper[], all: readonly KnownPaper[], engine: Engine): Promise<Judgement> {
  const byId = new Map(all.map((paper) => [paper.id, paper]));
  const judgement = new Judgement();
  for (const paper of papers) {
    judgement.add('chance', { category: chance(all, (other) => sharesCategory(paper, other)), author: chance(all, (other) => sharesAuthor(paper, other)) });
    for (const way of WAYS) {
      const shown = (await engine.similar(paper, way, SHOWN)).flatMap(({ id }) => byId.get(id) ?? []);
      judgement.add(way, { category: shareOf(shown, (other) => sharesCategory(paper, other)), author: shareOf(shown, (other) => sharesAuthor(paper, other)) });
    }
  }
  return judgement;
}

function sharesCategory(paper: KnownPaper, other: KnownPaper): boolean {
  return paper.categories[0] !== undefined && paper.categories[0] === other.categories[0];
}

function sharesAuthor(paper: KnownPaper, other: KnownPaper): boolean {
  return paper.authors.some((name) => other.authors.includes(name));
}

function chance(all: readonly KnownPaper[], fits: (other: KnownPaper) => boolean): number {
  return (all.filter(fits).length - 1) / Math.max(all.length - 1, 1);
}

function shareOf(shown: readonly KnownPaper[], fits: (other: KnownPaper) => boolean): number {
  return shown.length === 0 ? 0 : mean(shown.map((other) => (fits(other) ? 1 : 0)));
}

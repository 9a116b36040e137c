import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Paper } from '#papers';
import { rankAuthors } from './authors.js';

const paper = (number: number, ...names: string[]) => ({ number, authors: names.map((name) => ({ name })) }) as unknown as Paper;
const ranked = (papers: readonly Paper[], near: readonly (readonly [number, number][])[], own: readonly Paper[] = []) => rankAuthors(papers, { near: near.map((list) => new Map(list)), self: 'self ann', own });

test('near to many papers counts for more than near to one, whatever else is near to that one', () => {
  const papers = [paper(1, 'Often Bob'), paper(2, 'Once Cid'), paper(3, 'Once Cid'), paper(4, 'Often Bob')];
  const authors = ranked(papers, [[[1, 0.5], [2, 0.9], [3, 0.9]], [[4, 0.5]]]);
  assert.deepEqual(authors, [{ name: 'Often Bob', papers: 2, score: 1, coauthor: false }, { name: 'Once Cid', papers: 2, score: 0.9, coauthor: false }]);
});

test('a paper of many says less about each, and nothing about who asks', () => {
  const crowd = Array.from({ length: 16 }, (_, at) => `Crowd ${String.fromCharCode(97 + at)}`);
  const authors = ranked([paper(1, ...crowd), paper(2, 'Alone Dora'), paper(3, 'Ann Self')], [[[1, 0.8], [2, 0.5], [3, 1]]], [paper(9, 'Ann Self', 'Dora Alone')]);
  assert.deepEqual(authors[0], { name: 'Alone Dora', papers: 1, score: 0.5, coauthor: false });
  assert.equal(authors[1]!.score, 0.4);
  assert.equal(authors.length, 17);
});

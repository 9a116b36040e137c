import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EnvironmentError } from '#lib';
import type { Paper } from '#papers';
import { textsOf } from '../index/row-texts.js';
import { Analyst } from './analyst.js';

const ABSTRACTS = ['We fold $\\alpha$-sheets, state-of-the-art.', 'Über naïve Körper — 深度学习.', '', 'CO$_2$ in C++ | t:x 👩‍🔬 \ud800'];

function paper(number: number): Paper {
  return {
    number, id: `x:${number}`, seq: number, ids: [], title: `What is it number ${number} like?`, abstract: ABSTRACTS[number % ABSTRACTS.length]!, authors: [{ name: 'Ångström, Zoë', affiliation: 'Lab of Folds' }, { name: `Nr ${number}` }],
    authorCount: 2, organisation: number % 2 ? undefined : 'Institut für Papier', categories: ['cs.IT'], versions: [], venue: 'ICLR 2018', journalRef: 'J. Fold. 3', withdrawn: false, links: [], sources: ['arxiv'], announcements: [],
  };
}

const papers = (from: number, count: number) => Array.from({ length: count }, (_, at) => paper(from + at));

test('threads analyse papers as they are analysed here, and each portion is told to who asked for it', async (t) => {
  const analyst = new Analyst(2, 2);
  t.after(() => analyst.close());
  const portions = [papers(0, 400), papers(400, 2), papers(402, 100), papers(502, 3)];
  const analysed = await Promise.all(portions.map((portion) => analyst.textsOf(portion)));
  assert.deepEqual(analysed, portions.map((portion) => portion.map(textsOf)));
});

test('a few papers are not worth a thread', async () => {
  assert.equal(await new Analyst().textsOf(papers(0, 3)), undefined);
});

test('who waits for a thread that ends is told, and the next portion has another one', async (t) => {
  const analyst = new Analyst(1, 1);
  t.after(() => analyst.close());
  const waiting = analyst.textsOf(papers(0, 2_000));
  await Promise.all([assert.rejects(waiting, EnvironmentError), analyst.close()]);
  assert.equal((await analyst.textsOf(papers(0, 5)))?.length, 5);
});

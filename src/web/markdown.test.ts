import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paperMarkdown } from './markdown.js';
import { paper } from './testing/fixtures.js';

test('a paper is told in full, its TeX kept', () => {
  const told = paperMarkdown(paper({
    title: 'On $x^2$',
    organisation: 'Letter Office',
    comment: '3 pages',
    versions: [{ number: 1, submitted: '2026-06-01' }, { number: 2, submitted: '2026-06-09' }],
    links: [{ kind: 'code', url: 'https://github.com/ada/letters' }],
  }));
  assert.match(told, /^# On \$x\^2\$\n\n- Id: 2606\.01001\n- Authors: Ada Brown, Ben Czerny\n- Organisation: Letter Office\n/);
  assert.match(told, /\n## Abstract\n\nWe sort letters/);
  assert.match(told, /\n## Comment\n\n3 pages\n/);
  assert.match(told, /\n- v2: 2026-06-09\n/);
  assert.match(told, /\n- PDF: <https:\/\/arxiv\.org\/pdf\/2606\.01001>\n/);
  assert.match(told, /\n- code: <https:\/\/github\.com\/ada\/letters>\n/);
  assert.match(told, /```bibtex\n@/);
});

test('what is not known is not said', () => {
  const told = paperMarkdown(paper({ ids: [], abstract: '', authors: [], authorCount: 7, published: undefined }));
  assert.match(told, /- Authors: 7\n/);
  assert.doesNotMatch(told, /undefined|Published|## Abstract|## Versions|## Links/);
});

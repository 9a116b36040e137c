import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { saysWithdrawn } from './withdrawn.js';

describe('saysWithdrawn', () => {
  const withdrawn = [
    'This paper has been withdrawn by the author', 'This paper has been withdrawn by the author(s), due to an error', 'Withdrawn', 'withdrawn. It was wrong',
    '7 pages. This paper has been temporarily withdrawn', 'Paper withdrawn, a new version is under way', '2 pages, withdrawn because it is wrong',
    'arXiv admin note: submission has been withdrawn by arXiv administrators', 'We decided to withdraw this paper', 'This paper has been withdrawn from the arXiv',
  ];
  for (const comment of withdrawn) it(`hears it in “${comment}”`, () => assert.equal(saysWithdrawn(comment, 'An abstract.'), true));

  const standing = [
    '12 pages, 3 figures', 'Replaces an earlier preprint, which has been withdrawn', 'Section 5 of version 1 has been withdrawn',
    'Submitted to a journal, withdrawn from that journal in June', 'On withdrawn funds and bank runs', undefined,
    'This work was accepted but subsequently withdrawn prior to publication', 'Withdrawn from one journal and sent to another',
  ];
  for (const comment of standing) it(`does not hear it in “${comment}”`, () => assert.equal(saysWithdrawn(comment, 'An abstract.'), false));

  it('hears it in an abstract that begins with it', () => {
    assert.equal(saysWithdrawn(undefined, 'This paper has been withdrawn.'), true);
    assert.equal(saysWithdrawn(undefined, 'We study how deposits are withdrawn by savers.'), false);
    assert.equal(saysWithdrawn(undefined, 'We study savers. This paper was withdrawn once.'), false);
  });
});

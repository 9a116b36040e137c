import assert from 'node:assert/strict';
import { test } from 'node:test';
import { render } from '../testing/check-page.js';
import { SetText } from './set-text.js';

test('a formula keeps the signs that touch it in its line', async () => {
  assert.match(await render(<SetText source="for every $x$, and ($y$)." />), /^for every <span class="formula"><math>.*<\/math>,<\/span> and <span class="formula">\(<math>.*<\/math>\)\.<\/span>$/);
  assert.doesNotMatch(await render(<SetText source="for every $x$ and $y$ too" />), /<span/);
});

test('a formula on a line of its own can be scrolled by keyboard, unless it may be cut off', async () => {
  const source = 'then $$a = b,$$ and so on';
  assert.match(await render(<SetText source={source} />), /<math tabindex="0" display="block"/);
  assert.doesNotMatch(await render(<SetText source={source} as="folded" />), /tabindex|class="formula"/);
});

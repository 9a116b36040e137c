import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWeb, type LikeResults } from '#web';
import { listen } from '../../src/app/listen.js';
import { fakeContext } from '../../src/web/testing/fake-context.js';
import { searchOver } from '../../src/web/testing/fake-search.js';
import { paper } from '../../src/web/testing/fixtures.js';
import { assertNoTrouble, openBrowser, PHONE, visit } from './browser.js';
import { barriers, layoutOf, WATCH_SHIFTS } from './look.js';

const PAPERS = Array.from({ length: 12 }, (_, index) => paper({ number: index + 1 }));

test('a list that was not there in time comes to its place, and nothing else moves; without scripts there is a link to it', async (t) => {
  const coming = Promise.withResolvers<LikeResults | undefined>();
  let asked = 0;
  // The page itself never waits for it; the script does.
  const like = async () => ((asked += 1) === 1 ? undefined : await coming.promise);
  const base = fakeContext();
  const web = createWeb(fakeContext({ search: searchOver(PAPERS, { like }), papers: { ...base.papers, byNumber: async () => PAPERS.slice(1) } }), async (c, next) => {
    c.set('viewer', { owner: false, theme: 'auto' });
    await next();
  });
  const listening = await listen(web.fetch, { host: '127.0.0.1', port: 0 });
  t.after(() => listening.close());
  const browser = await openBrowser(t);
  const visited = await visit(browser, listening, { viewport: PHONE });
  const { page } = visited;
  await page.context().addInitScript(WATCH_SHIFTS);
  await page.goto(`/papers/${paper().id}`);
  assert.equal(await page.locator('[data-late] a').innerText(), 'See the papers like this one');
  coming.resolve(await searchOver(PAPERS).like(1, { by: 'all', recent: false }, 0));
  await page.locator('.alike li').first().waitFor();
  assert.deepEqual([await page.locator('.alike li').count(), await page.locator('[data-late]').count()], [8, 0]);
  assert.ok((await layoutOf(page)).shifted < 0.02);
  assert.deepEqual(await barriers(page), []);
  assertNoTrouble(visited);

  const plain = await visit(browser, listening, { javaScriptEnabled: false });
  asked = 0;
  await plain.page.goto(`/papers/${paper().id}`);
  await plain.page.getByRole('link', { name: 'See the papers like this one' }).click();
  assert.equal(await plain.page.locator('.alike li').count(), 11);
  assertNoTrouble(plain);
});

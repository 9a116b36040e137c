import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Hono } from 'hono';
import { publicIdOf } from '#papers';
import { anyText } from '#test/any-text';
import { patterns, routes } from './routes.js';
import { isRoute } from './testing/check-page.js';

test('every filter of an edition stands in its address, the usual order does not', () => {
  assert.equal(routes.day('2026-06-03'), '/papers/date/2026-06-03');
  assert.equal(routes.day('2026-06-03', { order: 'suggested' }), '/papers/date/2026-06-03');
  assert.equal(
    routes.week('2026-W23', { category: 'cs.CL', kind: 'new', code: true, order: 'newest', everything: true, after: 'x y' }),
    '/papers/week/2026-W23?category=cs.CL&kind=new&code=1&order=newest&all=1&after=x+y',
  );
});

test('a public id comes back from its address unchanged, with slashes and colons kept to read', async () => {
  assert.equal(routes.paper('math/0306266'), '/papers/math/0306266');
  assert.equal(routes.paper('iclr2018:B14TlG-RW'), '/papers/iclr2018:B14TlG-RW');
  const app = new Hono().get(patterns.paper, (c) => c.json(c.req.param('id')));
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1 }), anyText({ minLength: 1 }), async (source, local) => {
      const id = publicIdOf(source, local);
      const answer = await app.request(routes.paper(id));
      assert.equal(await answer.json(), id);
    }),
  );
});

test('a name comes back from its address unchanged', async () => {
  const app = new Hono().get(patterns.author, (c) => c.json(c.req.param('name')));
  // White space of a name was folded when it was read: there is no line end in it.
  const names = fc.string({ minLength: 1, unit: 'grapheme' }).filter((name) => !/^\.{1,2}$|[\n\r\u2028\u2029]/.test(name));
  await fc.assert(
    fc.asyncProperty(names, async (name) => {
      assert.equal(await (await app.request(routes.author(name))).json(), name.toWellFormed());
    }),
  );
});

test('what the addresses build is what the pages answer to', () => {
  const built = [
    routes.front(), routes.day('2026-06-03'), routes.week('2026-W23'), routes.month('2026-06'), routes.calendar('2026-06'),
    routes.paper('2606.01001'), routes.paperMarkdown('2606.01001'), routes.citation('2606.01001', 'csl.json'),
    routes.author('Ada Brown'), routes.categories(), routes.category('cs.DS'), routes.sample(), routes.hideSample(),
    routes.import(), routes.settings(), routes.settingsCategories(), routes.settingsGathering(), routes.status(), routes.theme(), routes.asset('abc', 'style.css'),
  ];
  for (const address of built) assert.ok(isRoute(address), address);
  assert.ok(!isRoute('/nowhere'));
});

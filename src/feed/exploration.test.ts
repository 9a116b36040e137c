import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { withExploration, type Explorable } from './exploration.js';

const makeOrder = (count: number, seen: (index: number) => number = () => 0): Explorable[] => Array.from({ length: count }, (_, index) => ({ id: `p${index}`, value: 3 - index / count, seen: seen(index) }));
const plan = fc.record({ page: fc.integer({ min: 1, max: 60 }), places: fc.nat(8), seed: fc.string() }).map((given) => ({ ...given, places: Math.min(given.places, given.page - 1) }));

describe('withExploration', () => {
  it('shows every paper once, the same way every time', () => {
    fc.assert(
      fc.property(fc.nat(150), plan, (count, given) => {
        const order = makeOrder(count);
        const placed = withExploration(order, given);
        assert.deepEqual(placed.map(({ item }) => item.id).toSorted(), order.map(({ id }) => id).toSorted());
        assert.deepEqual(withExploration(order, given), placed);
      }),
    );
  });

  it('gives away at most so many places of a page, to papers that would not have been on it, and leaves the others in order', () => {
    fc.assert(
      fc.property(fc.nat(150), plan, (count, given) => {
        const placed = withExploration(makeOrder(count), given).map(({ item, explored }) => ({ rank: Number(item.id.slice(1)), explored }));
        const left = new Set(Array.from({ length: count }, (_, rank) => rank));
        for (let start = 0; start < placed.length; start += given.page) {
          const page = placed.slice(start, start + given.page);
          assert.ok(page.filter(({ explored }) => explored).length <= given.places);
          const wouldBe = new Set([...left].slice(0, given.page));
          assert.ok(page.every(({ rank, explored }) => explored !== wouldBe.has(rank)));
          for (const { rank } of page) left.delete(rank);
          const first = page.slice(0, Math.min(3, given.page - 1));
          assert.ok(first.every(({ explored }) => !explored));
        }
        const kept = placed.filter(({ explored }) => !explored).map(({ rank }) => rank);
        assert.deepEqual(kept, kept.toSorted((a, b) => a - b));
      }),
    );
  });

  it('is the order itself without places', () => {
    const order = makeOrder(30);
    assert.deepEqual(withExploration(order, { page: 10, places: 0, seed: 'x' }), order.map((item) => ({ item, explored: false })));
  });

  it('chooses others with another seed, promising ones, and those few have seen', () => {
    const chosen = (seed: string, order: Explorable[]) => withExploration(order, { page: 50, places: 4, seed }).slice(0, 50).filter(({ explored }) => explored).map(({ item }) => Number(item.id.slice(1)));
    const seeds = Array.from({ length: 60 }, (_, seed) => `seed ${seed}`);
    const all = seeds.flatMap((seed) => chosen(seed, makeOrder(400)));
    assert.equal(all.length, 240);
    assert.ok(new Set(all).size > 80);
    assert.ok(all.every((rank) => rank >= 50 && rank < 200));
    const seldomSeen = seeds.flatMap((seed) => chosen(seed, makeOrder(400, (index) => (index % 2 === 0 ? 50 : 0))));
    assert.ok(seldomSeen.filter((rank) => rank % 2 === 1).length > 0.9 * seldomSeen.length);
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allocate, Sample } from './sample.js';

function sampleOf(sizes: Record<string, number>, limit: number, seed = 1): Sample {
  const sample = new Sample(limit, seed);
  for (const [category, size] of Object.entries(sizes)) {
    for (let at = 0; at < size; at++) sample.offer({ title: `${category} ${at}`, abstract: '', category });
  }
  return sample;
}

function sizesIn(sample: Sample): Record<string, number> {
  const sizes: Record<string, number> = {};
  for (const { category } of sample.papers()) sizes[category!] = (sizes[category!] ?? 0) + 1;
  return sizes;
}

test('all papers are taken while there is room', () => {
  assert.deepEqual(sizesIn(sampleOf({ a: 60, b: 40 }, 100)), { a: 60, b: 40 });
});

test('a small category keeps its papers beside large ones, and a larger one gives more', () => {
  const sizes = sizesIn(sampleOf({ large: 40_000, middle: 10_000, small: 9 }, 3_000));
  assert.equal(sizes['small'], 9);
  assert.ok(sizes['large']! >= 1_993 && sizes['large']! <= 1_995, `${sizes['large']}`);
  assert.ok(sizes['middle']! >= 996 && sizes['middle']! <= 998, `${sizes['middle']}`);
});

test('early and late papers have the same chance', () => {
  const places = Array.from({ length: 20 }, (_, seed) => sampleOf({ a: 5_000, b: 500 }, 200, seed).papers())
    .flat()
    .filter(({ category }) => category === 'a')
    .map(({ title }) => Number(title.slice(2)));
  const mean = places.reduce((sum, place) => sum + place) / places.length;
  assert.ok(Math.abs(mean - 2_500) < 150, `the mean place is ${mean}`);
});

test('the same seed draws the same papers, another seed others', () => {
  const draw = (seed: number) => sampleOf({ a: 1_000, b: 1_000 }, 100, seed).papers().map(({ title }) => title);
  assert.deepEqual(draw(1), draw(1));
  assert.notDeepEqual(draw(1), draw(2));
});

test('texts without end are cut', () => {
  const sample = new Sample(1, 1);
  sample.offer({ title: 'a'.repeat(1e6), abstract: 'b'.repeat(1e6) });
  const [{ title, abstract }] = sample.papers() as [{ title: string; abstract: string }];
  assert.ok(title.length <= 1_000 && abstract.length <= 10_000);
});

test('places are shared out without giving more than there is, and nearly all of them', () => {
  const stratum = fc.record({ available: fc.nat(1_000), weight: fc.double({ min: 0.01, max: 1e4, noNaN: true }) });
  fc.assert(
    fc.property(fc.array(stratum, { minLength: 1, maxLength: 30 }), fc.nat(5_000), (strata, limit) => {
      const sizes = allocate(strata, limit);
      const sum = sizes.reduce((a, b) => a + b, 0);
      const available = strata.reduce((sum, stratum) => sum + stratum.available, 0);
      sizes.forEach((size, at) => assert.ok(size >= 0 && size <= strata[at]!.available));
      assert.ok(sum <= limit);
      assert.ok(sum > Math.min(available, limit) - strata.length - 1e-6 || sum === Math.min(available, limit));
    }),
  );
});

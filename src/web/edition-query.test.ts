import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readFilters, withoutCursor } from './edition-query.js';
import { routes } from './routes.js';

function read(search: string) {
  return readFilters(new URLSearchParams(search));
}

test('filters are read from an address as they were written to it', () => {
  const filters = { category: 'cs.CL', kind: 'cross-list', code: true, order: 'newest', everything: true, after: 'a=b&c' } as const;
  const search = routes.day('2026-06-03', filters).split('?')[1]!;
  assert.deepEqual(read(search), filters);
});

test('what cannot be read is left out', () => {
  assert.deepEqual(read('kind=old&order=best&code=yes&all=&category=%3Cscript%3E&after='), {});
  assert.deepEqual(read(`after=${'x'.repeat(501)}`), {});
  assert.deepEqual(read('order=suggested'), {});
});

test('a page starts or ends at one cursor, never both', () => {
  assert.deepEqual(read('after=a&before=b'), { after: 'a' });
  assert.deepEqual(withoutCursor(read('before=b&code=1')), { code: true });
});

test('every address means something', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('category', 'kind', 'code', 'order', 'after', 'before', 'all'), fc.string()), (fields) => {
      const filters = read(new URLSearchParams(fields).toString());
      const again = routes.day('2026-06-03', filters).split('?')[1] ?? '';
      assert.deepEqual(read(again), filters);
    }),
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeFolder } from '#test/make-folder';
import { GenerationWriter } from './generation.js';
import { INDEX_FORMAT, newGenerationName, Place } from './place.js';
import { SearchIndex } from './search-index.js';

test('an index is closed while it is still read', async (t) => {
  const place = new Place(makeFolder(t));
  const writer = await GenerationWriter.create(place, { format: INDEX_FORMAT, name: newGenerationName(), approximate: false });
  place.writeCurrent({ generation: writer.facts.name });
  writer.close();
  const index = new SearchIndex(place.folder);
  const { table } = (await index.open())!;
  const reading = Promise.allSettled([table.countRows(), table.listIndices()]);
  assert.doesNotThrow(() => index.close());
  assert.equal((await reading).length, 2);
  assert.doesNotThrow(() => index.close(), 'once more');
});

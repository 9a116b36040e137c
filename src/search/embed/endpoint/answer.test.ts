import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { EmbedderError } from '../errors.js';
import { readVectors, saidIn } from './answer.js';

const answer = (data: unknown) => JSON.stringify({ data });

test('places are those the answer names, or the order where it names none', () => {
  const first = [3, 4];
  const second = [0, 2];
  const expected = [Float32Array.of(0.6, 0.8), Float32Array.of(0, 1)];
  assert.deepEqual(readVectors(answer([{ index: 1, embedding: second }, { index: 0, embedding: first }]), { texts: 2 }), expected);
  assert.deepEqual(readVectors(answer([{ embedding: first }, { embedding: second }]), { texts: 2 }), expected);
  for (const indexes of [[0, 0], [1, 2], [0, undefined], ['0', '1'], [0, -1]]) {
    assert.throws(() => readVectors(answer(indexes.map((index) => ({ index, embedding: first }))), { texts: 2 }), EmbedderError, indexes.join());
  }
});

test('zeros are no vector; what is no number is an error', () => {
  assert.deepEqual(readVectors(answer([{ index: 0, embedding: [0, 0] }]), { texts: 1 }), [undefined]);
  for (const embedding of [[1, null], ['1', '2'], [], '', 'AAA', {}, null, undefined]) assert.throws(() => readVectors(answer([{ index: 0, embedding }]), { texts: 1 }), EmbedderError);
  assert.throws(() => readVectors('{"data":[{"embedding":[1e999,1]}]}', { texts: 1 }), /values that are no numbers/);
  const bytes = Buffer.from(Float32Array.of(Number.NaN, 1).buffer).toString('base64');
  assert.throws(() => readVectors(answer([{ index: 0, embedding: bytes }]), { texts: 1 }), /values that are no numbers/);
});

test('whatever is answered, it is unit vectors of one dimension or an EmbedderError', () => {
  const embedding = fc.oneof(fc.array(fc.double()), fc.base64String(), fc.jsonValue());
  const item = fc.oneof(fc.record({ index: fc.oneof(fc.nat(3), fc.jsonValue()), embedding }, { requiredKeys: [] }), fc.jsonValue());
  const text = fc.oneof(fc.string(), fc.json(), fc.array(item, { maxLength: 4 }).map(answer));
  fc.assert(fc.property(text, fc.nat(4), (text, texts) => {
    try {
      const vectors = readVectors(text, { texts });
      assert.equal(vectors.length, texts);
      for (const vector of vectors) assert.ok(vector === undefined || Math.abs(Math.hypot(...vector) - 1) < 1e-5);
    } catch (error) {
      assert.ok(error instanceof EmbedderError, String(error));
    }
  }), { numRuns: 500 });
});

test('an error is found in the forms it comes in, on one line and without marks', () => {
  assert.equal(saidIn('{"error":{"message":"Bad\\nkey"}}'), 'Bad key');
  assert.equal(saidIn('{"error":"model not found"}'), 'model not found');
  assert.equal(saidIn('{"detail":"Too long"}'), 'Too long');
  assert.equal(saidIn('<html><b>Bad</b> Gateway'), 'Bad Gateway');
  fc.assert(fc.property(fc.string(), (text) => void assert.doesNotMatch(saidIn(text), /[\n<]./)), { numRuns: 300 });
});

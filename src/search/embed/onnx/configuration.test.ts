import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { EmbedderError } from '../errors.js';
import { POOLINGS, readConfiguration } from './configuration.js';

test('what the files leave out is the usual', () => {
  assert.deepEqual(readConfiguration({}), { pooling: 'mean', prefixes: { query: '', paper: '' }, maxTokens: 512, furtherLayers: [] });
});

test('pooling is read in the old form and in the new', () => {
  const pooling = (fields: object) => readConfiguration({ '1_Pooling/config.json': fields }).pooling;
  assert.equal(pooling({ word_embedding_dimension: 384, pooling_mode_cls_token: true, pooling_mode_mean_tokens: false }), 'cls');
  assert.equal(pooling({ pooling_mode: 'lasttoken' }), 'lasttoken');
  assert.equal(pooling({ pooling_mode_mean_tokens: true }), 'mean');
  assert.throws(() => pooling({ pooling_mode_cls_token: true, pooling_mode_mean_tokens: true }), /by mean and cls|by cls and mean/);
  assert.throws(() => pooling({ pooling_mode: 'magic' }), EmbedderError);
});

test('prefixes: those for the purpose, else the usual one', () => {
  const prefixes = (fields: object) => readConfiguration({ 'config_sentence_transformers.json': fields }).prefixes;
  assert.deepEqual(prefixes({ prompts: { query: 'search_query: ', document: 'search_document: ' } }), { query: 'search_query: ', paper: 'search_document: ' });
  assert.deepEqual(prefixes({ prompts: { query: 'query: ', passage: 'passage: ' } }), { query: 'query: ', paper: 'passage: ' });
  assert.deepEqual(prefixes({ prompts: { retrieval: 'Represent: ' }, default_prompt_name: 'retrieval' }), { query: 'Represent: ', paper: 'Represent: ' });
  assert.deepEqual(prefixes({ prompts: null, default_prompt_name: null }), { query: '', paper: '' });
});

test('the length is the least that is named, never what means "no limit"', () => {
  const length = (files: Parameters<typeof readConfiguration>[0]) => readConfiguration(files).maxTokens;
  assert.equal(length({ 'sentence_bert_config.json': { max_seq_length: 256 }, 'config.json': { max_position_embeddings: 512 } }), 256);
  assert.equal(length({ 'tokenizer_config.json': { model_max_length: 1e30 }, 'config.json': { model_type: 'roberta', max_position_embeddings: 514 } }), 512);
  assert.equal(length({ 'config.json': { model_type: 'mpnet', max_position_embeddings: 130 } }), 128);
  assert.equal(length({ 'tokenizer_config.json': { model_max_length: 0 }, 'config.json': { max_position_embeddings: -1 } }), 512);
});

test('whatever the files hold, it is a configuration or an EmbedderError', () => {
  const file = fc.oneof(
    fc.jsonValue(),
    fc.record({ pooling_mode: fc.oneof(fc.constantFrom(...POOLINGS), fc.jsonValue()), prompts: fc.jsonValue(), default_prompt_name: fc.jsonValue(), max_seq_length: fc.jsonValue(), model_max_length: fc.jsonValue() }, { requiredKeys: [] }),
  );
  const names = ['config.json', 'tokenizer_config.json', 'modules.json', 'sentence_bert_config.json', 'config_sentence_transformers.json', '1_Pooling/config.json'] as const;
  fc.assert(fc.property(fc.dictionary(fc.constantFrom(...names), file), (files) => {
    try {
      const { pooling, prefixes, maxTokens } = readConfiguration(files);
      assert.ok(POOLINGS.includes(pooling) && maxTokens >= 8 && maxTokens <= 512);
      assert.ok([prefixes.query, prefixes.paper].every((prefix) => typeof prefix === 'string'));
    } catch (error) {
      assert.ok(error instanceof EmbedderError, String(error));
    }
  }));
});

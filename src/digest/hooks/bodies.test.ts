import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { InvalidInputError } from '#lib';
import { anyText } from '#test/any-text';
import { bodyOf, checkedTemplate, HOOK_BODIES, signatureOf, type HookNews } from './bodies.js';

const news: HookNews = { id: '7', purpose: 'news', list: 'cs.CL', papers: [{ id: '1', title: 'A <b> & @everyone | "c"', url: 'https://p.example/papers/1', authors: 'Ada', abstract: 'x' }] };

test('every body is JSON whatever a title holds, and a title is no markup and calls nobody', () => {
  const template = '{"a": ["{{list}}: {{count}}", {"b": "{{titles}} {{unknown}}"}], "n": 1}';
  fc.assert(fc.property(anyText(), (title) => {
    for (const body of HOOK_BODIES) JSON.parse(bodyOf(body, template, { ...news, papers: [{ ...news.papers[0]!, title }] }));
  }));
  assert.match((JSON.parse(bodyOf('slack', '', news)) as { text: string }).text, /<https:\/\/p\.example\/papers\/1\|A &lt;b&gt; &amp; @everyone ¦ "c">/);
  assert.deepEqual((JSON.parse(bodyOf('discord', '', news)) as { allowed_mentions: unknown }).allowed_mentions, { parse: [] });
  assert.deepEqual(JSON.parse(bodyOf('own', template, news)), { a: ['cs.CL: 1', { b: 'A <b> & @everyone | "c" {{unknown}}' }], n: 1 });
  assert.deepEqual(JSON.parse(bodyOf('plain', '', news)), news);
  const many = { ...news, papers: Array.from({ length: 200 }, () => news.papers[0]!) };
  assert.ok((JSON.parse(bodyOf('discord', '', many)) as { content: string }).content.length <= 2_000);
});

test('a template that is no JSON is refused', () => {
  for (const bad of ['', '{', 'text {{list}}', `"${'x'.repeat(10_001)}"`]) assert.throws(() => checkedTemplate(bad), InvalidInputError);
});

test('a signature is over the time and the body', () => {
  const [, seconds, hex] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signatureOf('secret', { seconds: 1_780_000_000, body: '{}' }))!;
  assert.equal(hex, createHmac('sha256', 'secret').update(`${seconds}.{}`).digest('hex'));
});

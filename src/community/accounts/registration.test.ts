import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { InvalidInputError } from '#lib';
import { anyText } from '#test/any-text';
import { checkedName } from './names.js';
import { mayRegister, parseRegistration, printRegistration } from './registration.js';

test('what can be chosen is read and written the same', () => {
  for (const text of ['off', 'closed', 'invitation', 'open', 'domain:example.org', 'domain:example.org,uni.example.edu']) assert.equal(printRegistration(parseRegistration(text)), text);
  assert.deepEqual(parseRegistration('domain: @Example.org,  uni.example.edu example.org'), { kind: 'domain', domains: ['example.org', 'uni.example.edu'] });
});

test('whatever is typed is read or refused in words', () => {
  for (const bad of ['', 'everybody', 'domain:', 'domain:,', 'domain:localhost', 'domain:exa mple', 'domain:-a.org', 'OPEN']) assert.throws(() => parseRegistration(bad), InvalidInputError, bad);
  fc.assert(fc.property(fc.oneof(fc.string(), fc.string().map((text) => `domain:${text}`)), (text) => {
    try {
      const registration = parseRegistration(text);
      assert.deepEqual(parseRegistration(printRegistration(registration)), registration);
    } catch (error) {
      assert.ok(error instanceof InvalidInputError);
    }
  }), { examples: [['a \u200b b']] });
});

test('a domain lets in its own addresses and no others', () => {
  fc.assert(fc.property(fc.domain(), fc.emailAddress(), (domain, email) => {
    const registration = { kind: 'domain' as const, domains: [domain.toLowerCase()] };
    assert.ok(mayRegister(registration, `ada@${domain}`));
    assert.ok(!mayRegister(registration, `ada@sub.${domain}`) && !mayRegister(registration, `ada@${domain}.evil.example`) && !mayRegister(registration, `ada@x${domain}`));
    assert.equal(mayRegister(registration, email), email.split('@').at(-1)!.toLowerCase() === domain.toLowerCase());
  }));
});

test('a name that is taken is one line that turns nothing beside it', () => {
  fc.assert(fc.property(anyText({ maxLength: 80 }), (text) => {
    try {
      const name = checkedName(text);
      assert.ok(name.length > 0 && name.length <= 60 && name.isWellFormed());
      assert.doesNotMatch(name, /[\p{Cc}\p{Cf}\n]/u);
      assert.equal(checkedName(name), name);
    } catch (error) {
      assert.ok(error instanceof InvalidInputError);
    }
  }));
});

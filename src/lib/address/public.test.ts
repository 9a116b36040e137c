import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { InvalidInputError } from '../errors.js';
import { AllowedHosts, isPublicAddress } from './index.js';

test('addresses of the public internet are public, however they are written', () => {
  for (const address of ['1.1.1.1', '9.255.255.255', '172.15.255.255', '172.32.0.1', '192.167.1.1', '100.63.0.1', '100.128.0.1', '223.255.255.255', '2606:4700::1111', '2a00:1450::1', '::ffff:1.1.1.1', '64:ff9b::1.1.1.1']) {
    assert.ok(isPublicAddress(address), address);
  }
});

test('private, local, reserved and malformed ones are not', () => {
  const ipv4 = ['0.0.0.0', '10.0.0.1', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.168.0.1', '192.0.0.1', '198.19.0.1', '203.0.113.9', '224.0.0.1', '255.255.255.255'];
  const ipv6 = ['::', '::1', '::2', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd12::1', 'ff02::1', '2001:db8::1', '2001::1', '2002:7f00:1::', '3fff::1', '64:ff9b:1::1', '::127.0.0.1', '4000::1'];
  const none = ['', 'localhost', '127.1', '2130706433', '0x7f.0.0.1', '1.1.1.1/8', '[::1]'];
  for (const address of [...ipv4, ...ipv6, ...none]) assert.ok(!isPublicAddress(address), address);
  for (const address of ipv4) {
    assert.ok(!isPublicAddress(`::ffff:${address}`), `::ffff:${address}`);
    assert.ok(!isPublicAddress(`64:ff9b::${address}`), `64:ff9b::${address}`);
  }
});

test('an IPv4 address is as public inside IPv6, in both spellings, as it is alone', () => {
  fc.assert(fc.property(fc.ipV4(), (address) => {
    const canonical = new URL(`http://[::ffff:${address}]`).hostname.slice(1, -1);
    assert.equal(isPublicAddress(`::ffff:${address}`), isPublicAddress(address));
    assert.equal(isPublicAddress(canonical), isPublicAddress(address));
  }));
});

test('the shortest spelling of an IPv6 address means the same as any other', () => {
  fc.assert(fc.property(fc.ipV6(), (address) => {
    assert.equal(isPublicAddress(new URL(`http://[${address}]`).hostname.slice(1, -1)), isPublicAddress(address));
  }));
});

test('the owner lists names, addresses and ranges', () => {
  const allowed = new AllowedHosts(['Intranet.example.org', '10.1.0.0/16', '192.168.1.5', 'fd00::/8']);
  assert.ok(allowed.hasName('intranet.EXAMPLE.org') && !allowed.hasName('evil.intranet.example.org'));
  for (const address of ['10.1.2.3', '192.168.1.5', 'fd12::1', '::ffff:10.1.2.3']) assert.ok(allowed.hasAddress(address), address);
  for (const address of ['10.2.0.1', '192.168.1.6', 'fe80::1']) assert.ok(!allowed.hasAddress(address), address);
  for (const wrong of ['', 'http://x', '10.0.0.0/33', '10.0.0.0/8/8', 'a b', '10.0.0.0/x']) assert.throws(() => new AllowedHosts([wrong]), InvalidInputError, wrong);
});

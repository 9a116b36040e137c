import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ElementCutter, type Cut } from './cutter.js';

const NAMES = { repeated: ['record'], single: ['error', 'token'] };

/** What is cut, when the bytes come in pieces of a size. */
function cutsOf(text: string | Buffer, size = Infinity): Cut[] {
  const bytes = Buffer.from(text as string);
  const cutter = new ElementCutter(NAMES);
  const cuts: Cut[] = [];
  for (let at = 0; at < bytes.length; at += size) cuts.push(...cutter.push(bytes.subarray(at, at + size)));
  return [...cuts, ...cutter.end()];
}

/** In short: `12 record <record>…` or `12 record: why`. */
function shown(cuts: Cut[]): string[] {
  return cuts.map((cut) => ('element' in cut ? `${cut.element.offset} ${cut.element.text}` : `${cut.damage.offset} ${cut.damage.name}: ${cut.damage.reason}`));
}

test('wanted elements come out whole, with their place in bytes', () => {
  const text = '<?xml version="1.0"?><é:list><x:record a="1">ä</x:record> <other/><record\n>b</record ><token/><error code="1">no</error></é:list>';
  assert.deepEqual(shown(cutsOf(text)), ['30 <x:record a="1">ä</x:record>', '68 <record\n>b</record >', '88 <token/>', '96 <error code="1">no</error>']);
});

test('names that only begin alike are not wanted', () => {
  assert.deepEqual(shown(cutsOf('<records><recording/><record-x>1</record-x></records><tokens/>')), []);
});

test('an element without an end takes nothing with it but itself', () => {
  assert.deepEqual(shown(cutsOf('<record>a<record>b</record><error>c<record>d</record>')), ['0 record: it has no end', '9 <record>b</record>', '27 error: it has no end', '35 <record>d</record>']);
});

test('comments, declarations and character data hide nothing that follows', () => {
  assert.deepEqual(shown(cutsOf('<!-- <record>a</record> <![CDATA[ <record>b</record>')), ['5 <record>a</record>', '34 <record>b</record>']);
});

test('what the end cuts off is told', () => {
  assert.deepEqual(shown(cutsOf('<record>a</record><record>b</rec')), ['0 <record>a</record>', '18 record: the answer ends in the middle of it']);
});

test('an element without measure is passed over without being kept', () => {
  const cutter = new ElementCutter(NAMES);
  const cuts = cutter.push(Buffer.from('<record>'));
  for (let piece = 0; piece < 100; piece += 1) cuts.push(...cutter.push(Buffer.alloc(50_000, 'x')));
  cuts.push(...cutter.push(Buffer.from('</record><record>b</record>')), ...cutter.end());
  assert.deepEqual(shown(cuts), ['0 record: it is longer than 2 MB', '5000017 <record>b</record>']);
});

const scraps = fc.array(fc.constantFrom('<record>', '</record>', '<record/>', '<x:record ', '</x:record>', '<token>', '</token>', '<error', '>', '/', '<', 'é', ' ', '<!--', '<![CDATA[', ']]>', '<records>'), { maxLength: 40 }).map((parts) => parts.join(''));

test('the size of the pieces changes nothing', () => {
  fc.assert(fc.property(scraps, fc.integer({ min: 1, max: 40 }), (text, size) => {
    assert.deepEqual(cutsOf(text, size), cutsOf(text));
  }), { numRuns: 500 });
});

test('any bytes can be cut, and no place is told twice', () => {
  fc.assert(fc.property(fc.oneof(scraps.map((text) => Buffer.from(text)), fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.from(bytes))), fc.integer({ min: 1, max: 60 }), (bytes, size) => {
    const offsets = cutsOf(bytes, size).map((cut) => ('element' in cut ? cut.element : cut.damage).offset);
    assert.deepEqual(offsets, [...new Set(offsets)].sort((a, b) => a - b));
  }));
});

test('no input makes the work grow faster than its length', () => {
  for (const scrap of ['<record>', '<token>', '<token/>', '<error', '<record/', '</record>', '<', '<a:']) {
    const before = process.cpuUsage();
    cutsOf(scrap.repeat(Math.ceil(1_000_000 / scrap.length)), 65_536);
    assert.ok(process.cpuUsage(before).user < 5_000_000, scrap);
  }
});

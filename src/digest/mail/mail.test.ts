import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { InvalidInputError } from '#lib';
import { DEFAULT_CHOICE, readChoice, type Fields } from './choice.js';
import { composeSections } from './compose.js';
import { editionLetter, questionLetter } from './letter.js';
import { letterHtml } from './letter-html.js';
import { letterText, wrap } from './letter-text.js';
import { checkedZone, MOST_ATTEMPTS, nextDue, retryAfterMs } from './schedule.js';

const at = (zone: string, hour: number, after: string, frequency: 'daily' | 'weekdays' | 'weekly' = 'daily', weekday = 1) => nextDue({ frequency, weekday, hour, zone }, after);

test('a mail is due at its hour where its reader is', () => {
  assert.equal(at('Europe/Berlin', 7, '2026-06-03T04:59:59.999Z'), '2026-06-03T05:00:00.000Z');
  assert.equal(at('Europe/Berlin', 7, '2026-06-03T05:00:00.000Z'), '2026-06-04T05:00:00.000Z');
  assert.equal(at('Pacific/Auckland', 7, '2026-06-03T05:00:00.000Z'), '2026-06-03T19:00:00.000Z');
  assert.equal(at('UTC', 7, '2026-06-05T07:00:00.000Z', 'weekdays'), '2026-06-08T07:00:00.000Z', 'Friday to Monday');
  assert.equal(at('UTC', 7, '2026-06-03T07:00:00.000Z', 'weekly', 3), '2026-06-10T07:00:00.000Z');
});

test('who wants news hears of it within the hour, and never that there is none', () => {
  assert.equal(nextDue({ frequency: 'news', weekday: 1, hour: 7, zone: 'UTC' }, '2026-06-03T05:00:00.000Z'), '2026-06-03T06:00:00.000Z');
  assert.equal(readChoice({ searches: ['x'], frequency: ['news'], whenEmpty: ['word'] }).whenEmpty, 'nothing');
});

test('when clocks change there is still one mail a day', () => {
  assert.equal(at('Europe/Berlin', 2, '2026-03-28T12:00:00Z'), '2026-03-29T01:00:00.000Z', 'two o’clock does not exist: three');
  assert.equal(at('Europe/Berlin', 2, '2026-03-29T01:00:00.000Z'), '2026-03-30T00:00:00.000Z');
  assert.equal(at('Europe/Berlin', 2, '2026-10-24T12:00:00Z'), '2026-10-25T00:00:00.000Z', 'the first of two');
  assert.equal(at('Europe/Berlin', 2, '2026-10-25T00:00:00.000Z'), '2026-10-26T01:00:00.000Z');
});

test('over a year, in any zone and at any hour, there is one mail for each day', () => {
  const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'UTC', 'Asia/Kathmandu', 'America/St_Johns');
  fc.assert(
    fc.property(zones, fc.integer({ min: 0, max: 23 }), (zone, hour) => {
      const days = new Set<string>();
      let instant = '2026-01-01T12:00:00.000Z';
      for (let count = 0; count < 365; count += 1) {
        const next = at(zone, hour, instant);
        assert.ok(next > instant);
        days.add(Temporal.Instant.from(next).toZonedDateTimeISO(zone).toPlainDate().toString());
        instant = next;
      }
      assert.equal(days.size, 365);
    }),
    { numRuns: 12 },
  );
});

test('a zone that there is not is refused, and tries last a little over a day', () => {
  assert.equal(checkedZone('europe/berlin'), 'Europe/Berlin');
  for (const zone of ['', 'Middle/Earth', 'x'.repeat(500)]) assert.throws(() => checkedZone(zone), InvalidInputError);
  const hours = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, index) => retryAfterMs(index + 1)).reduce((sum, wait) => sum + wait, 0) / 3_600_000;
  assert.ok(hours >= 20 && hours <= 30, `${hours}`);
});

test('every paper comes once, never one that was mailed, never more than wanted, and every list has its share', () => {
  const lists = fc.array(fc.array(fc.integer({ min: 1, max: 30 })), { maxLength: 5 });
  fc.assert(
    fc.property(lists, fc.integer({ min: 1, max: 20 }), fc.array(fc.integer({ min: 1, max: 30 })), (numbers, top, had) => {
      const mailed = new Set(had);
      const sections = composeSections(numbers.map((papers, index) => ({ title: `${index}`, papers })), { top, mailed });
      const all = sections.flatMap(({ papers }) => papers);
      const possible = new Set(numbers.flat().filter((paper) => !mailed.has(paper)));
      assert.equal(new Set(all).size, all.length);
      assert.equal(all.length, Math.min(top, possible.size));
      assert.ok(all.every((paper) => possible.has(paper)));
    }),
  );
  const [long, short] = composeSections([{ title: 'long', papers: [1, 2, 3, 4, 5, 6] }, { title: 'short', papers: [2, 9, 8] }], { top: 4, mailed: new Set([1]) });
  assert.deepEqual([long?.papers, short?.papers], [[2, 3], [9, 8]]);
});

test('a form says what is wanted, each list once; one that wants nothing, or too much, is refused', () => {
  const choice = readChoice({ latest: ['1'], categories: ['cs.CL, cs.LG cs.CL'], searches: ['a b\r\n\r\n "c"'], hour: ['25'], top: ['0'], frequency: ['weekly'], weekday: ['9'], zone: ['America/New_York'], whenEmpty: ['word'] });
  assert.deepEqual(choice, { topics: [{ kind: 'latest', name: '' }, { kind: 'category', name: 'cs.CL' }, { kind: 'category', name: 'cs.LG' }, { kind: 'search', name: 'a b' }, { kind: 'search', name: '"c"' }], frequency: 'weekly', weekday: 7, hour: 23, zone: 'America/New_York', top: 1, votes: 0, replacements: false, whenEmpty: 'word' });
  assert.deepEqual(readChoice({ latest: ['1'] }), DEFAULT_CHOICE);
  const rising = readChoice({ trending: ['week', 'never'], organisations: ['CERN'], saved: ['3'], votes: ['5'] });
  assert.deepEqual([rising.topics, rising.votes], [[{ kind: 'organisation', name: 'CERN' }, { kind: 'trending', name: 'week' }, { kind: 'saved-search', name: '3' }], 5]);
  const refused: Fields[] = [{}, { latest: ['0'] }, { authors: ['x'.repeat(1_001)] }, { categories: [Array.from({ length: 21 }, (_, index) => `c${index}`).join(' ')] }];
  for (const bad of refused) assert.throws(() => readChoice(bad), InvalidInputError);
});

const PARTS = { publisher: 'Paper & Co', front: 'https://p.example/', urlOf: () => 'https://p.example/papers/1?a=1&b=2', day: 'Wednesday, 3 June 2026', ways: [{ words: 'Unsubscribe', url: 'https://p.example/mail/1/unsubscribe' }] };

test('a letter says in text what it says in HTML, loads nothing and runs nothing', () => {
  const paper = { number: 1, id: '2606.1', title: 'On $\\alpha$ <script>', abstract: 'We & they '.repeat(80), authors: [{ name: 'Ada <b>' }], authorCount: 9, categories: ['cs.CL'], ids: [{ scheme: 'arxiv', value: '2606.1' }], links: [], withdrawn: false } as unknown as Parameters<typeof editionLetter>[0]['papers'][number];
  const letter = editionLetter({ ...PARTS, sections: [{ title: 'T', papers: [1, 2] }], papers: [paper] });
  const [text, html] = [letterText(letter), letterHtml(letter)];
  assert.match(letter.subject, /^On α/);
  for (const words of ['On α <script>', 'Ada <b> and 8 more', 'cs.CL', 'Unsubscribe']) assert.ok(text.includes(words), words);
  assert.doesNotMatch(html, /<script|<img|url\(|@import|<b>/);
  assert.match(html, /On α &lt;script&gt;/);
  for (const line of text.split('\n')) assert.ok(line.length <= 72 || /^\s*https:/.test(line), line);
});

test('nothing new is said so, and a question holds no word of whoever typed the address', () => {
  assert.match(editionLetter({ ...PARTS, sections: [], papers: [] }).opening, /Nothing is new/);
  const letter = questionLetter({ publisher: 'P', front: 'f', confirm: 'https://p.example/yes', cancel: 'https://p.example/no' });
  assert.match(letterText(letter), /Yes, send it to me:\nhttps:\/\/p\.example\/yes/);
  assert.match(letterHtml(letter), /href="https:\/\/p\.example\/yes"/);
});

test('lines are cut at spaces and lose no word', () => {
  fc.assert(fc.property(fc.string(), (text) => {
    const words = (of: string) => of.split(/\s+/).filter((word) => word !== '');
    assert.deepEqual(words(wrap(text, '   ')), words(text));
  }));
});

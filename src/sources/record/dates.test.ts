import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mailDate, partialDate } from './dates.js';

describe('dates', () => {
  const partial: [text: string, date: string | undefined][] = [
    ['2026', '2026'], ['2026-05', '2026-05'], ['2026-05-31', '2026-05-31'], ['2024-02-29', '2024-02-29'],
    ['2026-05-31T17:59:59Z', '2026-05-31T17:59:59Z'], ['2026-05-31T17:59:59.999Z', '2026-05-31T17:59:59Z'],
    ['2026-05-31T23:30:00-04:00', '2026-06-01T03:30:00Z'], ['2026-05-31T12:00:00', '2026-05-31T12:00:00Z'],
    ['2023-02-29', undefined], ['1900-02-29', undefined], ['2026-13', undefined], ['2026-00', undefined], ['2026-05-32', undefined],
    ['0999', undefined], ['26', undefined], ['', undefined], ['2026-05-31T99:00:00Z', undefined], ['2026-05-31 12:00', undefined],
  ];
  for (const [text, date] of partial) it(`reads ${text || 'nothing'}`, () => assert.equal(partialDate(text), date));

  const mail: [text: string, date: string | undefined][] = [
    ['Mon, 2 Apr 2007 19:18:42 GMT', '2007-04-02T19:18:42Z'], ['31 Dec 1999 23:59:59 +0000', '1999-12-31T23:59:59Z'],
    ['Mon, 2 Foo 2007 19:18:42 GMT', undefined], ['Mon, 32 Jan 2007 19:18:42 GMT', undefined], ['Mon, 2 Apr 2007 25:18:42 GMT', undefined],
    ['Mon, 2 Apr 2007 19:18:42 +0200', undefined], ['', undefined],
  ];
  for (const [text, date] of mail) it(`reads the mail date ${text || 'nothing'}`, () => assert.equal(mailDate(text), date));
});

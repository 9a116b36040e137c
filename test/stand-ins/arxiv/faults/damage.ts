import { escapeXml, type Piece } from '../xml.js';
import type { Damage } from './faults.js';

/** A title as an attacker would write it: it must reach nobody as anything but text. */
export const HOSTILE_TITLE = '<script>alert(1)</script><img src=x onerror=alert(2)> $\\href{javascript:alert(3)}{x}$ \\def\\x{\\x\\x}\\x \u202e]]> {{7*7}} \' OR 1=1 --';

/** What each damage makes of an element's text; its end tag follows. */
const BROKEN: Record<Damage, (text: string, end: string) => Piece[]> = {
  'unclosed-tag': (text) => [text],
  'bad-entity': (text, end) => [text, ' &nbsp; & &undefined; ', end],
  'invalid-utf8': (text, end) => [text, Buffer.from([0x20, 0xff, 0xfe, 0xc3]), end],
  'control-character': (text, end) => [text, ' \u0000\u0008&#0;', end],
  hostile: (_text, end) => [escapeXml(HOSTILE_TITLE), end],
};

/** A record or entry with its title damaged. */
export function damaged(record: string, how: Damage): Piece[] {
  const [whole, start, text, end] = /(<(?:dc:)?title>)([^<]*)(<\/(?:dc:)?title>)/.exec(record)!;
  const at = record.indexOf(whole);
  return [record.slice(0, at), start!, ...BROKEN[how](text!, end!), record.slice(at + whole.length)];
}

/** The records of a page with the one damaged that a fault names, if any; a page without that record stays whole. */
export function damagePage(records: readonly string[], fault: { record: number; how: Damage } | undefined): Piece[] {
  return records.flatMap((record, number): Piece[] => (number === fault?.record ? damaged(record, fault.how) : [record]));
}

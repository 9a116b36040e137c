import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { agreeingAuthors, authorKey, sameAuthor } from './names.js';

const given = fc.constantFrom('Yann', 'Jean-Pierre', 'J.', 'José', 'Xiao Ming', 'Anna', 'A. B.', 'Østen', 'Di');
const family = fc.constantFrom('LeCun', 'Pöschel', 'van der Maaten', 'Müller', 'Wu', 'García Márquez', "O'Brien", 'Smith', 'de Vries');
const name = fc.tuple(given, family).map((parts) => parts.join(' '));
const anyName = fc.oneof(name, fc.string(), fc.tuple(family, given).map((parts) => parts.join(', ')));

describe('authorKey', () => {
  const equal: [string, string, string][] = [
    ['Yann LeCun', 'LeCun, Yann', 'lecun yann'],
    ['YANN LECUN', 'Yann  Lecun', 'lecun yann'],
    ['Laurens van der Maaten', 'van der Maaten, Laurens', 'maaten laurens van der'],
    ['Jean-Pierre Šerře', 'serre, jean pierre', 'serre jean pierre'],
    ["Conan O'Brien", 'Conan O’Brien', 'obrien conan'],
    ['Sammy Davis Jr.', 'Davis, Sammy, Jr.', 'davis sammy'],
    ['Henry Ford III', 'Ford III, Henry', 'ford henry'],
    ['Łukasz Kaiser (Google)', 'Lukasz Kaiser', 'kaiser lukasz'],
    ['Erwin Schr{\\"o}dinger', 'Schrödinger, Erwin', 'schrodinger erwin'],
    ['Jos\\\'e~Garc{\\\'\\i}a', 'José García', 'garcia jose'],
    ['Md. Rahman', 'Rahman, Md', 'rahman md'],
    ['Plato', 'PLATO', 'plato'],
    ['王 伟', '王 伟', '伟 王'],
  ];
  for (const [one, other, key] of equal) {
    it(`${one}: ${key}`, () => assert.deepEqual([authorKey(one), authorKey(other)], [key, key]));
  }
  it('keeps full names and initials apart', () => assert.notEqual(authorKey('Y. LeCun'), authorKey('Yann LeCun')));
  it('is empty without a letter', () => assert.deepEqual(['', ' , ', '...'].map(authorKey), ['', '', '']));
  it('keeps a name that is only a suffix', () => assert.equal(authorKey('Jr.'), 'jr'));
  it('does not see case, accents or where the comma is', () => {
    fc.assert(
      fc.property(given, family, (first, last) => {
        const key = authorKey(`${first} ${last}`);
        for (const way of [`${last}, ${first}`, `${first} ${last}`.toUpperCase(), `${first} ${last}`.normalize('NFD')]) assert.equal(authorKey(way), key);
      }),
    );
  });
});

describe('sameAuthor', () => {
  const same: [string, string][] = [
    ['Yann LeCun', 'Y. LeCun'],
    ['Yann LeCun', 'LeCun Yann'],
    ['Yann LeCun', 'LeCun Y'],
    ['Yann Le Cun', 'Yann LeCun'],
    ['Jürgen Pöschel', 'Juergen Poeschel'],
    ['Jürgen Pöschel', 'Jurgen Poschel'],
    ['Geoffrey Hinton', 'Geoffrey E. Hinton'],
    ['Xiao-Ming Li', 'Xiaoming Li'],
    ['X.-M. Li', 'Xiaoming Li'],
    ['Laurens van der Maaten', 'van der Maaten, L.'],
    ['Jan de Vries', 'Vries, Jan de'],
    ['Maria de Souza', 'Maria E. Souza'],
    ['Martin Luther King Jr.', 'Martin L. King'],
    ['Plato', 'plato'],
  ];
  for (const [a, b] of same) it(`${a} may be ${b}`, () => assert.ok(sameAuthor(a, b)));

  const different: [string, string][] = [
    ['Yann LeCun', 'Yoshua Bengio'],
    ['John Smith', 'Jane Smith'],
    ['John A. Smith', 'John B. Smith'],
    ['John Smith', 'John Small'],
    ['John S.', 'John Smith'],
    ['Wei Li', 'Wei Lu'],
    ['LeCun', 'Yann LeCun'],
    ['', ''],
    ['', 'Yann LeCun'],
  ];
  for (const [a, b] of different) it(`${a || 'nobody'} is not ${b || 'nobody'}`, () => assert.ok(!sameAuthor(a, b)));

  it('is symmetric', () => {
    fc.assert(fc.property(anyName, anyName, (a, b) => assert.equal(sameAuthor(a, b), sameAuthor(b, a))), { numRuns: 500 });
  });
  it('holds of a name and itself, its initials and its turned form', () => {
    fc.assert(
      fc.property(given, fc.constantFrom('LeCun', 'Pöschel', 'Wu', 'Smith'), (first, last) => {
        const full = `${first} ${last}`;
        for (const way of [full, `${first[0]}. ${last}`, `${last} ${first}`, `${last}, ${first}`]) assert.ok(sameAuthor(full, way), way);
      }),
    );
  });
});

describe('agreeingAuthors', () => {
  it('needs half of the shorter list, and one', () => {
    assert.ok(agreeingAuthors(['Ada Byron', 'Alan Turing'], ['A. Turing', 'Grace Hopper', 'Kurt Gödel']));
    assert.ok(!agreeingAuthors(['Ada Byron', 'Alan Turing', 'Emmy Noether'], ['A. Turing', 'Grace Hopper', 'Kurt Gödel']));
    assert.ok(agreeingAuthors(['Ada Byron'], ['Alan Turing', 'Byron, A.']));
    assert.ok(!agreeingAuthors([], ['Ada Byron']));
    assert.ok(!agreeingAuthors([], []));
    assert.ok(!agreeingAuthors([''], ['']));
  });

  it('is symmetric, also where one name stands for two', () => {
    const list = fc.array(anyName, { maxLength: 8 });
    fc.assert(fc.property(list, list, (a, b) => assert.equal(agreeingAuthors(a, b), agreeingAuthors(b, a))), { numRuns: 500 });
    const initials = ['J. Smith', 'Jane Smith', 'John Smith', 'Grace Hopper'];
    for (const a of fc.sample(fc.subarray(initials), 50)) for (const b of fc.sample(fc.subarray(initials), 5)) assert.equal(agreeingAuthors(a, b), agreeingAuthors(b, a));
  });

  it('agrees with trying every pair', () => {
    const list = fc.array(name, { minLength: 1, maxLength: 8 });
    const partners = (a: string[], b: string[]) => a.filter((one) => b.some((other) => sameAuthor(one, other))).length;
    fc.assert(
      fc.property(list, list, (a, b) => {
        const shorter = Math.min(a.length, b.length);
        const counts = [...(a.length <= b.length ? [partners(a, b)] : []), ...(b.length <= a.length ? [partners(b, a)] : [])];
        assert.equal(agreeingAuthors(a, b), Math.min(...counts) > 0 && Math.min(...counts) * 2 >= shorter);
      }),
    );
  });

  it('holds of a list, shuffled, shortened to its half, or in initials', () => {
    const list = fc.uniqueArray(fc.tuple(fc.constantFrom('Ada', 'Bo', 'Carl', 'Dora', 'Eve'), fc.constantFrom('Smith', 'Wu', 'Ito', 'Roy', 'Diaz')), { minLength: 1, selector: (parts) => parts.join() });
    fc.assert(
      fc.property(list, (people) => {
        const full = people.map((parts) => parts.join(' '));
        for (const other of [full.toReversed(), full.slice(full.length / 2), people.map(([first, last]) => `${last}, ${first[0]}.`)]) assert.ok(agreeingAuthors(full, other));
      }),
    );
  });

  it('takes hostile names in its stride', () => {
    for (const piece of ['(', '{', '$', '\\', ',', 'van ', 'a ', "'"]) {
      const text = piece.repeat(100_000 / piece.length);
      assert.equal(agreeingAuthors([text, 'Ada Byron'], ['Ada Byron']), true);
    }
  });

  it('takes collaborations of thousands', () => {
    const many = Array.from({ length: 3000 }, (_, index) => `Author Number${index}`);
    assert.ok(agreeingAuthors(many, many.toReversed()));
  });
});

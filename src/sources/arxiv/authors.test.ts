import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { authorOf, parseAuthorLine } from './authors.js';

/** `Name [affiliation]`, joined. */
function shown(line: string): string {
  return parseAuthorLine(line).map(({ name, affiliation }) => (affiliation === undefined ? name : `${name} [${affiliation}]`)).join(' | ');
}

describe('parseAuthorLine', () => {
  const lines: [line: string, authors: string][] = [
    ['Ada Exemplar', 'Ada Exemplar'],
    ['A. Exemplar, B. Berg and C. Curie', 'A. Exemplar | B. Berg | C. Curie'],
    ['A. Exemplar, B. Berg, and C. Curie', 'A. Exemplar | B. Berg | C. Curie'],
    ['A. Exemplar & B. Berg', 'A. Exemplar | B. Berg'],
    ['A. Exemplar;\n  B. Berg', 'A. Exemplar | B. Berg'],
    ['Fernanda Anderson, Alexandra Andrade', 'Fernanda Anderson | Alexandra Andrade'],
    ['A. Exemplar (Here), B. Berg (There, Far Away)', 'A. Exemplar [Here] | B. Berg [There, Far Away]'],
    ['A. Exemplar, B. Berg (Here)', 'A. Exemplar [Here] | B. Berg [Here]'],
    ['A. Exemplar (Here), B. Berg', 'A. Exemplar [Here] | B. Berg'],
    ['A. Exemplar (1), B. Berg (1,2) and C. Curie (2 and 3) ((1) Here, (2) There (Far), (3) Nowhere)', 'A. Exemplar [Here] | B. Berg [Here; There (Far)] | C. Curie [There (Far); Nowhere]'],
    ['A. Exemplar (1), B. Berg (9) ((1)Here (2)There)', 'A. Exemplar [Here] | B. Berg'],
    ['A. Exemplar (1), B. Berg (2)', 'A. Exemplar | B. Berg'],
    ['Quirin M. Beispiel, Jr., Bo Berg, III', 'Quirin M. Beispiel Jr. | Bo Berg III'],
    ['The Folding Collaboration: A. Exemplar, B. Berg (Here)', 'The Folding Collaboration | A. Exemplar [Here] | B. Berg [Here]'],
    ['J. Beispiel, for the Folding Collaboration (164 authors)', 'J. Beispiel | Folding Collaboration'],
    ['A. Exemplar, et al', 'A. Exemplar'],
    ['A. Exemplar et al.', 'A. Exemplar'],
    ["Jos\\'e Mu\\~noz, M. M{\\\"u}ller", 'José Muñoz | M. Müller'],
    ['A. Exemplar (Here', 'A. Exemplar [Here]'],
    ['A. Exemplar) , B. Berg', 'A. Exemplar | B. Berg'],
    ['(Here) A. Exemplar', 'A. Exemplar'],
    ['', ''], [', ; :', ''], ['()', ''], ['1, 2, 3', ''],
  ];
  for (const [line, authors] of lines) it(`reads ${line || 'nothing'}`, () => assert.equal(shown(line), authors));

  it('reads any line, and quickly', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('(', ')', '((', ',', ' and ', 'A. B', '(1)', '1', '\\', '{', '}', ' ', 'Jr.', ':'), { maxLength: 60 }), (parts) => {
      for (const { name, affiliation } of parseAuthorLine(parts.join(''))) assert.ok(/\p{L}/u.test(name) && affiliation !== '');
    }));
    for (const scrap of ['(', ')', '((1)', '(1)', 'A (1), ', ' and ', '(a', ',']) {
      const before = process.cpuUsage();
      parseAuthorLine(scrap.repeat(50_000));
      assert.ok(process.cpuUsage(before).user < 3_000_000, scrap);
    }
  });
});

describe('authorOf', () => {
  it('decodes a name given in parts', () => {
    assert.deepEqual(authorOf('Jos\\\'e  Mu\\~noz ', []), [{ name: 'José Muñoz' }]);
    assert.deepEqual(authorOf('Ada', ['Here', ' ', 'There']), [{ name: 'Ada', affiliation: 'Here; There' }]);
    assert.deepEqual(authorOf(' ', ['Here']), []);
  });
});

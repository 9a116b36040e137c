import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compareArxivIds, normaliseId, normalisePaperId, parseArxivId, parseDoi, parseDois, publicIdOf } from './identifiers.js';

const digits = (value: number, length: number) => String(value).padStart(length, '0');
const twoDigits = (min: number, max: number) => fc.integer({ min, max }).map((value) => digits(value, 2));
const month = twoDigits(1, 12);
const newStyle = fc.oneof(
  fc.tuple(twoDigits(8, 14), month, fc.integer({ min: 1, max: 9999 })).map(([y, m, n]) => `${y}${m}.${digits(n, 4)}`),
  fc.tuple(twoDigits(15, 89), month, fc.integer({ min: 1, max: 99999 })).map(([y, m, n]) => `${y}${m}.${digits(n, 5)}`),
);
const oldStyle = fc
  .tuple(fc.constantFrom('math', 'hep-th', 'cs', 'chao-dyn'), fc.oneof(twoDigits(92, 99), twoDigits(0, 6)), month, fc.integer({ min: 1, max: 999 }))
  .map(([archive, y, m, n]) => `${archive}/${y}${m}${digits(n, 3)}`);
const arxivId = fc.oneof(newStyle, oldStyle);

describe('parseArxivId', () => {
  const accepted: [text: string, id: string, version?: number][] = [
    ['2401.01234v3', '2401.01234', 3],
    ['0704.0001', '0704.0001'],
    ['1412.9999', '1412.9999'],
    ['1501.00001', '1501.00001'],
    ['math/0306266', 'math/0306266'],
    ['math.GT/0306266', 'math/0306266'],
    ['cond-mat.mes-hall/0306266v2', 'cond-mat/0306266', 2],
    ['HEP-TH/9901001V2', 'hep-th/9901001', 2],
    ['  arXiv: 2401.01234 ', '2401.01234'],
    ['arXiv:0706.0001v1 [q-bio.CB]', '0706.0001', 1],
    ['https://arxiv.org/abs/2401.01234v2?context=cs#top', '2401.01234', 2],
    ['http://export.arxiv.org/pdf/math/0306266v1.pdf', 'math/0306266', 1],
    ['arxiv.org/html/2401.01234', '2401.01234'],
    ['https://ar5iv.labs.arxiv.org/html/math%2F0306266', 'math/0306266'],
    ['https://www.alphaxiv.org/abs/2401.01234/', '2401.01234'],
    ['https://huggingface.co/papers/2401.01234', '2401.01234'],
    ['10.48550/arXiv.2401.01234', '2401.01234'],
    ['https://doi.org/10.48550/ARXIV.HEP-TH/9901001', 'hep-th/9901001'],
  ];
  for (const [text, id, version] of accepted) {
    it(`reads ${text.trim()}`, () => assert.deepEqual(parseArxivId(text), version === undefined ? { id } : { id, version }));
  }

  const refused = [
    '', '2413.01234', '2400.01234', '0703.0001', '1412.00001', '1501.0001', '2401.00000', '2401.01234v0', '2401.01234v01',
    'math/0704001', 'math/9106001', 'math/0313001', 'math/0306000', 'nonsense/0306266', '2401.01234.pdf', 'see 2401.01234',
    '2401.01234 2401.01235', 'https://arxiv.org/list/cs/2401', 'https://example.org/abs/2401.01234', '10.1000/2401.01234',
    'https://arxiv.org.example.org/abs/2401.01234',
  ];
  for (const text of refused) it(`refuses "${text}"`, () => assert.equal(parseArxivId(text), undefined));

  it('finds the same id in every way to write it', () => {
    fc.assert(
      fc.property(arxivId, fc.option(fc.integer({ min: 1, max: 99 })), (id, version) => {
        const written = version === null ? id : `${id}v${version}`;
        const ways = [written, `arXiv:${written}`, `https://arxiv.org/abs/${written}`, `https://arxiv.org/pdf/${written}.pdf`, `10.48550/arXiv.${written}`];
        for (const way of ways) assert.deepEqual(parseArxivId(way), version === null ? { id } : { id, version }, way);
      }),
    );
  });
});

describe('compareArxivIds', () => {
  it('goes by month and number through all forms', () => {
    const ordered = ['hep-th/9108001', 'math/9912999', 'cs/0001001', 'math/0001001', 'math/0001002', '0704.0001', '1412.9999', '1501.00001', '2401.01234'];
    for (const seed of [1, 2, 3]) assert.deepEqual(shuffled(ordered, seed).sort(compareArxivIds), ordered);
  });

  it('is a total order', () => {
    const any = fc.oneof(arxivId, fc.string());
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        assert.equal(compareArxivIds(a, b), 0 - compareArxivIds(b, a));
        if (a !== b && parseArxivId(a)?.id === a) assert.notEqual(compareArxivIds(a, b), 0);
        const [low, middle, high] = [a, b, c].sort(compareArxivIds);
        assert.ok(compareArxivIds(low!, middle!) <= 0 && compareArxivIds(middle!, high!) <= 0 && compareArxivIds(low!, high!) <= 0);
      }),
    );
  });
});

describe('parseDoi', () => {
  const doi = '10.1000/xyz_1';
  for (const text of [doi, 'DOI: 10.1000/XYZ_1', 'https://doi.org/10.1000/xyz%5F1', 'dx.doi.org/10.1000/xyz_1', '10.1000/xyz\\_1', ' 10.1000/xyz_1. ', '(10.1000/xyz_1)'.slice(1), '10.1000/xyz{\\_}1']) {
    it(`reads ${text}`, () => assert.equal(parseDoi(text), doi));
  }
  it('keeps what belongs to it', () => {
    assert.equal(parseDoi('10.1016/0370-2693(92)90123'), '10.1016/0370-2693(92)90123');
    assert.equal(parseDoi('10.1016/s0370(92)'), '10.1016/s0370(92)');
    assert.equal(parseDoi('10.1002/(SICI)1099-0526(199711/12)3:2$<$33::AID-CPLX7&gt;3.0.CO;2-N'), '10.1002/(sici)1099-0526(199711/12)3:2<33::aid-cplx7>3.0.co;2-n');
  });
  for (const text of ['', '10.1000', '10.1000/', '11.1000/x', '10.1000/a 10.1000/b', 'https://example.org/10.1000/x']) {
    it(`refuses "${text}"`, () => assert.equal(parseDoi(text), undefined));
  }
  it('reads every DOI of a field', () => {
    assert.deepEqual(parseDois('10.1000/a; doi: 10.1000/B, 10.1000/c\n 10.1000/a'), ['10.1000/a', '10.1000/b', '10.1000/c']);
    assert.deepEqual(parseDois('none'), []);
  });
  it('leaves a normalised DOI as it is', () => {
    const hostile = fc.string({ unit: fc.constantFrom('a', 'B', '.', ')', '(', '\\', '_', '{', '}', '&amp;', 'lt;', '$', '<', '%', '2', '5', '/', '"') });
    fc.assert(
      fc.property(fc.constantFrom('', 'doi:', 'https://doi.org/'), hostile, (prefix, suffix) => {
        const once = parseDoi(`${prefix}10.1000/${suffix}`);
        if (once !== undefined) assert.equal(parseDoi(once), once);
      }),
    );
  });
});

describe('all parsers', () => {
  it('take hostile text in their stride', () => {
    for (const piece of [')', ' ', '10.1/', 'arxiv:', '[a', '\\{', '%2f', 'a-']) {
      const text = piece.repeat(100_000 / piece.length);
      for (const parse of [parseArxivId, parseDoi, parseDois]) parse(text);
      assert.equal(normaliseId('doi', text), undefined);
    }
  });
});

describe('normaliseId', () => {
  it('gives equal ids equal texts', () => {
    assert.equal(normaliseId('arxiv', 'arXiv:2401.01234v2'), '2401.01234');
    assert.equal(normaliseId('DOI', 'https://doi.org/10.1000/X'), '10.1000/x');
    assert.equal(normaliseId('pmid', 'PMID: 0012345'), '12345');
    assert.equal(normaliseId('pmcid', 'pmc123'), 'PMC123');
    assert.equal(normaliseId('acl', '  P18-2005\n'), 'P18-2005');
  });
  it('refuses what cannot be one', () => {
    for (const [scheme, value] of [['arxiv', 'no'], ['doi', 'no'], ['pmid', 'x'], ['acl', ' '], ['acl', 'x'.repeat(501)]] as const) {
      assert.equal(normaliseId(scheme, value), undefined);
    }
  });
  it('knows no schemes but its own', () => assert.equal(normaliseId('constructor', 'x'), 'x'));
  it('reads an arXiv DOI as the arXiv id it stands for', () => {
    assert.deepEqual(normalisePaperId({ scheme: 'doi', value: '10.48550/arXiv.2401.01234' }), { scheme: 'arxiv', value: '2401.01234' });
    assert.deepEqual(normalisePaperId({ scheme: 'DOI', value: '10.1000/X' }), { scheme: 'doi', value: '10.1000/x' });
    assert.equal(normalisePaperId({ scheme: 'doi', value: 'none' }), undefined);
  });
});

describe('publicIdOf', () => {
  it('is the arXiv id where there is one', () => {
    assert.equal(publicIdOf('arxiv', '2401.01234v2'), '2401.01234');
    assert.equal(publicIdOf('arxiv', 'math.GT/0306266'), 'math/0306266');
    assert.equal(publicIdOf('iclr2018', 'B14TlG-RW'), 'iclr2018:B14TlG-RW');
    assert.equal(publicIdOf('doi', '10.1000/a(b)c;d'), 'doi:10.1000/a(b)c;d');
  });
  it('escapes what an address cannot carry', () => {
    assert.equal(publicIdOf('doi', '10.1/a b?c#d%e~f<é>'), 'doi:10.1/a~20b~3Fc~23d~25e~7Ef~3C~C3~A9~3E');
    assert.equal(publicIdOf('file', '../x//y/'), 'file:~2E~2E/x/~2Fy~2F');
    assert.equal(publicIdOf('file', 'notes.md'), 'file:notes~2Emd');
    assert.equal(publicIdOf('a:b', 'c'), 'a~3Ab:c');
  });
  it('escapes what only folds to a letter', () => {
    assert.equal(publicIdOf('x', '\u212A\u017F\u1E9B'), 'x:~E2~84~AA~C5~BF~E1~BA~9B');
  });

  it('comes back from an address unchanged and tells all ids apart', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom('.', '/', '~', '%', '2', 'E', 'm', 'd', ':') }));
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), text, fc.string({ minLength: 1 }), text, (source, id, otherSource, otherId) => {
        const publicId = publicIdOf(source, id);
        assert.equal(new URL(`http://localhost/papers/${publicId}`).pathname, `/papers/${publicId}`);
        assert.equal(decodeURIComponent(publicId), publicId);
        if (source !== otherSource || id !== otherId) assert.notEqual(publicIdOf(otherSource, otherId), publicId);
      }),
    );
  });
});

function shuffled(items: readonly string[], seed: number): string[] {
  return fc.sample(fc.shuffledSubarray([...items], { minLength: items.length }), { seed, numRuns: 1 })[0]!;
}

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { anyText } from '#test/any-text';
import { LONGEST_QUERY, MOST_TERMS, parseQuery, printQuery, type Condition, type QueryTree } from './index.js';

const today = '2026-11-21';
const parse = (text: string) => parseQuery(text, { today });
const word = (text: string, field?: 'title' | 'abstract'): Condition => ({ kind: 'word', text, ...(field ? { field } : {}) });
const phrase = (text: string, field?: 'title' | 'abstract'): Condition => ({ kind: 'phrase', text, ...(field ? { field } : {}) });
const author = (name: string): Condition => ({ kind: 'author', name });
const category = (code: string): Condition => ({ kind: 'category', code });
const not = (condition: Condition): Condition => ({ kind: 'not', condition });
const and = (...conditions: Condition[]): Condition => ({ kind: 'and', conditions });
const or = (...conditions: Condition[]): Condition => ({ kind: 'or', conditions });
const date = (from?: string, to?: string): Condition => ({ kind: 'date', ...(from ? { from } : {}), ...(to ? { to } : {}) });

function reads(query: string, words: string[], condition?: Condition): void {
  test(query, () => {
    const { tree, hints } = parse(query);
    assert.deepEqual(tree, condition === undefined ? { words } : { words, condition });
    assert.deepEqual(hints, []);
  });
}

describe('words, phrases and what joins them', () => {
  reads('graph neural networks', ['graph', 'neural', 'networks']);
  reads('  graph \t\n neural\u0000 ', ['graph', 'neural']);
  reads('"attention is all" you', ['you'], phrase('attention is all'));
  reads('“curly quotes” and «guillemets»', ['and'], and(phrase('curly quotes'), phrase('guillemets')));
  reads('"a "inner" b"', ['inner', 'b'], phrase('a'));
  reads('cats OR dogs', [], or(word('cats'), word('dogs')));
  reads('cats|dogs', [], or(word('cats'), word('dogs')));
  reads('big cats OR dogs sleep', ['big', 'sleep'], or(word('cats'), word('dogs')));
  reads('a AND b', [], and(word('a'), word('b')));
  reads('a AND b OR c', [], or(and(word('a'), word('b')), word('c')));
  reads('cats -dogs NOT birds', ['cats'], and(not(word('dogs')), not(word('birds'))));
  reads('cats ANDNOT dogs', [], and(word('cats'), not(word('dogs'))));
  reads('(graph neural) networks', ['graph', 'neural', 'networks']);
  reads('-(a b) c', ['c'], not(and(word('a'), word('b'))));
  reads('(a (b OR (c -d)))', ['a'], or(word('b'), and(word('c'), not(word('d')))));
  reads('x NOT NOT title:y', ['x'], word('y', 'title'));
});

describe('fields', () => {
  reads('author:lecun', [], author('lecun'));
  reads('AUTHOR:"LeCun, Yann" by:bengio', [], and(author('LeCun, Yann'), author('bengio')));
  reads('author:(Yann LeCun OR Yoshua Bengio)', [], or(author('Yann LeCun'), author('Yoshua Bengio')));
  reads('au:del_maestro', [], author('del maestro'));
  reads('title:(graph neural) ti:"deep sets"', [], and(word('graph', 'title'), word('neural', 'title'), phrase('deep sets', 'title')));
  reads('title:(graph OR -tree)', [], or(word('graph', 'title'), not(word('tree', 'title'))));
  reads('abs:protein', [], word('protein', 'abstract'));
  reads('all:electron', ['electron']);
  reads('cat:cs.cv -category:CS.LG', [], and(category('cs.CV'), not(category('cs.LG'))));
  reads('cat:cs.LG|stat.ML', [], or(category('cs.LG'), category('stat.ML')));
  reads('cat:cs.LG,stat.ML', [], or(category('cs.LG'), category('stat.ML')));
  reads('cat:cs.* cat:hep-th cat:physics cat:math.IT', [], and(category('cs'), category('hep-th'), category('physics'), category('math.IT')));
  reads('cat:neuroscience', [], category('neuroscience'));
  reads('org:"Meta AI" venue:NeurIPS source:iclr2018', [], and({ kind: 'organisation', text: 'Meta AI' }, { kind: 'venue', text: 'NeurIPS' }, { kind: 'source', name: 'iclr2018' }));
  reads('id:10.1016/0370-2693(92)90123 x', ['x'], { kind: 'id', text: '10.1016/0370-2693(92)90123' });
  reads('has:code HAS:Project -is:withdrawn', [], and({ kind: 'has', what: 'code' }, { kind: 'has', what: 'project' }, not({ kind: 'is', what: 'withdrawn' })));
});

describe('days', () => {
  reads('date:2026-05-01..2026-05-31', [], date('2026-05-01', '2026-05-31'));
  reads('date:2026-05', [], date('2026-05-01', '2026-05-31'));
  reads('date:2026/5/3', [], date('2026-05-03', '2026-05-03'));
  reads('date:2024-02', [], date('2024-02-01', '2024-02-29'));
  reads('year:2024', [], date('2024-01-01', '2024-12-31'));
  reads('year:2020..2024', [], date('2020-01-01', '2024-12-31'));
  reads('year:2020-2024', [], date('2020-01-01', '2024-12-31'));
  reads('year:2024..2020', [], date('2020-01-01', '2024-12-31'));
  reads('year:2020..', [], date('2020-01-01'));
  reads('date:..2019', [], date(undefined, '2019-12-31'));
  reads('year:>2020', [], date('2021-01-01'));
  reads('year:<=2020', [], date(undefined, '2020-12-31'));
  reads('after:2026-05', [], date('2026-05-01'));
  reads('before:2026-05', [], date(undefined, '2026-04-30'));
  reads('date:today', [], date('2026-11-21', '2026-11-21'));
  reads('date:7d', [], { kind: 'date', from: '2026-11-14', last: '7d' });
  reads('after:2w', [], { kind: 'date', from: '2026-11-07', last: '2w' });
  reads('date:9m', [], { kind: 'date', from: '2026-02-21', last: '9m' });
  reads('date:1y', [], { kind: 'date', from: '2025-11-21', last: '1y' });

  test('a month is counted back to its last day where it is shorter', () => {
    assert.deepEqual(parseQuery('date:1m', { today: '2026-03-31' }).tree.condition, { kind: 'date', from: '2026-02-28', last: '1m' });
  });
});

describe('what is not syntax is words', () => {
  reads('BERT: pre-training of deep transformers', ['BERT:', 'pre-training', 'of', 'deep', 'transformers']);
  reads('at 12:30 ratio 3:1', ['at', '12:30', 'ratio', '3:1']);
  reads('https://example.org/a?b=c GPT-4', ['https://example.org/a?b=c', 'GPT-4']);
  reads('C++ C# f(x) P(a|b)', ['C++', 'C#', 'f(x)', 'P(a|b)']);
  reads('$\\alpha$-divergence \\mathbb{R}^n $|x|$', ['$\\alpha$-divergence', '\\mathbb{R}^n', '$|x|$']);
  reads('G\\"odel\'s proof', ['G\\"odel\'s', 'proof']);
  reads('"Schr\\"odinger equation"', [], phrase('Schr\\"odinger equation'));
  reads('"unbalanced quote', ['unbalanced', 'quote']);
  reads('title:"attention is', ['is'], word('attention', 'title'));
  reads('title:(attention is', ['is'], word('attention', 'title'));
  reads('a ) b ( c', ['a', 'b', 'c']);
  reads('O(n log n) sorting', ['O', 'n', 'log', 'n', 'sorting']);
  reads('state-of-the-art --help', ['state-of-the-art', '--help']);
  reads('a - b', ['a', 'b']);
  reads('OR gate AND', ['or', 'gate', 'and']);
  reads('or and not', ['or', 'and', 'not']);
  reads('深度 学习 Ελλάδα 🤖', ['深度', '学习', 'Ελλάδα', '🤖']);
  reads('\u202Eabc\u202C', ['abc']);
});

describe('a pasted text', () => {
  const paragraph = 'We fold sheets of "very thin" paper -often twice- and ask whether the folded sheets (that is, OR so we say) can be unfolded again.';

  test('is words, whatever its punctuation, and says so', () => {
    const { tree, hints } = parse(paragraph);
    assert.equal(tree.condition, undefined);
    assert.deepEqual(tree.words.slice(4, 10), ['very', 'thin', 'paper', 'often', 'twice-', 'and']);
    assert.deepEqual(hints.map(({ about }) => about), ['text']);
    assert.deepEqual(parse(printQuery(tree)).tree, tree);
  });

  test('keeps its syntax beside a field, or when it is short', () => {
    assert.equal(parse(`${paragraph} cat:cs.CG`).tree.condition?.kind, 'and');
    assert.deepEqual(parse('who wrote "attention is all you need"?').tree.condition, phrase('attention is all you need'));
  });

  test('may be long: words that say nothing do not count', () => {
    const { tree, hints } = parse('the of and '.repeat(300));
    assert.equal(hints.length, 0);
    assert.equal(tree.words.length, 900);
  });
});

describe('a pasted id', () => {
  for (const [text, id] of [
    ['2401.01234', '2401.01234'],
    [' arXiv:2401.01234v2 ', '2401.01234v2'],
    ['https://arxiv.org/pdf/2401.01234v3.pdf', '2401.01234v3'],
    ['hep-th/9901001', 'hep-th/9901001'],
    ['math.GT/0306266', 'math/0306266'],
    ['10.1000/XYZ', '10.1000/xyz'],
    ['https://doi.org/10.1000/xyz', '10.1000/xyz'],
    ['<https://arxiv.org/abs/2401.01234>', '2401.01234'],
    ['10.48550/arXiv.2401.01234', '2401.01234'],
  ] as const) {
    test(text, () => {
      const { pastedId, tree } = parse(text);
      assert.equal(pastedId, id);
      assert.deepEqual(tree, { words: [], condition: { kind: 'id', text: id } });
    });
  }

  test('is none when more is asked for', () => {
    for (const text of ['2401.01234 agents', 'id:2401.01234', 'the 2401.01234', '"2401.01234" x', '1234']) assert.equal(parse(text).pastedId, undefined, text);
  });
});

describe('hints', () => {
  const hinted = (query: string, about: string, instead?: string, words: string[] = []) =>
    test(query, () => {
      const { hints, tree } = parse(query);
      assert.deepEqual(hints.map((hint) => [hint.about, hint.instead]), [[about, instead]]);
      assert.match(hints[0]!.message, /\.$/);
      assert.deepEqual(tree.words, words);
      if (instead !== undefined) assert.deepEqual(parse(instead).hints, []);
    });
  hinted('deep autor:lecun nets', 'autor:', 'deep author:lecun nets', ['deep', 'autor:lecun', 'nets']);
  hinted('catgory:cs.CV', 'catgory:', 'category:cs.CV', ['catgory:cs.CV']);
  hinted('titel:"deep nets"', 'titel:', 'title:"deep nets"', ['titel:"deep', 'nets']);
  hinted('title: attention', 'title:', 'title:attention', ['title:', 'attention']);
  hinted('knots author:', 'author:', undefined, ['knots', 'author:']);
  hinted('date:2026-02-30', 'date:2026-02-30', 'date:2026-02-28', ['date:2026-02-30']);
  hinted('x date:2026-13', 'date:2026-13', 'x date:2026', ['x', 'date:2026-13']);
  hinted('after:soon', 'after:soon', undefined, ['after:soon']);
  hinted('cat:cs.XX', 'cat:cs.XX', undefined, ['cat:cs.XX']);
  hinted('cat:csLG', 'cat:csLG', 'cat:cs.LG', ['cat:csLG']);
  hinted('cat:robotics', 'cat:robotics', 'cat:cs.RO', ['cat:robotics']);
  hinted('has:cod', 'has:cod', 'has:code', ['has:cod']);
  hinted('is:new', 'is:new', undefined, ['is:new']);
  hinted('?! -', 'words');

  test('a query beyond the limits is cut and says so', () => {
    const long = parse('ab '.repeat(400_000));
    assert.ok(long.text.length <= LONGEST_QUERY);
    assert.equal(long.tree.words.length, MOST_TERMS);
    assert.equal(long.hints.length, 2);
    assert.equal(parse(Array(MOST_TERMS).fill('w').join(' ')).hints.length, 0);
  });

  test('brackets nested deeper than anyone writes are passed over', () => {
    const { hints, tree } = parse(`${'(a OR '.repeat(100)}b${')'.repeat(100)}`);
    assert.equal(hints.length, 1);
    assert.ok(JSON.stringify(tree).includes('"b"'));
  });
});

const pieces = ['a', 'b-c', '-', '--', '(', ')', '"', '“', '”', '|', ' ', ' ', ' ', 'OR', 'AND', 'NOT', ':', '$', '\\', '"x y"', 'title:', 'author:', 'cat:cs.CV', 'cat:', 'date:2026', 'date:', 'id:', 'has:', 'year:2020..', '..', 'all:', '\u202e', '深', '\ud800', '\0', "'", 'C++', 'autor:', ',', '_', 'org:', 'after:', '7d'];
const hostile = fc.oneof(anyText({ maxLength: 60 }), fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join('')), fc.array(fc.constantFrom(...pieces), { maxLength: 16 }).map((parts) => parts.join(' ')));

test('every input parses, into free words that keep their order and a tree that is read again from its own print', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const { tree } = parse(text);
      const printed = printQuery(tree);
      assert.deepEqual(parse(printed).tree, tree, printed);
      let at = 0;
      for (const free of tree.words) {
        at = parse(text).text.toLowerCase().indexOf(free.toLowerCase(), at);
        assert.notEqual(at, -1, free);
        at += free.length;
      }
    }),
    { numRuns: 1_000 },
  );
});

test('a tree of any shape is read again from its print', () => {
  const leaf: fc.Arbitrary<Condition> = fc.oneof(
    fc.record({ kind: fc.constant('word' as const), text: fc.constantFrom('a', 'C++', 'f(x)', '--v'), field: fc.constantFrom('title' as const, 'abstract' as const) }, { noNullPrototype: true }),
    fc.record({ kind: fc.constant('phrase' as const), text: fc.constantFrom('a b', 'x') }, { noNullPrototype: true }),
    fc.record({ kind: fc.constant('author' as const), name: fc.constantFrom('LeCun', 'Yann LeCun', "O'Neil, B.", '(odd) - OR name', '-5', 'a:b|c') }, { noNullPrototype: true }),
    fc.record({ kind: fc.constant('category' as const), code: fc.constantFrom('cs.CV', 'cs', 'neuroscience') }, { noNullPrototype: true }),
    fc.constantFrom<Condition>(date('2026-05-01', '2026-05-31'), date('2020-01-01'), date(undefined, '2019-12-31'), date('2026-12-01', '2026-12-31'), date('2026-01-01', '2026-06-30'), date(undefined, '9999-12-31'), date('2026-05-03', '2027-01-01')),
  );
  const tree = fc.letrec<{ any: Condition; joined: Condition }>((tie) => ({
    joined: fc.oneof(
      fc.array(tie('any'), { minLength: 2, maxLength: 3 }).map((conditions): Condition => ({ kind: 'and', conditions: conditions.flatMap((one) => (one.kind === 'and' ? one.conditions : [one])) })),
      fc.array(tie('any'), { minLength: 2, maxLength: 3 }).map((conditions): Condition => ({ kind: 'or', conditions: conditions.flatMap((one) => (one.kind === 'or' ? one.conditions : [one])) })),
      tie('any').map((condition): Condition => (condition.kind === 'not' ? condition.condition : { kind: 'not', condition })),
    ),
    any: fc.oneof({ maxDepth: 4, withCrossShrink: true }, leaf, tie('joined')),
  })).any;
  fc.assert(
    fc.property(fc.array(fc.constantFrom('w', 'GPT-4', 'x:y'), { maxLength: 3 }), tree, (words, condition) => {
      const whole: QueryTree = { words, condition };
      assert.deepEqual(parse(printQuery(whole)).tree, whole, printQuery(whole));
    }),
    { numRuns: 1_000 },
  );
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bibtex, citationKey, cslJson, ris } from './index.js';
import { authorsNamed, paperWith } from './test-paper.js';

const PREPRINT = paperWith({
  id: '2605.01234',
  ids: [{ scheme: 'arxiv', value: '2605.01234' }],
  title: 'LoRA & friends: 50% of $O(n^2)$ under Bayes',
  abstract: 'Ours.',
  authors: authorsNamed('Yann LeCun', 'Laurens van der Maaten', 'Martin Luther King Jr.'),
  categories: ['cs.LG', 'stat.ML'],
  published: '2026-05-04T17:59:59Z',
});
const CONFERENCE = paperWith({ title: 'At a conference', venue: 'ICLR 2018', ids: [{ scheme: 'doi', value: '10.1234/a_b' }], organisation: 'Example Labs', published: '2018' });
const JOURNAL = paperWith({ title: 'In a journal', journalRef: 'Phys. Rev. D 76 (2007)', authors: authorsNamed('Plato') });

describe('bibtex', () => {
  it('writes a preprint', () => {
    assert.equal(
      bibtex(PREPRINT),
      `@misc{lecun2026lora,
  title = {{LoRA} \\& friends: 50\\% of {$O(n^2)$} under {Bayes}},
  author = {Yann LeCun and Laurens van der Maaten and Martin Luther King Jr.},
  year = {2026},
  month = may,
  eprint = {2605.01234},
  archivePrefix = {arXiv},
  primaryClass = {cs.LG},
  url = {https://arxiv.org/abs/2605.01234}
}
`,
    );
  });

  it('writes a paper of a conference, by its DOI', () => {
    assert.equal(
      bibtex(CONFERENCE),
      `@inproceedings{examplelabs2018conference,
  title = {At a conference},
  author = {{Example Labs}},
  booktitle = {ICLR 2018},
  year = {2018},
  doi = {10.1234/a_b},
  url = {https://doi.org/10.1234/a_b}
}
`,
    );
  });

  it('writes an article, and no more than is known', () => {
    assert.equal(bibtex(JOURNAL), '@article{platojournal,\n  title = {In a journal},\n  author = {Plato},\n  journal = {Phys. Rev. D 76 (2007)}\n}\n');
  });

  const titles: [title: string, written: string][] = [
    ['A Study of Deep Nets', 'A Study of Deep Nets'],
    ['We study what Gauss knew about mRNA', 'We study what {Gauss} knew about {mRNA}'],
    ['Titles: A colon begins anew', 'Titles: A colon begins anew'],
    ['$k$-NN in \\emph{L} and C_1 #2', '{$k$}-NN in \\emph{L} and C\\_1 \\#2'],
    ['a ~ b ^ c \\', 'a \\textasciitilde{} b \\textasciicircum{} c \\textbackslash{}'],
    ['only $5 and {one', 'only \\textdollar{}5 and \\textbraceleft{}one'],
    ['a } b \\{ c', 'a \\textbraceright{} b \\textbraceleft{} c'],
    ['$\\{ x $ is \\{ open', '{$\\lbrace  x $} is \\textbraceleft{} open'],
    ['\\emph{On $x$ and {y}} Z', '\\emph{On {$x$} and {y}} Z'],
    ['$\\frac{1$', '{$\\frac1$}'],
  ];
  for (const [title, written] of titles) {
    it(`writes the title ${title}`, () => assert.ok(bibtex(paperWith({ title })).includes(`  title = {${written}}`), bibtex(paperWith({ title }))));
  }

  it('does not slow down on titles made to be slow', () => {
    for (const piece of ['$x$}', '{', '}', '$', '$$', 'Ab: ', '\\a', '\\{', '$\\{$', '{$']) {
      const started = performance.now();
      bibtex(paperWith({ title: piece.repeat(100_000 / piece.length) }));
      assert.ok(performance.now() - started < 2_000, `slow: ${piece}`);
    }
  });

  it('keeps together names that BibTeX would take apart', () => {
    assert.match(bibtex(paperWith({ authors: authorsNamed('Example, Inc.', 'Barnes and Noble', 'others', 'Andy Land') })), /author = \{\{Example, Inc\.\} and \{Barnes and Noble\} and \{others\} and Andy Land\}/);
  });

  it('treats a submission that was not accepted as a preprint', () => {
    assert.match(bibtex(paperWith({ venue: 'Submitted to ICLR 2018' })), /^@misc\{/);
  });
});

describe('ris', () => {
  it('writes a preprint', () => {
    assert.deepEqual(ris(PREPRINT).split('\r\n'), [
      'TY  - UNPB', 'TI  - LoRA & friends: 50% of O(n²) under Bayes', 'AU  - LeCun, Yann', 'AU  - van der Maaten, Laurens', 'AU  - King, Martin Luther, Jr.',
      'PY  - 2026', 'DA  - 2026/05/04/', 'AB  - Ours.', 'AN  - arXiv:2605.01234', 'UR  - https://arxiv.org/abs/2605.01234', 'ER  - ', '',
    ]);
  });

  it('writes a paper of a conference', () => {
    assert.deepEqual(ris(CONFERENCE).split('\r\n').slice(0, 6), ['TY  - CPAPER', 'TI  - At a conference', 'AU  - Example Labs', 'PY  - 2018', 'DA  - 2018///', 'T2  - ICLR 2018']);
  });

  it('lets no title begin a line of its own', () => {
    assert.ok(!/^ER {2}- x/m.test(ris(paperWith({ title: 'a\r\nER  - x', abstract: 'b\nTY  - c' }))));
  });
});

describe('cslJson', () => {
  it('writes a preprint', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(cslJson(PREPRINT))), {
      id: 'lecun2026lora', type: 'article', title: 'LoRA & friends: 50% of O(n²) under Bayes',
      author: [{ given: 'Yann', family: 'LeCun' }, { given: 'Laurens', family: 'van der Maaten' }, { given: 'Martin Luther', family: 'King', suffix: 'Jr.' }],
      issued: { 'date-parts': [[2026, 5, 4]] }, publisher: 'arXiv', number: 'arXiv:2605.01234', abstract: 'Ours.', URL: 'https://arxiv.org/abs/2605.01234',
    });
  });

  it('writes what has little', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(cslJson(JOURNAL))), { id: 'platojournal', type: 'article-journal', title: 'In a journal', author: [{ literal: 'Plato' }], 'container-title': 'Phys. Rev. D 76 (2007)' });
    assert.deepEqual(JSON.parse(JSON.stringify(cslJson(CONFERENCE))).author, [{ literal: 'Example Labs' }]);
  });
});

describe('citationKey', () => {
  const keys: [author: string, published: string | undefined, title: string, key: string][] = [
    ['Yann LeCun', '2024-05', 'Deep Learning', 'lecun2024deep'],
    ['Paul Erdős', '1959', 'On the $n$-th of what is Random?', 'erdos1959th'],
    ['John von Neumann', '1945', 'The First Draft', 'neumann1945first'],
    ['Sammy Davis Jr.', '2001', '3D-Gaussians', 'davis20013d'],
    ['李明', '2024', 'Über Öl', '2024uber'],
    ['李明', undefined, '深度学习', 'paperfile0123456789abcdef'],
    ["Bridget O'Neil", undefined, '\\emph{Is} it?', 'oneilis'],
  ];
  for (const [name, published, title, key] of keys) {
    it(`is ${key} for ${name}, ${title}`, () => assert.equal(citationKey(paperWith({ authors: authorsNamed(name), published, title })), key));
  }
});

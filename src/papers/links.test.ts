import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findLinks } from './links.js';

const code = (url: string) => ({ kind: 'code' as const, url });
const project = (url: string) => ({ kind: 'project' as const, url });

const TEXTS: [string, ReturnType<typeof code | typeof project>[]][] = [
  ['no links, only github and code', []],
  ['Code: https://github.com/owner/name.', [code('https://github.com/owner/name')]],
  ['see http://www.github.com/owner/name.git and https://github.com/Owner/Name/tree/main/src', [code('https://github.com/owner/name')]],
  ['released at github.com/owner/name', [code('https://github.com/owner/name')]],
  [String.raw`\url{https://github.com/owner/some\_name} or \href{https://gitlab.com/group/sub/name/-/tree/main}{here}`, [code('https://github.com/owner/some_name'), code('https://gitlab.com/group/sub/name')]],
  ['https://github.com/features, https://github.com/orgs/x/repositories, https://github.com/', []],
  ['Our code is at https://github.com/owner', [code('https://github.com/owner')]],
  ['thanks to https://github.com/owner', []],
  ['https://gist.github.com/owner/0123abcd https://bitbucket.org/a/b/src https://codeberg.org/a/b https://gitlab.inria.example/a/b', [code('https://gist.github.com/owner/0123abcd'), code('https://bitbucket.org/a/b'), code('https://codeberg.org/a/b'), code('https://gitlab.inria.example/a/b')]],
  ['https://huggingface.co/owner/model https://hf.co/datasets/owner/data/tree/main https://huggingface.co/spaces/owner/app https://huggingface.co/papers/2401.00001', [code('https://huggingface.co/owner/model'), code('https://huggingface.co/datasets/owner/data'), code('https://huggingface.co/spaces/owner/app')]],
  ['https://anonymous.4open.science/r/name-1A2B/', [code('https://anonymous.4open.science/r/name-1A2B')]],
  ['https://sourceforge.net/projects/name/files and https://name.sourceforge.net/', [code('https://sourceforge.net/projects/name'), code('https://name.sourceforge.net')]],
  ['The implementation is archived at https://doi.org/10.5281/zenodo.123 and https://zenodo.org/records/456.', [code('https://doi.org/10.5281/zenodo.123')]],
  ['The catalogue is at https://zenodo.org/records/456.', []],
  ['https://owner.github.io/name/ and other-owner.github.io/page', [project('https://owner.github.io/name/'), project('https://other-owner.github.io/page')]],
  ['Project page: https://lab.example.edu/thing', [project('https://lab.example.edu/thing')]],
  ['https://lab.example.edu/thing (project website)', [project('https://lab.example.edu/thing')]],
  ['Code and data are publicly available at http://lab.example.edu/thing.', [project('http://lab.example.edu/thing')]],
  ['Published version at https://lab.example.edu/paper.pdf', []],
  ['We describe a demo. Published at https://lab.example.edu/paper.pdf', []],
  ['Project page: https://arxiv.org/abs/2401.00001 and video https://youtu.be/abc', []],
  ['ISSN 1234-5678, website https://journal.example.org', []],
];

test('finds code and project pages', async (t) => {
  for (const [text, expected] of TEXTS) await t.test(text.slice(0, 60), () => assert.deepEqual(findLinks(text, undefined), expected));
});

test('reads the comment after the abstract and says each link once', () => {
  assert.deepEqual(findLinks('Code at https://github.com/a/b.', '9 pages, https://github.com/A/B/, demo at https://x.example/d'), [
    code('https://github.com/a/b'),
    project('https://x.example/d'),
  ]);
  assert.deepEqual(findLinks('', 'github.com/a/b'), [code('https://github.com/a/b')]);
});

test('whatever the text, what it finds are http addresses', () => {
  const pieces = ['https://github.com/', 'github.com/', 'a/b', '.git', 'https://x.github.io', 'code ', 'demo ', ' ', '(', ')', '.', 'https://zenodo.org/', 'javascript:', '%', '\\_', '"', '<', '@', '..', '/'];
  const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      for (const { url } of findLinks(text, text)) assert.match(url, /^https?:\/\/[^\s"<>\\]+$/);
    }),
    { numRuns: 1_000 },
  );
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canonicalCategory, categoryAlias, categoryGroups, categoryName } from './categories.js';

describe('categories', () => {
  it('are all that arXiv announces papers in, each once', () => {
    const codes = categoryGroups().flatMap((group) => group.categories.map(({ code }) => code));
    assert.equal(codes.length, 149);
    assert.equal(new Set(codes).size, codes.length);
    for (const code of codes) assert.match(code, /^[a-z]+(-[a-z]+)?(\.([A-Z]{2}|[a-z]+(-[a-z]+)?))?$/);
  });

  it('stand in groups of their own archive', () => {
    for (const { code: archive, categories } of categoryGroups()) {
      if (archive === 'hep') continue;
      for (const { code } of categories) assert.equal(code.split('.')[0], archive);
    }
  });

  it('have names, aliases and closed archives too', () => {
    assert.equal(categoryName('cs.CE'), 'Computational Engineering, Finance, and Science');
    assert.equal(categoryName('hep-ex'), 'High Energy Physics - Experiment');
    assert.equal(categoryName('math.IT'), 'Information Theory');
    assert.equal(categoryName('chao-dyn'), 'Chaotic Dynamics');
    for (const code of ['cs.XX', 'venue:iclr', '', 'constructor']) assert.equal(categoryName(code), undefined);
    for (const { categories } of categoryGroups()) for (const { name } of categories) assert.match(name, /^[A-Z].*[a-z]$/);
  });

  it('know both codes of a category', () => {
    for (const [alias, code] of [['math.MP', 'math-ph'], ['stat.TH', 'math.ST'], ['math.IT', 'cs.IT'], ['q-fin.EC', 'econ.GN'], ['cs.SY', 'eess.SY'], ['cs.NA', 'math.NA']] as const) {
      assert.equal(canonicalCategory(alias), code);
      assert.equal(categoryAlias(alias), code);
      assert.equal(categoryAlias(code), alias);
      assert.notEqual(categoryName(code), undefined);
    }
    assert.equal(canonicalCategory('cs.LG'), 'cs.LG');
    assert.equal(categoryAlias('cs.LG'), undefined);
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormulaRefused, printMathml } from './print.js';

const node = (type: string, children: unknown[] = [], more: object = {}) => ({ type, attributes: {}, classes: [], style: {}, children, ...more });
const text = (words: string) => ({ text: words });

test('prints what is allowed and escapes its text', () => {
  assert.equal(printMathml(node('math', [node('mi', [text('<&"')])])), '<math><mi>&lt;&amp;&quot;</mi></math>');
  assert.equal(printMathml(node('math', [node('mrow', [node('mi', [text('a')]), node('mi', [text('b')])])])), '<math><mi>a</mi><mi>b</mi></math>');
  assert.equal(printMathml(node('mo', [text('(')], { attributes: { form: 'prefix', fence: 'true', stretchy: 'false' } })), '<mo form="prefix" stretchy="false">(</mo>');
});

test('a formula that may break has rows', () => {
  const row = (sign: string) => node('mrow', [node('mi', [text('a')]), node('mo', [text(sign)])]);
  const printed = printMathml(node('math', [{ children: [row('='), row('+'), node('mrow', [node('mi', [text('b')])])] }]));
  assert.equal(
    printed,
    '<math class="math-rows"><mrow><mi>a</mi><mo form="infix">=</mo></mrow><mrow><mi>a</mi><mo form="infix">+</mo></mrow><mi>b</mi></math>',
  );
});

test('turns inline styles into classes and leaves the rest of them out', () => {
  const styled = node('mo', [], { classes: ['tml-prime', 'evil'], style: { mathDepth: '0', position: 'fixed', marginLeft: '-0.1667em', color: 'red' } });
  assert.equal(printMathml(styled), '<mo class="tml-prime math-depth-0 math-back-1"></mo>');
  assert.equal(printMathml(node('mtd', [], { style: { paddingLeft: '0em', paddingRight: '5.9776pt', borderRight: '0.06em solid' } })), '<mtd class="math-left-0 math-right-2 math-line-right"></mtd>');
});

test('strips invisible characters but those of mathematics', () => {
  assert.equal(printMathml(node('mi', [text('a\u202eb\0')])), '<mi>ab</mi>');
  assert.equal(printMathml(node('mo', [text('\u2061')])), '<mo>\u2061</mo>');
});

test('refuses everything else', () => {
  const deep = (depth: number): unknown => (depth === 0 ? text('x') : node('mrow', [deep(depth - 1)]));
  const refused: unknown[] = [
    node('script'), node('maction'), node('annotation-xml'), node('merror'), node('a'), node('span'), node('semantics'),
    node('mi', [], { attributes: { href: 'https://example.org' } }), node('mi', [], { attributes: { onclick: 'x' } }), node('mi', [], { attributes: { id: 'x' } }),
    node('mspace', [], { attributes: { width: '900em' } }), node('mspace', [], { attributes: { width: '-9em' } }), node('mspace', [], { attributes: { width: '1em;x' } }),
    { href: 'https://example.org', attributes: {}, children: [] }, { src: 'x', attributes: {}, children: [] }, { attributes: {}, children: [] },
    null, 'text', { type: 'mi' }, deep(200), node('mrow', Array.from({ length: 7_000 }, () => text('x'))),
  ];
  for (const tree of refused) assert.throws(() => printMathml(tree), FormulaRefused, JSON.stringify(tree)?.slice(0, 80));
});

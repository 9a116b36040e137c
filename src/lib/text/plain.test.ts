import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anyText } from '#test/any-text';
import { plainText } from './plain.js';

const TEXTS: [string, string][] = [
  ['plain $5 and $10', 'plain $5 and $10'],
  [String.raw`$\alpha$-divergence in $\mathbb{R}^{n}$`, 'α-divergence in ℝⁿ'],
  [String.raw`$L^2$ and $A_{ij}$ and $x_{\max}$ and $H_3^+$ and CO$_2$`, 'L² and Aᵢⱼ and x_max and H₃⁺ and CO₂'],
  [String.raw`$O(n\log n)$, $\tilde{O}(\sqrt{T})$, $\frac{1}{2}$, $\frac{a+b}{c}$`, 'O(n log n), Õ(√T), 1/2, (a+b)/c'],
  [String.raw`$n \times m$, $3\times 3$, $\hat{x} \in \mathcal{X}$`, 'n × m, 3×3, x̂ ∈ X'],
  [String.raw`$e^{-\lambda t}$ and $C^*$ and $90^\circ$`, 'e^(-λt) and C* and 90°'],
  [String.raw`Schr\"odinger, \emph{so}, {\bf so}, ${'``so\'\''}, a--b~c`, 'Schrödinger, so, so, “so”, a–b c'],
  [String.raw`\href{https://example.org}{here} and \url{http://example.org/a\_b}`, 'here and http://example.org/a_b'],
  [String.raw`$\GL_n(\RR)$ and $\|x\|_2 \leq 1$ and $\{a\}$`, 'GLₙ(ℝ) and ‖x‖₂ ≤ 1 and {a}'],
  [String.raw`$\undefined{x}$ stays`, String.raw`$\undefined{x}$ stays`],
  [String.raw`$$\begin{aligned} a &= b \\ c &= d \end{aligned}$$`, 'a = b ; c = d'],
  [String.raw`10^{-3} m and \textsubscript{ab}`, '10⁻³ m and ₐ(b)'.replace('ₐ(b)', '_ab')],
  [String.raw`$\unicode{x2013}$ and $\ce{H2O}$ and $^{241}$Am`, '– and H₂O and ²⁴¹Am'],
  [String.raw`$\mathrm{SU}(2)\otimes\operatorname{Tor} A$ mod $p$`, 'SU(2)⊗Tor A mod p'],
  ['  a \n b\t', 'a b'],
];

test('says TeX in Unicode', async (t) => {
  for (const [written, expected] of TEXTS) await t.test(written.slice(0, 60), () => assert.equal(plainText(written), expected));
});

test('doing it twice changes nothing more', () => {
  const pieces = [
    '$', '$$', '{', '}', '\\', '\\\\', '\\(', '\\)', '^', '_', '~', '-', '--', '`', '``', "'", "''", "\\'", '\\"', '\\v', '\\emph{', '\\url{', 'https://a.example/',
    ' ', 'a', 'x', '1', '\\alpha', '\\frac', '\\textbackslash', '\\textasciitilde', '\\$', '\\{', '\\}', '\\_', '\\textdollar', '\\left', '\\sqrt', '\\over',
    '\\mathbb', '\\begin{cases}', '\\end{cases}', '\\unknown', '\\cite{', 'e\u0301', '\u202e', '𝔸', '\ud800', '\\verb|', '|', '\u0301',
  ];
  const texts = fc.oneof(
    anyText({ maxLength: 200 }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const once = plainText(text);
      assert.equal(plainText(once), once);
      assert.ok(once.length <= 20_000);
      assert.doesNotMatch(once, /[\0-\x1f\u202a-\u202e]|^\s|\s$/);
    }),
    { numRuns: 1_000 },
  );
});

test('bounds the work for hostile sizes', () => {
  for (const unit of ['{', '$', '${', '\\', '\\(', '\\emph{', '\\frac{', '^{', '\\textbackslash ', '$\\abs{', '\\{$']) {
    const once = plainText(unit.repeat(Math.ceil(100_000 / unit.length)));
    assert.ok(once.length <= 20_000, unit);
    assert.equal(plainText(once), once, unit);
  }
});

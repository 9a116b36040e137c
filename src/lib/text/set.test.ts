import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anyText } from '#test/any-text';
import { ATTRIBUTES, ELEMENTS } from './mathml/allowed.js';
import { setText } from './set.js';

const HTML_ELEMENTS = new Set(['a', 'em', 'strong', 'code', 'span', 'u', 'sup', 'sub']);

/** Checks that HTML is balanced and holds only the elements and attributes that the setter may write; answers its text. */
function checkedText(html: string): string {
  const open: string[] = [];
  const text = html.replace(/<[^>]*>?/g, (tag) => {
    const [, close, name = '', attributes = ''] = /^<(\/?)([a-z]+)((?: [a-z]+="[^"<>]*")*)>$/.exec(tag) ?? assert.fail(`not a tag: ${tag}`);
    assert.ok(HTML_ELEMENTS.has(name) || ELEMENTS.has(name), `element ${name}`);
    if (close) assert.equal(open.pop(), name, `closes ${name} in ${html.slice(0, 300)}`);
    else open.push(name);
    for (const [, key = '', value = ''] of attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)) checkAttribute(name, key, value);
    if (name === 'a' && !close) assert.ok(!open.slice(0, -1).includes('a'), 'a link in a link');
    return '';
  });
  assert.deepEqual(open, [], 'everything closed');
  assert.ok(!text.includes('<') && !text.includes('>'));
  assert.doesNotMatch(html, /[\0-\x08\x0e-\x1f\u202a-\u202e\u2066-\u2069\u200e\u200f]/);
  return unescaped(text);
}

function checkAttribute(element: string, key: string, value: string): void {
  if (element === 'a') return assert.match(`${key}=${value}`, /^(?:href=https?:\/\/|rel=nofollow noopener noreferrer$)/i);
  if (key === 'class') return assert.match(value, /^[a-z0-9 -]+$/);
  assert.ok(ATTRIBUTES.get(key)?.test(value), `${element} ${key}="${value}"`);
}

function unescaped(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&');
}

const link = (url: string, words = url) => `<a href="${url}" rel="nofollow noopener noreferrer">${words}</a>`;
const source = (tex: string) => `<code class="tex">${tex}</code>`;

const TEXTS: [string, string][] = [
  ['plain words & <tags>', 'plain words &amp; &lt;tags&gt;'],
  [String.raw`Erd\H{o}s--R\'enyi, Poincar\'{e}, na\"ive, \v{S}koda, Hal\v s, gar\c{c}on, \O{}re, S{\o}ren, stra\ss e, \'\i`, 'Erdős–Rényi, Poincaré, naïve, Škoda, Halš, garçon, Øre, Søren, straße, í'],
  [String.raw`K\"{a}hler, M\"obius, {\L}ukasiewicz, \AA ngstr\"om, G\"odel's, H\'{\i}, \~n, \=a, \.z, \k{a}, \r{u}, \u{g}, \d{o}`, 'Kähler, Möbius, Łukasiewicz, Ångström, Gödel&#39;s, Hí, ñ, ā, ż, ą, ů, ğ, ọ'],
  [String.raw`\emph{so} \textit{so} \textbf{so} \texttt{so} \textsc{So} \underline{so} {\em so} {\bf so}`, '<em>so</em> <em>so</em> <strong>so</strong> <code>so</code> <span class="small-capitals">So</span> <u>so</u> <em>so</em> <strong>so</strong>'],
  [String.raw`50\% \& 3\_4 \#1 \$5 a\,b a~b --- -- ''x`, '50% &amp; 3_4 #1 $5 a\u202fb a\u00a0b — – ”x'],
  ["``so''", '“so”'],
  ['run `x --y` and --verbose', 'run `x --y` and --verbose'],
  [String.raw`as in \cite{Knuth84,  Lamport94} and \cite[p.~3]{K}`, 'as in [Knuth84, Lamport94] and [K]'],
  ['{GPT}-4 and {B}ayes, but the set {1, 2}', 'GPT-4 and Bayes, but the set {1, 2}'],
  [String.raw`10^{-3} and H_{2}O and \textsuperscript{a}`, '10<sup>-3</sup> and H<sub>2</sub>O and <sup>a</sup>'],
  [String.raw`\method{} beats \LaTeX and \foo{bar}`, '\\method beats LaTeX and \\foo{bar}'],
  [String.raw`\emph{never closed and \(never closed and \begin{equation} x`, '\\emph{never closed and \\(never closed and \\begin{equation} x'],
  [String.raw`he said \"yes\" and it\'s so`, 'he said &quot;yes&quot; and it&#39;s so'],
  ['costs $5 and $10, or $0.025-$0.055, in US$', 'costs $5 and $10, or $0.025-$0.055, in US$'],
  ['see https://example.org/a_b(c). Then', `see ${link('https://example.org/a_b(c)')}. Then`],
  ['(http://example.org/x), this https URL', `(${link('http://example.org/x')}), this https URL`],
  [String.raw`\url{http://example.org/~me\_too} \href{https://example.org}{\emph{here}}`, `${link('http://example.org/~me_too')} ${link('https://example.org', '<em>here</em>')}`],
  ['https://example.org/?a=1&b="2', `${link('https://example.org/?a=1&amp;b=')}&quot;2`],
  [String.raw`\href{https://example.org}{see https://other.example.org}`, link('https://example.org', 'see https://other.example.org')],
  ['$https://example.org/x$', link('https://example.org/x')],
  [String.raw`$\href{https://example.org}{here}$`, link('https://example.org', 'here')],
];

test('sets accents, text commands, punctuation and links', async (t) => {
  for (const [written, expected] of TEXTS) {
    await t.test(written.slice(0, 60), () => {
      assert.equal(setText(written), expected);
      checkedText(setText(written));
    });
  }
});

test('sets mathematics as MathML', () => {
  const bare = '<math><mi>x</mi></math>';
  assert.equal(setText('$x$'), bare);
  assert.equal(setText('\\(x\\)'), bare);
  assert.equal(setText('$ x $'), bare);
  assert.equal(setText('a $x$1'), `a ${bare}1`);
  for (const displayed of ['$$x$$', '\\[x\\]', '\\begin{equation}x\\end{equation}', '\\begin{equation*} x \\end{equation*}']) {
    assert.equal(setText(displayed), '<math display="block" class="tml-display"><mi>x</mi></math>');
    assert.equal(setText(displayed, { as: 'title' }), bare);
  }
  assert.match(setText('CO$_2$'), /^CO<math><msub>/);
  assert.match(setText(String.raw`\frac{1}{2} of $\begin{cases} a & b \\ c & d \end{cases}$`), /^<math><mfrac>.* of <math>.*<mtable>/);
  assert.match(setText(String.raw`$90%$ of $\text{all $n$ of } \mathbb{R}$`), /<mn>90<\/mn><mi>%<\/mi>.*<mi>n<\/mi>.*ℝ/);
  assert.match(setText(String.raw`$\GL_n(\RR)$`), /GL.*ℝ/, 'names that the writer defined elsewhere');
  assert.match(setText('$>$30 and $W$1'), /^<math><mo[^>]*>&gt;<\/mo><\/math>30 and <math><mi>W<\/mi><\/math>1$/);
});

test('a title has no links of its own', () => {
  assert.equal(setText('x -- https://example.org', { as: 'title' }), 'x – https://example.org');
  assert.equal(setText(String.raw`\href{https://example.org}{\emph{x}}`, { as: 'title' }), '<em>x</em>');
});

test('shows the source of formulas it cannot set or must not', () => {
  const refused = [
    String.raw`\undefined{x}`, String.raw`x^{`, String.raw`\def\a{\a}\a`, String.raw`\newcommand{\a}[1]{#1#1}\a{\a{x}}`,
    String.raw`\let\a\b`, String.raw`\class{evil}{x}`, String.raw`\data{onclick=alert(1)}{x}`, String.raw`\includegraphics{https://example.org/x.png}`,
    String.raw`\toggle{a}{b}\endtoggle`, String.raw`\hspace{900em}x`, String.raw`\rule{90em}{90em}`,
    `${String.raw`\cancelto{a}{`.repeat(10)}x${'}'.repeat(10)}`, `${'\\sqrt{'.repeat(20)}x${'}'.repeat(20)}`,
    String.raw`\style{position:fixed}{x}`, String.raw`\cssId{a}{x}`, String.raw`\texttip{a}{b}`,
  ];
  for (const tex of refused) assert.match(setText(`$$${tex}$$`), /^<code class="tex">[^<]*<\/code>$/, tex);
  assert.equal(setText('$\\undefined{a<b}$'), source('\\undefined{a&lt;b}'));
  assert.match(setText(String.raw`$\kern-90em x$`), /class="math-back-3"/, 'half an em back at most');
  const long = `$${'x+'.repeat(1_000)}x$`;
  assert.equal(setText(long), long, 'too long for a formula: text');
});

test('leaves nothing active in hostile text', async (t) => {
  const hostile = [
    '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '"><svg/onload=alert(1)>', "' onmouseover='alert(1)", '<!-- x -->',
    '<math><mtext><script>alert(1)</script></mtext></math>', '&lt;script&gt;', '&#60;script&#62;',
    String.raw`\href{javascript:alert(1)}{x}`, String.raw`\href{JaVaScRiPt:alert(1)}{x}`, String.raw`\href{&#106;avascript:alert(1)}{x}`,
    String.raw`\href{java%0ascript:alert(1)}{x}`, String.raw`\href{ javascript:alert(1)}{x}`, String.raw`\url{javascript:alert(1)}`,
    String.raw`\url{data:text/html,<script>alert(1)</script>}`, String.raw`\href{vbscript:x}{x}`, String.raw`\href{//evil.example}{x}`,
    String.raw`\href{https://good.example@evil.example/}{x}`, String.raw`\href{https://evil.example/"onclick="alert(1)}{x}`,
    'javascript:alert(1) data:text/html,x https://javascript:alert(1)', 'https://a.example/"onmouseover="alert(1)',
    String.raw`$\href{javascript:alert(1)}{x}$`, String.raw`$x\href{javascript:alert(1)}{y}$`, String.raw`$\url{javascript:alert(1)}$`,
    String.raw`$\text{</mtext><script>alert(1)</script>}$`, String.raw`$\htmlClass{x}{y}$`, String.raw`$\htmlStyle{color:red}{y}$`,
    String.raw`$\char"202E abc$`, String.raw`$\char"3C script\char"3E$`, String.raw`$\unicode{x3c}script\unicode{x202e}$`,
    String.raw`$\unicode{60}img src=x onerror=alert(1)$`, String.raw`$\color{red;background:url(x)}{y}$`, String.raw`$\colorbox{"><script>}{y}$`,
    String.raw`$\label{"><script>}x$`, String.raw`$\tag{<b>}x$`, String.raw`$\ref{x}$ $\eqref{"><script>}$`, '`<script>`', String.raw`\cite{<b>}`,
    String.raw`\verb|<script>|`, String.raw`$a$<b>$c$`, String.raw`\texttt{$\text{\url{javascript:x}}$}`, 'safe\u202Egpj.exe', '\u2066a\u2069\u200E\u200F',
    'a\0b\x07c\x1bd', 'lone \ud800 surrogate \udc00', '${{<%= 7*7 %>}}$', '\\'.repeat(9), '$'.repeat(9), '``<b>\'\'',
  ];
  for (const text of hostile) {
    await t.test(JSON.stringify(text).slice(0, 70), () => {
      for (const html of [setText(text), setText(text, { as: 'title' })]) {
        checkedText(html);
        assert.doesNotMatch(html, /href="(?!https?:\/\/)/i);
        assert.doesNotMatch(html, /evil\.example(?:\/|")[^<]*"? rel/);
        assert.ok(html.isWellFormed());
      }
    });
  }
});

test('bounds the work for hostile sizes', async (t) => {
  const floods = [
    '{', '}', '{}', '$', '$x', '$x$ ', '${', '$ {x ', '\\', '\\(', '\\[', '\\emph{', "\\'{", '\\begin{equation}', '^{', '$\\frac12$', '{a \\over b}',
    'https://a.example ', 'https://', '\\href{http://a.example}{', '`a', '``', "''", '-', ' ', '<', '&', '\\cite{', '\\footnote{', '\\verb|', '\u0301',
    '$\\text{$', '\\frac', '\\alpha_{', '\\item', '\\$', '$\\begin{array}{c}', '\\color{', "\\'\\'",
  ];
  for (const unit of floods) {
    await t.test(JSON.stringify(unit), () => {
      const html = setText(unit.repeat(Math.ceil(100_000 / unit.length)));
      checkedText(html);
      assert.ok(html.length <= 50 * 20_000, `${html.length} characters`);
    });
  }
  assert.equal(setText('a'.repeat(100_000)), `${'a'.repeat(19_999)}…`);
});

const TEX_PIECES = [
  '$', '$$', '{', '}', '\\', '\\(', '\\)', '\\[', '\\]', '\\begin{equation}', '\\end{equation}', '\\begin{cases}', '&', '\\\\', '^', '_', '~', '--', '`', "''",
  "\\'", '\\"', '\\v', '\\c', '\\emph', '\\textbf{', '\\url{', '\\href{', 'https://a.example/', 'javascript:', '<b>', '>', '"', "'", ' ', 'a', 'xyz ', '1',
  '\\frac', '\\sqrt', '\\alpha', '\\left(', '\\right)', '\\text{', '\\mathbb{R}', '\\unknown', '\\def', '\\cite{', '[', ']', '\u202e', '\0', 'é', '𝔸', '\ud800',
];
const texts = fc.oneof(
  anyText({ maxLength: 200 }),
  fc.array(fc.constantFrom(...TEX_PIECES), { maxLength: 60 }).map((pieces) => pieces.join('')),
);

test('any text gives balanced, allowed HTML', () => {
  fc.assert(
    fc.property(texts, (text) => {
      checkedText(setText(text));
      checkedText(setText(text, { as: 'title' }));
    }),
    { numRuns: 1_000 },
  );
});

test('text without TeX comes back as it was', () => {
  const plain = fc.string({ unit: 'grapheme', maxLength: 200 }).filter((text) => !/[\\$`~{}]|''|--|:\/\/|[^\P{C}\n]|\p{M}{9}/u.test(text));
  fc.assert(fc.property(plain, (text) => assert.equal(unescaped(setText(text)), text)), { numRuns: 1_000 });
});

test('marks stand around the text as it reads, never in a formula', () => {
  const marks = (word: string) => (text: string) => [...text.matchAll(new RegExp(word, 'g'))].map(({ index }) => ({ start: index, end: index + word.length }));
  assert.equal(setText('G\\"odel & <co>', { marks: marks('Gödel & <') }), '<mark>Gödel &amp; &lt;</mark>co&gt;');
  assert.equal(setText('x and $x$ in \\emph{x}', { marks: marks('x') }), '<mark>x</mark> and <math><mi>x</mi></math> in <em><mark>x</mark></em>');
  assert.equal(setText('plain x', { marks: marks('x') }), 'plain <mark>x</mark>');
  assert.equal(setText('\\url{http://x.org}', { as: 'title', marks: marks('x') }), 'http://<mark>x</mark>.org');
});

test('without its marks a text is as it is without marking', () => {
  const cuts = fc.array(fc.nat(60), { maxLength: 8 });
  const texts = fc.array(fc.oneof(fc.constantFrom('$x^2$', '\\emph{so', '}', '\\"o', '&', '<b>', 'https://example.org/a', '{', '--', '`a`'), fc.string()), { maxLength: 8 }).map((parts) => parts.join(' '));
  fc.assert(fc.property(texts, cuts, fc.constantFrom('title' as const, 'abstract' as const), (text, cuts, as) => {
    const marks = (run: string) => {
      const places = [...new Set(cuts.filter((cut) => cut <= run.length))].sort((a, b) => a - b);
      return places.flatMap((start, index) => (index % 2 === 0 && places[index + 1] !== undefined ? [{ start, end: places[index + 1]! }] : []));
    };
    assert.equal(setText(text, { as, marks }).replace(/<\/?mark>/g, ''), setText(text, { as }));
  }));
});

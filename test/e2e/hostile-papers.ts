import { snapshotLine } from './papers.js';

const RUN = 'window.__pwned=1';
const ELSEWHERE = 'http://elsewhere.example';

/** What somebody may write into any field of a paper, in the hope that a page runs it, loads it, follows it or breaks. */
export const ATTACKS: readonly string[] = [
  `<script>${RUN}</script><ScRiPt src=//elsewhere.example/x.js></sCrIpT>`,
  `</script></title></textarea></style></noscript><script>${RUN}</script>`,
  `--><script>${RUN}</script><!-- "><img src=x onerror="${RUN}"> '><img src=x onerror='${RUN}'>`,
  `<svg/onload=${RUN}><animate onbegin=${RUN} attributeName=x dur=1s></svg><math><mtext></p><img src=x onerror=${RUN}></mtext></math>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe><details open ontoggle=${RUN}><meta http-equiv=refresh content="0;url=${ELSEWHERE}">`,
  `<img src=${ELSEWHERE}/x.png><link rel=stylesheet href=${ELSEWHERE}/x.css><style>@import '${ELSEWHERE}/y.css'</style>`,
  `<base href=${ELSEWHERE}/><form action=${ELSEWHERE}><button autofocus onfocus=${RUN}><a href="javascript:${RUN}" id=main class=skip>`,
  `&lt;script&gt;${RUN}&lt;/script&gt; &#60;img src=x onerror=${RUN}&#62; {{constructor.constructor('${RUN}')()}} \${${RUN}} <%= ${RUN} %>`,
  `[click](javascript:${RUN}) ![picture](${ELSEWHERE}/x.png) <javascript:${RUN}> javascript:${RUN} data:text/html,<script>${RUN}</script>`,
  `\\href{javascript:${RUN}}{click} \\url{javascript:${RUN}} \\href{data:text/html;base64,PHNjcmlwdD53aW5kb3cuX19wd25lZD0xPC9zY3JpcHQ+}{click}`,
  `\\href{JaVaScRiPt:${RUN}}{click} \\href{java\tscript:${RUN}}{click} \\href{&#106;avascript:${RUN}}{click} \\href{ javascript:${RUN}}{click}`,
  `\\href{https://example.org/"onmouseover="${RUN}}{click} \\href{//elsewhere.example}{click} https://example.org/"><script>${RUN}</script>`,
  `$\\href{javascript:${RUN}}{x}$ $\\includegraphics{${ELSEWHERE}/x.png}$ $\\htmlStyle{background:url(${ELSEWHERE}/x)}{x}$ $\\class{skip}{x}$ $\\id{main}{x}$`,
  `$<img src=x onerror=${RUN}>$ $\\text{<img src=x onerror=${RUN}>}$ \\emph{<script>${RUN}</script>} $\\def\\x{\\x\\x}\\x$ $\\newcommand{\\y}{\\y}\\y$`,
  'An open formula $\\frac{a}{\\sqrt{b and no end',
  'Open $$ and \\[ \\left( \\begin{matrix} a & b \\\\ and \\( } } \\end{cases} $',
  '{'.repeat(100_000),
  `${'\\frac{'.repeat(3000)}x`,
  `$${'\\sqrt{'.repeat(300)}x${'}'.repeat(300)}$`,
  'W'.repeat(5_000),
  '\u202Etxt.exe\u202C \u2066\u2067\u2068 \u200F\u061Cgpj.yadnom \u05D0\u05D1\u05D2 CafÃ© â€œquotedâ€\u009D',
  'a\0b\u0007c\u001b[31md\u007fe\u0085f lone \ud800 halves \udc00 line\u2028after\u2029line\u000Bafter\u000Cline',
  `Z${'\u0301\u0302\u0303\u0304'.repeat(200)}algo ${'🏴‍☠️👩‍👩‍👧‍👦'.repeat(40)}`,
  'first\r\nSet-Cookie: pwned=1\r\n\r\n<script>window.__pwned=1</script>',
  'first\r\nER  - \r\nTY  - JOUR\r\nTI  - second\r\n}, note = {x}}\n@misc{second, title = {second}',
  '../../../../etc/passwd %2e%2e%2f %00 ?a=b&c#d',
];

/** One paper for each attack, which stands in every field that takes text. */
export function hostileSnapshot(): string[] {
  return ATTACKS.map((attack, index) =>
    snapshotLine({
      id: `2406.${String(30_001 + index)}`,
      title: attack,
      abstract: attack,
      authors: ['Ada Brown', attack],
      categories: ['cs.LG', attack.replace(/\s/g, '_')],
      submitted: ['2024-06-03T10:00:00Z'],
      comment: attack,
      journalRef: attack,
      doi: attack,
      reportNumber: attack,
      licence: attack,
      submitter: attack,
    }),
  );
}

/** Ids that a source may give, and that then stand in addresses and file names. */
const IDS = [
  `evil:<script>${RUN}</script>`,
  `evil:"><img src=x onerror=${RUN}>`,
  `javascript:${RUN}`,
  'evil:../../../etc/passwd',
  'evil:./.././x',
  'evil:..',
  'evil://elsewhere.example/x',
  'evil:a?b=c&d#e',
  'evil:a%2Fb%00%ff%',
  'evil:back\\slash',
  'evil:a b\tc',
  'evil:first\r\nSet-Cookie: pwned=1',
  'evil:notes.md',
  'evil:notes.csl.json',
  'evil:\u202Egpj.exe',
  'evil:kangaroo 🦘 \ud800',
  '2406.99999999999',
  'plain text as an id',
  'calendar/2024-06',
  'date/2024-06-04',
];

/** One paper for each id, as a gathered list has it. */
export function hostileIds(): string[] {
  return IDS.map((id, index) =>
    JSON.stringify({ id, title: `Paper ${index} with an odd id`, abstract: 'Ordinary.', authors: ['Ida Odd'], categories: ['cs.CR'], published: '2024-06-04', updated: '2024-06-04', date_kind: 'exact_day' }),
  );
}

/** Lines that cannot be read, and say so with a piece of themselves. */
export const BAD_LINES = [`{"id":"<img src=x onerror=${RUN}>","title":"x"}`, `<script>${RUN}</script>`, `{"id":"2406.00001","title":"x","versions":["<svg onload=${RUN}>"]}`];

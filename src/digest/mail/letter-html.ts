import { escapeHtml } from '#lib/text';
import type { Letter, LetterPaper } from './letter.js';

/*
 * Mail programs know little: tables for the column, styles on every element, no pictures. Those that know `<style>` also get the
 * dark colours; Outlook and others without it show black on white.
 */

const SERIF = "Georgia,'Times New Roman',serif";
const SANS = "-apple-system,'Segoe UI',Helvetica,Arial,sans-serif";
const INK = 'color:#1c1b18';
const FAINT = 'color:#5f5c54';

const STYLE = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
a{text-decoration-thickness:1px;text-underline-offset:2px}
@media (max-width:480px){.column{padding:16px 14px !important}.nameplate{font-size:30px !important}}
@media (prefers-color-scheme:dark){body,.paper{background:#171614 !important}.ink,.ink a,a.ink{color:#e8e4da !important}.faint,.faint a{color:#a5a096 !important}.rule{border-color:#3b3832 !important}.button{background:#e8e4da !important;color:#171614 !important}}
`.trim();

/** A letter as HTML that reads well in common mail programs, light and dark, with no picture and nothing that tells on its reader. */
export function letterHtml(letter: Letter): string {
  const { subject, publisher, front, opening, question, sections, footing, ways } = letter;
  let place = 0;
  const body = [
    `<h1 class="ink nameplate" style="margin:0;font:700 36px/1.1 ${SERIF};${INK}"><a class="ink" href="${escapeHtml(front)}" style="${INK};text-decoration:none">${escapeHtml(publisher)}</a></h1>`,
    `<p class="faint rule" style="margin:6px 0 0;padding:0 0 10px;border-bottom:3px double #b9b4a8;font:14px/1.5 ${SANS};${FAINT}">${escapeHtml(opening)}</p>`,
    question === undefined ? '' : `<p style="margin:24px 0"><a class="button" href="${escapeHtml(question.url)}" style="display:inline-block;padding:10px 18px;background:#1c1b18;color:#fbfaf6;font:600 15px/1.4 ${SANS};text-decoration:none">${escapeHtml(question.words)}</a></p>`,
    ...sections.flatMap(({ title, papers }) => [
      sections.length > 1 ? `<h2 class="faint" style="margin:26px 0 0;font:600 13px/1.4 ${SANS};${FAINT}">${escapeHtml(title)}</h2>` : '',
      ...papers.map((paper) => paperHtml(paper, (place += 1))),
    ]),
    `<p class="faint" style="margin:26px 0 0;font:13px/1.6 ${SANS};${FAINT}">${escapeHtml(footing)}<br>${ways.map(({ words, url }) => `<a href="${escapeHtml(url)}" style="${FAINT}">${escapeHtml(words)}</a>`).join(' · ')}</p>`,
  ].join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>${STYLE}</style>
</head>
<body style="margin:0;padding:0;background:#fbfaf6">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="paper" style="background:#fbfaf6"><tr><td align="center">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:640px"><tr><td class="column" align="left" style="padding:28px 24px">
${body}
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}

function paperHtml({ title, url, authors, facts, abstract, pdf }: LetterPaper, place: number): string {
  const links = [`<a href="${escapeHtml(url)}" style="${FAINT};white-space:nowrap">read on</a>`, ...(pdf === undefined ? [] : [`<a href="${escapeHtml(pdf)}" style="${FAINT}">PDF</a>`])].join(' · ');
  const line = [authors, facts].filter((text) => text !== '').map(escapeHtml).join(' · ');
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="rule" style="border-bottom:1px solid #dcd8cd"><tr>
<td class="faint" valign="top" width="28" style="padding:16px 8px 14px 0;font:16px/1.35 ${SERIF};${FAINT}">${place}</td>
<td valign="top" style="padding:14px 0">
<h3 class="ink" style="margin:0;font:700 18px/1.3 ${SERIF};${INK}"><a class="ink" href="${escapeHtml(url)}" style="${INK};text-decoration:none">${escapeHtml(title)}</a></h3>
<p class="faint" style="margin:3px 0 0;font:13px/1.5 ${SANS};${FAINT}">${line}${line === '' ? '' : ' · '}${links}</p>
${abstract === '' ? '' : `<p class="ink" style="margin:6px 0 0;font:15px/1.5 ${SERIF};${INK}">${escapeHtml(abstract)}</p>`}
</td></tr></table>`;
}

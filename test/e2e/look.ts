import assert from 'node:assert/strict';
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** Watches for what moves after it was shown; to be added before a page is opened. */
export const WATCH_SHIFTS = `
  window.shifted = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shifted += entry.value; }).observe({ type: 'layout-shift', buffered: true });
`;

/** What a page's own layout says of itself, once it stands. */
export interface Layout {
  headlines: number;
  /** How far it scrolls sideways, in px. */
  sideways: number;
  /** How much of it moved while it came in: https://web.dev/articles/cls */
  shifted: number;
}

/** Waits until the page is painted, and measures it. */
export function layoutOf(page: Page): Promise<Layout> {
  return page.evaluate<Layout>(`new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => {
    scrollTo(1e6, 0);
    const sideways = scrollX;
    scrollTo(0, 0);
    resolve({ headlines: document.querySelectorAll('h1').length, sideways, shifted: window.shifted });
  })))`);
}

/** The cards of a list and the rows of a calendar are alike: the first few stand for all, in a tenth of the time. */
const LOOKED_AT = { include: [['html']], exclude: [['.cards > li:nth-child(n + 4)'], ['tr:nth-child(n + 3)'], ['.groups section:nth-child(n + 3)'], ['.counts li:nth-child(n + 4)']] };

/** What axe-core finds on a page that would keep somebody out: serious and critical violations, in words. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<Pick<AxeResults, 'violations'>>(`axe.run(${JSON.stringify(LOOKED_AT)}, { preload: false, resultTypes: ['violations'] })`);
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`));
}

const INKS = ['--ink', '--faint', '--visited', '--accent'];
const PAPERS = ['--paper', '--shade', '--mark'];

/** The contrast of each pair of ink and paper as the browser has it now. */
export async function contrasts(page: Page): Promise<Map<string, number>> {
  const colours = await page.evaluate<Record<string, string>>(`(() => {
    const probe = document.body.appendChild(document.createElement('p'));
    const colours = {};
    for (const token of ${JSON.stringify([...INKS, ...PAPERS])}) {
      probe.style.setProperty('color', 'var(' + token + ')');
      colours[token] = getComputedStyle(probe).color;
    }
    probe.remove();
    return colours;
  })()`);
  const pairs = INKS.flatMap((ink) => PAPERS.map((paper) => [ink, paper] as const)).filter(([ink, paper]) => paper !== '--mark' || ink === '--ink');
  return new Map(pairs.map(([ink, paper]) => [`${ink} on ${paper}`, contrast(colours[ink]!, colours[paper]!)]));
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio, of two colours as `rgb(1, 2, 3)`. */
function contrast(one: string, other: string): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const channels = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour)?.slice(1).map(Number);
  assert.ok(channels, `${colour} is no opaque colour`);
  const [red, green, blue] = channels.map((channel) => channel / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Whether what has the focus is marked, and seen; asked inside the browser. */
export const FOCUS = `(() => {
  const at = document.activeElement;
  const shown = at.matches('.fold-switch') ? at.parentElement.querySelector('label') : at;
  const { outlineStyle, outlineWidth } = getComputedStyle(shown);
  const box = shown.getBoundingClientRect();
  return { what: at.outerHTML.slice(0, 100), marked: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1, seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight };
})()`;

import assert from 'node:assert/strict';
import type { Child } from 'hono/jsx';
import { patterns } from '../routes.js';

interface Tag {
  name: string;
  attributes: Map<string, string>;
}

/** A page as its markup. */
export async function render(page: Child): Promise<string> {
  return String(await page);
}

/**
 * What must hold for every page: the landmarks and one headline are there, ids are unique, labels have their field,
 * each link inside leads to a page there is, and nothing runs or styles from inside the markup.
 */
export function checkPage(markup: string): void {
  const tags = tagsOf(markup);
  for (const name of ['header', 'nav', 'main', 'footer', 'h1']) {
    assert.ok(tags.some((tag) => tag.name === name), `<${name}> is missing`);
  }
  assert.equal(tags.filter(({ name }) => name === 'h1').length, 1, 'one headline');
  assert.equal(tags.filter(({ name }) => name === 'main').length, 1, 'one main part');
  checkIds(tags);
  for (const tag of tags) checkTag(tag);
  for (const address of addressesOf(tags)) assert.ok(isRoute(address), `no page is at ${address}`);
}

/** The tags of a page, with what the scripts of data hold left out. */
export function tagsOf(markup: string): Tag[] {
  const withoutData = markup.replace(/(<script[^>]*ld\+json[^>]*>).*?<\/script>/gs, '$1</script>');
  return [...withoutData.matchAll(/<([a-z][\w-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/gi)].map(([, name, attributes]) => ({
    name: name!.toLowerCase(),
    attributes: new Map([...attributes!.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].map(([, key, value]) => [key!.toLowerCase(), value ?? ''])),
  }));
}

function checkTag({ name, attributes }: Tag): void {
  assert.notEqual(name, 'style', 'no style in the markup');
  if (name === 'script') assert.ok(attributes.has('src') || attributes.get('type') === 'application/ld+json', 'no script in the markup');
  for (const [key, value] of attributes) {
    assert.ok(!key.startsWith('on') && key !== 'srcdoc', `no ${key} in the markup`);
    // MathML's own styles come from the formula setter, which has its tests; elsewhere there are none.
    assert.ok(key !== 'style', `no style attribute on <${name}>`);
    if (['href', 'src', 'action'].includes(key)) assert.match(value, /^(?:https?:\/\/|\/(?!\/)|#)/, `${key} of <${name}>`);
  }
}

function checkIds(tags: Tag[]): void {
  const ids = tags.flatMap(({ attributes }) => attributes.get('id') ?? []);
  assert.equal(new Set(ids).size, ids.length, 'ids are unique');
  for (const { attributes } of tags) {
    for (const key of ['for', 'aria-labelledby', 'aria-describedby']) {
      const id = attributes.get(key);
      assert.ok(id === undefined || ids.includes(id), `${key}="${id}" points nowhere`);
    }
  }
}

function addressesOf(tags: Tag[]): string[] {
  const all = tags.flatMap(({ attributes }) => ['href', 'action'].flatMap((key) => attributes.get(key) ?? []));
  return all.filter((address) => address.startsWith('/'));
}

/** True for the path of a page, whatever stands in its variable parts. */
export function isRoute(address: string): boolean {
  const path = new URL(address.replaceAll('&amp;', '&'), 'http://localhost').pathname;
  return Object.values(patterns).some((pattern) => asExpression(pattern).test(path));
}

function asExpression(pattern: string): RegExp {
  const parts = pattern.split('/').map((part) => (part.startsWith(':') ? (part.endsWith('{.+}') ? '.+' : '[^/]+') : part));
  return new RegExp(`^${parts.join('/')}$`);
}

/** An element as tests look at it. */
export interface XmlNode {
  name: string;
  attributes: Record<string, string>;
  children: XmlNode[];
  text: string;
}

const TOKEN = /<\?[^>]*\?>|<!--[\s\S]*?-->|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)|(<)/g;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads well-formed XML without DOCTYPE, strictly enough to notice when it is not. @throws Error saying what is wrong */
export function parseXml(text: string): XmlNode {
  const root: XmlNode = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  for (const [whole, end, start, written = '', selfClosing, data, stray] of text.matchAll(TOKEN)) {
    const inside = open.at(-1)!;
    if (stray !== undefined) throw new Error(`A < that begins nothing inside ${inside.name}`);
    if (data !== undefined) inside.text += decoded(data);
    if (start !== undefined) {
      const node = { name: start, attributes: Object.fromEntries([...written.matchAll(ATTRIBUTE)].map(([, name, a, b]) => [name!, decoded(a ?? b ?? '')])), children: [], text: '' };
      inside.children.push(node);
      if (selfClosing === '') open.push(node);
    }
    if (end !== undefined && open.pop()!.name !== end) throw new Error(`${whole} closes ${inside.name}`);
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error('Not one whole element');
  return root.children[0]!;
}

/** All elements of a name, in their order. */
export function all(node: XmlNode, name: string): XmlNode[] {
  return node.children.flatMap((child) => (child.name === name ? [child] : all(child, name)));
}

/** The texts of all elements of a name. */
export function texts(node: XmlNode, name: string): string[] {
  return all(node, name).map(({ text }) => text);
}

function decoded(text: string): string {
  // What XML 1.0 forbids, and an ampersand that begins no entity it knows.
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd-\uffff]/.test(text)) throw new Error('A forbidden character');
  return text.replace(/&(?:#(\d+)|(\w+))?(;?)/g, (whole, code: string | undefined, name: string | undefined, end: string) => {
    const sign = code === undefined ? ENTITIES[name ?? ''] : String.fromCodePoint(Number(code));
    if (sign === undefined || sign === '\u0000' || end === '') throw new Error(`${whole} is no entity`);
    return sign;
  });
}

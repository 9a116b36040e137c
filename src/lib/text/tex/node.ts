export type TextStyle =
  | 'emphasis'
  | 'strong'
  | 'code'
  | 'small-capitals'
  | 'underline'
  | 'superscript'
  | 'subscript';

/** Running text as `parseTex` understands it; printed as HTML by `setText`, as Unicode by `plainText`. */
export type TextNode =
  | { kind: 'text'; text: string }
  /** `tex` without its delimiters, `source` with them. */
  | { kind: 'formula'; tex: string; display: boolean; source: string }
  | { kind: 'styled'; style: TextStyle; children: TextNode[] }
  /** `url` is http or https, always. */
  | { kind: 'link'; url: string; children: TextNode[] };

/** Appends text, joined to the text before it. */
export function pushText(nodes: TextNode[], text: string): void {
  if (text === '') return;
  const last = nodes.at(-1);
  if (last?.kind === 'text') last.text += text;
  else nodes.push({ kind: 'text', text });
}

/** Appends nodes, their text joined to the text before it. */
export function pushNodes(nodes: TextNode[], added: readonly TextNode[]): void {
  for (const node of added) {
    if (node.kind === 'text') pushText(nodes, node.text);
    else nodes.push(node);
  }
}

import { safeUrl } from '../urls.js';
import { pushNodes, type TextNode } from './node.js';
import { argument, said, skipOptional, type Command } from './reader.js';

/** `\url{…}` and `\href{…}{…}`: a link when the address is http or https, else only its words. */
export const readLink: Command = (reader, nodes, end, name) => {
  skipOptional(reader, end);
  const target = reader.raw(end);
  if (target === undefined) return false;
  const url = safeUrl(target);
  skipOptional(reader, end);
  const shown = name === 'href' ? reader.group(end) : undefined;
  const children: TextNode[] = shown?.length ? withoutLinks(shown) : [{ kind: 'text', text: url ?? target }];
  if (url === undefined) pushNodes(nodes, children);
  else nodes.push({ kind: 'link', url, children });
  return true;
};

/** A link holds no links; their words stay. */
function withoutLinks(nodes: TextNode[]): TextNode[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'link') return node.children;
    return node.kind === 'styled' ? [{ ...node, children: withoutLinks(node.children) }] : [node];
  });
}

/** `\cite{a,b}` → `[a, b]` */
export const readReference: Command = (reader, nodes, end) => {
  skipOptional(reader, end);
  const keys = reader.raw(end);
  return keys !== undefined && said(nodes, `[${keys.replace(/,\s*/g, ', ').trim()}]`);
};

export const readFootnote: Command = (reader, nodes, end) => {
  const children = argument(reader, end);
  if (!children) return false;
  pushNodes(nodes, [{ kind: 'text', text: ' (' }, ...children, { kind: 'text', text: ')' }]);
  return true;
};

/** `\verb|…|` */
export const readVerbatim: Command = (reader, nodes, end) => {
  const { source, position } = reader;
  const delimiter = source.charAt(position);
  const close = /[|!+/@"]/.test(delimiter) ? source.slice(0, Math.min(end, position + 200)).indexOf(delimiter, position + 1) : -1;
  if (close < 0) return false;
  reader.position = close + 1;
  nodes.push({ kind: 'styled', style: 'code', children: [{ kind: 'text', text: source.slice(position + 1, close) }] });
  return true;
};

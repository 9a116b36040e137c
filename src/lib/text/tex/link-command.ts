import { safeUrl } from '../urls.js';
import { pushNodes, type TextNode } from './node.js';
import { skipOptional, type Command } from './reader.js';

/** `\url{…}`, `\href{…}{…}` and `\hyperlink{…}{…}`: a link when the address is http or https, else only its words. */
export const readLink: Command = (reader, nodes, end, name) => {
  skipOptional(reader, end);
  const target = reader.raw(end);
  if (target === undefined) return false;
  const url = safeUrl(target);
  skipOptional(reader, end);
  const shown = name !== 'url' ? reader.group(end) : undefined;
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

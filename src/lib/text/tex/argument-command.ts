import { pushNodes } from './node.js';
import { argument, said, skipOptional, type Command } from './reader.js';

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

/** `\texorpdfstring{shown}{for bookmarks}` */
export const readFirst: Command = (reader, nodes, end) => {
  const children = argument(reader, end);
  if (!children) return false;
  pushNodes(nodes, children);
  reader.raw(end);
  return true;
};

/** `\SI{35}{\percent}`: a number, a narrow space, a unit. */
export const readQuantity: Command = (reader, nodes, end) => {
  const number = argument(reader, end);
  if (!number) return false;
  pushNodes(nodes, [...number, { kind: 'text', text: '\u202f' }, ...(argument(reader, end) ?? [])]);
  return true;
};

/** `\https://…`, a slip of the hand. */
export const readBrokenUrl: Command = (reader, _nodes, _end, name) => {
  if (!reader.source.startsWith('://', reader.position)) return false;
  reader.position -= name.length;
  return true;
};

import type { XmlNode } from './xml-tree.js';

/** What an element looks like wherever it stands: the attributes it was seen with, and which children came before which. */
interface Shape {
  attributes: Set<string>;
  children: Set<string>;
  /** `title authors`: a title was seen before authors. */
  orders: Set<string>;
}

/** The shapes of all elements of some documents, by name. */
export function shapesOf(roots: readonly XmlNode[]): Map<string, Shape> {
  const shapes = new Map<string, Shape>();
  for (const root of roots) learn(root, shapes);
  return shapes;
}

function learn(node: XmlNode, shapes: Map<string, Shape>): void {
  const shape = shapes.get(node.name) ?? { attributes: new Set(), children: new Set(), orders: new Set() };
  shapes.set(node.name, shape);
  const names = node.children.map(({ name }) => name);
  for (const name of Object.keys(node.attributes)) shape.attributes.add(name);
  for (const name of names) shape.children.add(name);
  for (const [before, after] of orders(names)) shape.orders.add(`${before} ${after}`);
  for (const child of node.children) learn(child, shapes);
}

/**
 * What in a document has no like in the known shapes: elements, attributes, children, and children in an order of which
 * only the reverse is known.
 */
export function unlike(node: XmlNode, shapes: ReadonlyMap<string, Shape>): string[] {
  const shape = shapes.get(node.name);
  if (shape === undefined) return [`<${node.name}>`];
  const names = node.children.map(({ name }) => name);
  return [
    ...Object.keys(node.attributes).filter((name) => !shape.attributes.has(name)).map((name) => `<${node.name} ${name}>`),
    ...names.filter((name) => !shape.children.has(name)).map((name) => `<${node.name}><${name}>`),
    ...orders(names).filter(([before, after]) => shape.orders.has(`${after} ${before}`) && !shape.orders.has(`${before} ${after}`)).map((pair) => `<${node.name}>: ${pair.join(' before ')}`),
    ...node.children.flatMap((child) => unlike(child, shapes)),
  ];
}

function orders(names: readonly string[]): [string, string][] {
  const distinct = [...new Set(names)];
  return distinct.flatMap((before, index) => distinct.slice(index + 1).map((after): [string, string] => [before, after]));
}

import { parseXml, XmlElement, XmlError } from '@rgrove/parse-xml';
import { BroadsheetError, messageOf } from '#lib';
import { repairXml } from './repair.js';

/** What should be an element is not well-formed, and could not be repaired. */
export class XmlDamageError extends BroadsheetError {
  /** Where, in bytes from the element's beginning. */
  readonly offset: number;

  constructor(message: string, { offset, ...options }: ErrorOptions & { offset: number }) {
    super(message, options);
    this.offset = offset;
  }
}

/** An element with what is in it. Names are without prefixes. */
export class Element {
  private readonly byName: ReadonlyMap<string, XmlElement[]>;

  constructor(private readonly element: XmlElement) {
    this.byName = Map.groupBy(element.children.filter((child) => child instanceof XmlElement), ({ name }) => localName(name));
  }

  /** All text in it, as it was written but for references. */
  get text(): string {
    return this.element.text;
  }

  attribute(name: string): string | undefined {
    return this.element.attributes[name];
  }

  child(name: string): Element | undefined {
    const found = this.byName.get(name)?.[0];
    return found && new Element(found);
  }

  children(name: string): Element[] {
    return (this.byName.get(name) ?? []).map((child) => new Element(child));
  }

  /** The text of the first child of a name. */
  textOf(name: string): string | undefined {
    return this.byName.get(name)?.[0]?.text;
  }
}

/**
 * Parses one element that stands for itself. Entities that a document could define are left as they are written, so
 * nothing unfolds. Small faults that real servers make are repaired.
 * @throws XmlDamageError
 */
export function parseElement(text: string): Element {
  try {
    return new Element(rootOf(text));
  } catch (error) {
    return repaired(text) ?? fail(text, error);
  }
}

function repaired(text: string): Element | undefined {
  const again = repairXml(text);
  if (again === text) return undefined;
  try {
    return new Element(rootOf(again));
  } catch {
    // The first error names the place in what was really sent.
    return undefined;
  }
}

function rootOf(text: string): XmlElement {
  const { root } = parseXml(text, { ignoreUndefinedEntities: true });
  if (root === null) throw new XmlDamageError('It is empty.', { offset: 0 });
  return root;
}

function fail(text: string, error: unknown): never {
  const [sentence = ''] = messageOf(error).split(' (line ');
  const before = error instanceof XmlError ? text.slice(0, error.pos) : '';
  throw new XmlDamageError(sentence, { offset: Buffer.byteLength(before), cause: error });
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

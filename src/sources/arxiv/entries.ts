import { messageOf } from '#lib';
import type { Cut, CutElement } from '../xml/cutter.js';
import { parseElement, XmlDamageError, type Element } from '../xml/element.js';
import type { BadEntry } from './errors.js';

const OAI_IDENTIFIER = /oai:arXiv\.org:[^\s<"]{1,60}/i;

/**
 * What each entry is, by `read`; entries that are damaged, or of which `read` throws, are told in `bad` and nothing else.
 * A mistake of ours with one entry must not cost the others either.
 */
export function readEntry<T>(cut: Cut, bad: BadEntry[], read: (element: Element) => T): T | undefined {
  if ('damage' in cut) {
    const { offset, reason, beginning } = cut.damage;
    bad.push({ offset, identifier: OAI_IDENTIFIER.exec(beginning)?.[0], reason });
    return undefined;
  }
  try {
    return read(parseElement(cut.element.text));
  } catch (error) {
    bad.push(badEntry(cut.element, error));
    return undefined;
  }
}

function badEntry({ offset, text }: CutElement, error: unknown): BadEntry {
  const within = error instanceof XmlDamageError ? error.offset : 0;
  return { offset: offset + within, identifier: OAI_IDENTIFIER.exec(text)?.[0], reason: messageOf(error) };
}

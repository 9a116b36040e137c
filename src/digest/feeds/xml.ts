// What XML 1.0 cannot hold, not even escaped (https://www.w3.org/TR/xml/#charsets).
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' };

/** Text for an element or a quoted attribute of XML 1.0; characters it cannot hold are left out. */
export function xmlText(text: string): string {
  return text.toWellFormed().replace(FORBIDDEN, '').replace(/[&<>"\t\n\r]/g, (character) => ENTITIES[character]!);
}

/** `<name a="b">text</name>`; attributes without a value are left out, and an element without text is closed at once. */
export function element(name: string, attributes: Readonly<Record<string, string | undefined>>, text?: string): string {
  const written = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${xmlText(value)}"`]));
  return text === undefined ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${xmlText(text)}</${name}>`;
}

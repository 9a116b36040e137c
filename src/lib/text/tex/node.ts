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

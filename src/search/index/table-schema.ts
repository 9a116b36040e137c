import type { Field as AnyField, Schema as ArrowSchema } from 'apache-arrow';

/** The table's schema; with vectors when the generation has an embedder of so many dimensions. */
export async function tableSchema(dimensions?: number): Promise<ArrowSchema> {
  // Loaded when first needed, as the engine is.
  const { Bool, Field, FixedSizeList, Float32, Int32, List, Schema, Utf8 } = await import('apache-arrow');
  const listOfText = () => new List(new Field('item', new Utf8(), true));
  const fields: AnyField[] = [
    new Field('number', new Int32(), false),
    ...['terms', 'field_terms', 'author_terms'].map((name) => new Field(name, new Utf8(), false)),
    new Field('categories', listOfText(), false),
    new Field('primary_category', new Utf8(), true),
    new Field('published', new Int32(), true),
    new Field('sources', listOfText(), false),
    ...['has_code', 'has_project', 'withdrawn'].map((name) => new Field(name, new Bool(), false)),
  ];
  if (dimensions !== undefined) fields.push(new Field('vector', new FixedSizeList(dimensions, new Field('item', new Float32(), true)), true));
  return new Schema(fields);
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anyText } from '#test/any-text';
import { parseElement, XmlDamageError } from './element.js';

test('children, attributes and texts are found by their names, whatever their prefix', () => {
  const element = parseElement('<a:item xmlns:a="x" id="7"><a:name>one</a:name><name>two</name><deep>x<b>y</b><![CDATA[<z>]]></deep></a:item>');
  assert.equal(element.attribute('id'), '7');
  assert.equal(element.textOf('name'), 'one');
  assert.deepEqual(element.children('name').map(({ text }) => text), ['one', 'two']);
  assert.equal(element.child('deep')?.text, 'xy<z>');
  assert.equal(element.textOf('missing'), undefined);
  assert.equal(element.child('missing'), undefined);
});

test('references to characters are characters; entities that a document could define stay as written', () => {
  assert.equal(parseElement('<a>&lt;&amp;&#233;&#x3b1;&nbsp;&lol9;</a>').text, '<&éα&nbsp;&lol9;');
});

test('definitions of entities unfold nothing', () => {
  const bomb = '<!DOCTYPE a [<!ENTITY l0 "lol"><!ENTITY l1 "&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;">]><a>&l1;</a>';
  assert.equal(parseElement(bomb).text, '&l1;');
  assert.equal(parseElement('<!DOCTYPE a SYSTEM "file:///etc/passwd" [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>').text, '&f;');
});

test('what real servers get wrong is repaired', () => {
  const repaired: [written: string, text: string][] = [
    ['a\x0bb\x00c', 'a b c'], ['a&#11;b&#x0;c&#xD800;d', 'a b c d'], ['R&D & co; AT&T;', 'R&D & co; AT&T;'], ['a < b, 3<4', 'a < b, 3<4'],
    ['x ]]> y', 'x ]]> y'], ['\ud800', '\ufffd'], ['&#9;tab &#x1F600;', '\ttab \u{1f600}'], ['\x01 & &amp; &lt;', '  & & <'],
  ];
  for (const [written, text] of repaired) assert.equal(parseElement(`<a>${written}</a>`).text, text, written);
});

test('what cannot be repaired is refused, with the place in bytes', () => {
  const refused = (text: string, offset: number, reason: RegExp) => assert.throws(() => parseElement(text), (error) => error instanceof XmlDamageError && error.offset === offset && reason.test(error.message), text);
  refused('<a>é<b>x</a>', 9, /Missing end tag for element b/);
  refused('<a><b></b>', 10, /Missing end tag for element a/);
  refused('<a x="1" x="2"/>', 14, /Duplicate attribute/);
  refused('', 0, /Root element/);
});

test('depth without end is refused, not fatal', () => {
  assert.throws(() => parseElement('<a>'.repeat(200_000)), XmlDamageError);
});

test('any text is parsed or refused', () => {
  const scraps = fc.array(fc.constantFrom('<a>', '</a>', '<a', '>', '/>', '&', ';', '&#', '&amp;', 'x', '"', '=', '<![CDATA[', ']]>', '<!--', '-->', '<?', '?>', '<!DOCTYPE', '[', '\0', 'é'), { maxLength: 30 }).map((parts) => `<a>${parts.join('')}</a>`);
  fc.assert(fc.property(fc.oneof(scraps, anyText()), (text) => {
    try {
      assert.equal(typeof parseElement(text).text, 'string');
    } catch (error) {
      assert.ok(error instanceof XmlDamageError, String(error));
    }
  }), { numRuns: 250 });
});

// What a pattern matches and, as the wire is to be specified whole, what it does not.
import { equal, is, match as like, ok } from 'uvu/assert';
import { suite } from '../suite.ts';
import { type Bindings, expandErrors } from './holes.ts';
import { match } from './pattern.ts';
import { readStanzas, write, type Xml } from './xml.ts';

const one = (text: string): Xml => readStanzas(expandErrors(text))[0] as Xml;
const hex = '0123456789abcdef01234567';
const names: Bindings = new Map([
  ['service', 'rooms.example'],
  ['woody', hex],
]);
const try_ = (pattern: string, got: string) => match(one(pattern), one(got), names);
const fits = (pattern: string, got: string): boolean => try_(pattern, got).matched;
const why = (pattern: string, got: string): string => {
  const result = try_(pattern, got);
  return result.matched ? 'it matched' : result.reasons.join('; ');
};

suite('a pattern', test => {
  test('matches the same stanza, whatever the order of attributes and children and the language', () => {
    ok(fits("<iq type='a' from='b'><x/><y/></iq>", "<iq xml:lang='en' from='b' type='a'><y/> <x xml:lang='de'/></iq>"));
  });

  test('does not match with an attribute or a child too many or too few', () => {
    like(why('<iq/>', "<iq by='woody@disney'/>"), "by='woody@disney' was not expected");
    like(why("<iq by='a'/>", '<iq/>'), "by='a' is missing");
    like(why('<iq/>', '<iq><x/></iq>'), '<x/> was not expected');
    like(why('<iq><x/></iq>', '<iq/>'), '<x/> is missing');
    is(fits('<iq><x/></iq>', '<iq><x/><x/></iq>'), false);
    is(fits('<iq><x/><x/></iq>', '<iq><x/></iq>'), false);
  });

  test('looks at namespaces, wherever they are declared', () => {
    ok(fits("<iq><q xmlns='a'><n/></q></iq>", "<iq><q xmlns='a'><n xmlns='a'/></q></iq>"));
    like(why("<iq><q xmlns='a'/></iq>", "<iq><q xmlns='b'/></iq>"), 'is missing');
    is(fits("<iq><q xmlns='a'><n/></q></iq>", "<iq><q xmlns='a'><n xmlns=''/></q></iq>"), false);
    ok(fits('<iq/>', "<iq xmlns='jabber:component:accept'/>"));
    ok(fits("<iq><q xmlns='a'/></iq>", "<iq xmlns:p='a'><p:q/></iq>"));
  });

  test('compares text to the letter, and passes over space between elements', () => {
    ok(fits('<m><b>a b</b></m>', '<m>\n  <b>a b</b>\n</m>'));
    is(fits('<m><b>a b</b></m>', '<m><b> a b</b></m>'), false);
    like(why('<m><b>a</b></m>', '<m><b>c</b></m>'), 'expected the text "a", received "c"');
    is(fits('<m/>', '<m>text</m>'), false);
    ok(fits('<m><b>&lt;</b></m>', '<m><b>&lt;</b></m>'));
  });

  test('has holes for anything, ids, numbers and times', () => {
    ok(fits("<iq from='{any}@{service}'/>", "<iq from='grp@rooms.example'/>"));
    is(fits("<iq from='{any}@{service}'/>", "<iq from='grp@rooms-example'/>"), false);
    ok(fits("<iq from='a/{hex}'/>", `<iq from='a/${hex}'/>`));
    is(fits("<iq from='a/{hex}'/>", `<iq from='a/${hex.slice(1)}'/>`), false);
    is(fits("<iq from='a/{hex}'/>", `<iq from='a/${hex.toUpperCase()}'/>`), false);
    ok(fits("<iq s='{number}' t='{stamp}' u='{datetime}'/>", "<iq s='1' t='20010110T12:00:00' u='2001-01-10T12:00:00.5Z'/>"));
    is(fits("<iq u='{datetime}'/>", "<iq u='20010110T12:00:00'/>"), false);
    ok(fits('<m><b>{é*3}</b></m>', '<m><b>ééé</b></m>'));
  });

  test('captures, compares with what is known, and tells a new id from an old one', () => {
    const found = try_("<iq from='a/{id:buzz}'/>", "<iq from='a/ffffffffffffffffffffffff'/>");
    is(found.matched && found.bindings.get('buzz'), 'ffffffffffffffffffffffff');
    ok(fits("<iq from='a/{woody}'/>", `<iq from='a/${hex}'/>`));
    is(fits("<iq from='a/{id:woody}'/>", "<iq from='a/ffffffffffffffffffffffff'/>"), false);
    is(fits("<iq from='a/{newid:rex}'/>", `<iq from='a/${hex}'/>`), false);
    ok(fits("<iq from='a/{newid:rex}'/>", "<iq from='a/ffffffffffffffffffffffff'/>"));
    const twice = "<l><u j='{any:a}' n='1'/><u j='{any:a}' n='2'/></l>";
    ok(fits(twice, "<l><u n='2' j='x'/><u n='1' j='x'/></l>"));
    is(fits(twice, "<l><u n='2' j='y'/><u n='1' j='x'/></l>"), false);
  });

  test('tries every way to pair children before it gives up', () => {
    const got = "<l><u j='x' n='1'/><u j='y' n='2'/></l>";
    const result = try_("<l><u j='{any:a}' n='{any}'/><u j='x' n='{any:b}'/></l>", got);
    equal(result.matched && [result.bindings.get('a'), result.bindings.get('b')], ['y', '1']);
  });

  test('admits more children where it says so', () => {
    ok(fits('<iq><a/>{...}</iq>', '<iq><a/><b/>text</iq>'));
    is(fits('<iq><a/>{...}</iq>', '<iq><b/></iq>'), false);
    ok(fits('<iq>{ns...}</iq>', '<iq><ns>a</ns><ns>b</ns></iq>'));
    ok(fits('<iq>{ns...}</iq>', '<iq/>'));
    is(fits('<iq>{ns...}</iq>', '<iq><ms/></iq>'), false);
  });

  test('writes errors out with code, type, condition and a text', () => {
    const ns = "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'";
    const error = (text: string) => `<iq><error code='404' type='cancel'><item-not-found ${ns}/>${text}</error></iq>`;
    ok(fits('<iq>{error 404 item-not-found}</iq>', error(`<text ${ns} xml:lang='en'>No such room.</text>`)));
    is(fits('<iq>{error 404 item-not-found}</iq>', error('')), false);
    is(fits('<iq>{error 404 item-not-found}</iq>', error(`<text ${ns}>No.</text>`).replace(" code='404'", '')), false);
  });

  test('takes a message without a type for a normal one', () => {
    ok(fits('<message/>', "<message type='normal'/>"));
    ok(fits("<message type='normal'/>", '<message/>'));
    is(fits('<message/>', "<message type='chat'/>"), false);
  });

  test('shows long stanzas over several lines and short ones on one', () => {
    is(write(one("<iq type='a'><x xmlns='n'><y/></x></iq>")), "<iq type='a'><x xmlns='n'><y/></x></iq>");
    const long = write(one(`<iq><x xmlns='n'><y>${'a'.repeat(90)}</y><z/></x></iq>`)).split('\n');
    is(long.length, 6);
    like(long[1] as string, "  <x xmlns='n'>");
  });
});

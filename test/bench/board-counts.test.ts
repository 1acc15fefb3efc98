// What a newcomer to a full board costs, counted and not timed: each page is written once for all newcomers of all
// dialects, a stroke makes one page anew, and no message is larger than a stanza may be.
import { parse } from 'ltx';
import { is, ok } from 'uvu/assert';
import { makeEngine } from '../../adapters/engine.ts';
import type { Tree } from '../../machines/stanza.ts';
import { dialects } from '../../streams/dialects/all.ts';
import type { Template } from '../../streams/template.ts';
import { suite } from '../suite.ts';

const domain = 'rooms.bench';
const hall = `hall@${domain}`;
const strokes = 10_000;
const most = 60_000;

/** The templates in which the last newcomer was told the board. */
let told: readonly Template[] = [];

type Tell = (fact: { payload?: readonly Tree[] }, ...more: unknown[]) => readonly Template[];

for (const { say } of dialects) {
  const saying = say.advised as unknown as { self: Tell } | undefined;
  if (!saying) continue;
  const { self } = saying;
  saying.self = (fact, ...more) => {
    const templates = self(fact, ...more);
    if (fact.payload?.[0]?.name === 'board') told = templates;
    return templates;
  };
}

const xml = (number: number) => `<stroke xmlns='urn:confab:whiteboard' d='M${number % 1_000} 1${'l5 -3'.repeat(12)}'/>`;

suite('a board of 10,000 strokes', test => {
  let stanzas = 0;
  const engine = makeEngine(
    { domain, rooms: [{ name: 'hall', kind: 'whiteboard' }], flood: { rate: 0 } },
    {
      clock: { now: () => 1_700_000_000_000, every: () => () => {} },
      post: parcel => {
        stanzas += parcel.stanzas;
      },
    },
  );
  const take = (text: string) => engine.take(parse(text) as never);
  const draw = (from: number, to: number) => {
    const elements = Array.from({ length: to - from }, (_, at) => xml(from + at)).join('');
    take(`<message type='groupchat' from='p@x/r' to='${hall}'>${elements}</message>`);
  };
  const comes = (name: string, dialect: 'conference' | 'groupchat') => {
    take(`<presence from='${name}@x/r' to='${hall}${dialect === 'groupchat' ? `/${name}` : ''}'/>`);
    const query = `<query xmlns='jabber:iq:conference'><nick>${name}</nick></query>`;
    if (dialect === 'conference') take(`<iq type='set' id='a' from='${name}@x/r' to='${hall}'>${query}</iq>`);
    return told;
  };

  test('is written once for all newcomers', () => {
    comes('p', 'groupchat');
    for (let from = 0; from < strokes; from += 50) draw(from, from + 50);
    const [first, second, third] = [comes('a', 'groupchat'), comes('b', 'conference'), comes('c', 'groupchat')];
    ok(first.length > 10 && first.length < 50, `${first.length} messages`);
    for (const [at, template] of first.entries()) {
      // all but the first, which says how many there are
      is(template === second[at] && template === third[at], at > 0, `message ${at}`);
      ok(template.seam.length <= most, `${template.seam.length} bytes`);
    }
    is(
      first.reduce((sum, { tail }) => sum + tail.split('<stroke ').length - 1, 0),
      strokes,
    );
  });

  test('is written anew where it is another, and nowhere else', () => {
    const before = comes('d', 'groupchat');
    take(`<message from='p@x/r' to='${hall}'><undo xmlns='urn:confab:whiteboard' id='5000'/></message>`);
    draw(strokes, strokes + 1);
    const after = comes('e', 'conference');
    is(after.length, before.length);
    is(after.slice(1).filter((template, at) => template !== before[at + 1]).length, 2);
  });

  test('makes a stroke one message to each, whatever is on the board', () => {
    take(`<message from='p@x/r' to='${hall}'><undo xmlns='urn:confab:whiteboard' id='1'/></message>`);
    const before = stanzas;
    draw(0, 1);
    is(stanzas - before, 6);
  });

  test.after(() => engine.stop());
});

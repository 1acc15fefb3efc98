// What the service says to whoever asks for the room of a page.
import { equal, is } from 'uvu/assert';
import { suite } from '../suite.ts';
import { Conversation, type Settings } from './conversation.ts';
import type { Unsent, Visitor } from './visitor.ts';

const href = 'https://example.org/a?utm_source=x#b';
const name = 'example.org=2fa';
const patterns = [{ names: '*=2f*', kind: 'url' }];

class Asking {
  readonly talk: Conversation;
  constructor(settings: Settings = {}) {
    this.talk = new Conversation({ create: 'anyone', patterns, ...settings });
  }
  ask(visitor: Visitor, makes = false, fields: Record<string, string> = { href }): unknown {
    const request = { type: 'follow', behaviour: 'page', lead: 'url', fields, makes };
    const told = this.talk.send({ ...visitor.asker('iq', 'conference.disney'), ...request } as unknown as Unsent);
    is(told.length, 1, 'one answer');
    const { fact } = this.talk.told.at(-1)!;
    if (fact.type === 'refused') return fact.refusal.text;
    if (fact.type !== 'led') return fact.type;
    return [fact.fields.href, fact.jid, fact.stands, fact.people];
  }
}

suite('asking for the room of a page', test => {
  test('finds it, whether it is there or not, and makes none', () => {
    const asking = new Asking();
    const woody = asking.talk.visitor('woody');
    const found = ['https://example.org/a', `${name}@conference.disney`];
    for (const makes of [false, true]) equal(asking.ask(woody, makes), [...found, false, undefined]);
    is(asking.talk.service.getSnapshot().context.desk.rooms.size, 0);
    woody.present(name);
    equal(asking.ask(woody), [...found, false, undefined]);
    woody.enter(name);
    // of rooms that are not listed nobody is told how many are inside
    equal(asking.ask(asking.talk.visitor('buzz')), [...found, true, undefined]);
  });

  test('tells how many are inside, where strangers may know', () => {
    const kinds = [{ name: 'pages', about: 'x', listed: true, behaviours: ['page'] }];
    const asking = new Asking({ kinds, patterns: [{ names: '*=2f*', kind: 'pages' }] });
    asking.talk.visitor('woody').join(name);
    asking.talk.visitor('rex').join(name);
    equal(asking.ask(asking.talk.visitor('buzz')), ['https://example.org/a', `${name}@conference.disney`, true, 2]);
  });

  test('is refused to those who may make no room, unless it is there', () => {
    const asking = new Asking({ create: ['woody@disney'] });
    const [woody, buzz] = asking.talk.visitors('woody', 'buzz');
    is(asking.ask(buzz!), 'You may not make rooms here. Enter one that exists.');
    woody!.join(name);
    equal((asking.ask(buzz!) as unknown[])[2], true);
  });

  test('to come in is refused where there are too many rooms, and to know where it is not', () => {
    const asking = new Asking({ limits: { roomsPerCreator: 1 } });
    const woody = asking.talk.visitor('woody');
    woody.join('den');
    equal((asking.ask(woody) as unknown[])[2], false);
    is(asking.ask(woody, true), 'You have made as many rooms as you may. Leave one of them first.');
  });

  test('is refused where the page can have none', () => {
    const asking = new Asking();
    const woody = asking.talk.visitor('woody');
    is(
      asking.ask(woody, false, { href: 'example' }),
      'This is not the URL of a page: write it whole, such as https://example.org/news.',
    );
    is(
      asking.ask(woody, false, { href: `https://example.org/${'a'.repeat(300)}` }),
      'The URL is too long to have a room: its name would have more than 256 bytes.',
    );
    is(asking.ask(asking.talk.visitor('woody'), false, { href, x: '' })?.toString().includes('Its attributes are: href.'), true);
  });
});

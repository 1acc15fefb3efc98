// The actor of the service: its rooms and people below it, whatever is told coming out in order, and nothing that
// ends it but a close.
import fc from 'fast-check';
import { equal, is, match, ok } from 'uvu/assert';
import { createActor } from 'xstate';
import { catalogue } from '../../machines/catalogue.ts';
import type { Fact } from '../../machines/fact.ts';
import { serviceLogic, type Told } from '../../machines/service-actor.ts';
import { ServiceSettings } from '../../machines/settings.ts';
import { suite } from '../suite.ts';
import { beginning, Conversation } from './conversation.ts';
import { conversation, moves } from './random-talk.ts';
import { domain, presenceOf, roomJid, Visitor } from './visitor.ts';

suite('the actor of the service', test => {
  test('tells with each fact the room that it is about', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    const woody = talk.visitor('woody');
    woody.join('hall');
    woody.join('den');
    woody.inquire('attic');
    equal(
      talk.told.map(({ room, line }) => `${room?.name} ${line}`),
      [
        'hall waiting woody',
        'hall entered woody',
        'den waiting woody',
        'den founded woody',
        'den entered woody',
        'undefined refused woody: item-not-found',
      ],
    );
  });

  test('has its rooms, and they their people, as actors below it', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    talk.visitor('woody').join('hall');
    const { actor, floor } = talk.entry('hall')!;
    const [person] = floor.people.joined();
    is(actor.id, 'hall@conference.disney');
    is((actor as unknown as { _parent: unknown })._parent, talk.service);
    is(person!.actor.id, person!.id);
    is((person!.actor as unknown as { _parent: unknown })._parent, actor);
  });

  test('does not mind what actors say when they end, and stops when it is told to', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    const before = talk.service.getSnapshot();
    talk.service.send({ type: 'xstate.done.actor.den@conference.disney', output: undefined } as never);
    is(talk.service.getSnapshot(), before);
    talk.service.stop();
    equal(talk.visitor('woody').join('hall'), []);
  });

  test('does not begin with a room of a kind that is not known', () => {
    const settings = ServiceSettings.parse({ domain, rooms: [{ name: 'hall', kind: 'zoo' }] });
    const standing = [{ jid: roomJid('hall'), name: 'hall', settings: settings.rooms[0]! }];
    const service = createActor(serviceLogic, { input: { settings, standing, kinds: catalogue([]), at: beginning } });
    const errors: unknown[] = [];
    service.subscribe({ error: error => void errors.push(error) });
    service.start();
    equal(errors.map(String), ['Error: The room hall@conference.disney is of the kind zoo, which is not known.']);
  });

  test('tells of a failure outside of rooms, answers whoever asked, and goes on', () => {
    const settings = ServiceSettings.parse({ domain });
    let broken = true;
    const faulty = Object.defineProperty({ ...settings }, 'history', {
      get() {
        if (broken) throw new Error('no history');
        return 20;
      },
    }) as ServiceSettings;
    const service = createActor(serviceLogic, { input: { settings: faulty, standing: [], kinds: catalogue([]), at: beginning } });
    const told: Told[] = [];
    service.on('told', one => told.push(one));
    service.start();
    const woody = new Visitor(request => {
      told.length = 0;
      service.send({ ...request, at: beginning, fresh: 'id' } as never);
      return told.map(({ fact }) => fact.type);
    }, 'woody');
    equal(woody.present('den'), ['failed', 'refused']);
    const [failed, refused] = told.map(({ fact }) => fact);
    ok(failed?.type === 'failed' && failed.request === 'present' && failed.error instanceof Error);
    ok(refused?.type === 'refused' && refused.refusal.condition === 'internal-server-error');
    match(refused.refusal.text, 'Nothing was changed');
    is(refused.reply.to, 'woody@disney/home');
    is(service.getSnapshot().context.desk.rooms.size, 0);
    broken = false;
    equal(woody.present('den'), ['waiting']);
  });

  test('answers nobody where nobody asked for what failed', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    const tick = {
      type: 'tick',
      fresh: '',
      get at(): number {
        throw new Error('no time');
      },
    } as const;
    talk.service.send(tick);
    equal(
      talk.told.map(({ line }) => line),
      ['failed tick: no time'],
    );
    equal(talk.visitor('woody').join('hall'), ['waiting woody', 'entered woody']);
  });
});

suite('whatever people do', test => {
  test('no two in a room have one nick, one id or one address, and everybody is found by each', () => {
    fc.assert(
      fc.property(moves, made => {
        for (const { floor } of conversation(made).desk.rooms.values()) {
          const { people } = floor;
          const joined = [...people.joined()];
          for (const of of ['nickKey', 'id', 'real'] as const) is(new Set(joined.map(one => one[of])).size, joined.length);
          for (const one of joined) {
            is(people.byReal(one.real), one);
            is(people.byId(one.id), one);
            is(people.byNick(one.nickKey), one);
            is(people.waitingFor(one.real), undefined);
          }
          is(joined.length, people.size);
          for (const dialect of ['conference', 'groupchat'])
            is(people.speaking(dialect), joined.filter(one => one.dialect === dialect).length);
        }
      }),
    );
  });

  test('the counts of the service are what its rooms would give', () => {
    const tally = (keys: readonly string[]) => (key: string) => keys.filter(one => one === key).length;
    fc.assert(
      fc.property(moves, made => {
        const { desk } = conversation(made);
        const entries = [...desk.rooms.values()];
        const founders = entries.flatMap(({ founder }) => (founder ? [founder] : []));
        const waiting = tally(entries.flatMap(({ floor }) => Array.from(floor.people.waiting(), ({ bare }) => bare)));
        const [byCreator, byHost] = [tally(founders.map(({ bare }) => bare)), tally(founders.map(({ host }) => host))];
        for (const bare of ['woody@disney', 'buzz@disney', 'rex@disney', 'sulley@pixar']) {
          is(desk.pendingOf(bare), waiting(bare));
          is(desk.foundedBy(bare), byCreator(bare));
        }
        const waitingFrom = tally(entries.flatMap(({ floor }) => Array.from(floor.people.waiting(), ({ host }) => host)));
        for (const host of ['disney', 'pixar']) {
          is(desk.foundedFrom(host), byHost(host));
          is(desk.pendingFrom(host), waitingFrom(host));
        }
        const reserved = entries.filter(({ founder, floor }) => !founder && !floor.settings.permanent);
        equal([desk.standing, desk.reserved], [entries.length - reserved.length, reserved.length]);
      }),
    );
  });

  test('rooms, people and their charts agree', () => {
    fc.assert(
      fc.property(moves, made => {
        const talk = conversation(made);
        for (const { floor, actor } of talk.desk.rooms.values()) {
          const { value } = actor.getSnapshot();
          const { people, settings } = floor;
          is(value, people.size > 0 ? 'occupied' : settings.permanent ? 'empty' : 'reserved');
          if (value === 'reserved') ok(people.waitingSize > 0, 'a reserved room is waited for');
          for (const one of people.joined()) is(one.actor.getSnapshot().value, 'joined');
          for (const one of people.waiting()) is(one.actor.getSnapshot().value, 'presence-pending');
          ok(people.size <= settings.limits.people);
          for (const { asker, asked } of floor.relays.all()) ok(people.byId(asker) && people.byId(asked));
        }
        is(talk.told.filter(({ fact }) => fact.type === 'failed').length, 0);
      }),
    );
  });

  test('every id is new', () => {
    fc.assert(
      fc.property(moves, made => {
        const ids = conversation(made).told.flatMap(({ fact }) =>
          fact.type === 'waiting' || (fact.type === 'entered' && !fact.held) ? [fact.who.id] : [],
        );
        is(new Set(ids).size, ids.length);
      }),
    );
  });

  test('every iq that is relayed is answered once, in the end', () => {
    fc.assert(
      fc.property(moves, made => {
        const talk = conversation(made);
        talk.wait(1_000);
        const isAsked = (fact: Fact) => fact.type === 'relayed' && fact.content.kind === 'iq' && fact.from === undefined;
        const isAnswer = (fact: Fact) => fact.type === 'unanswered' || (fact.type === 'relayed' && fact.from !== undefined);
        const count = (is: (fact: Fact) => boolean) => talk.told.filter(({ fact }) => is(fact)).length;
        is(count(isAnswer), count(isAsked));
        for (const { floor } of talk.desk.rooms.values()) equal(floor.relays.all(), []);
      }),
    );
  });

  test('nothing is told when all have left but of the rooms of the configuration', () => {
    fc.assert(
      fc.property(moves, made => {
        const talk = conversation(made);
        for (const name of ['woody', 'buzz', 'rex', 'sulley']) {
          const visitor = talk.visitor(name, { host: name === 'sulley' ? 'pixar' : 'disney' });
          for (const room of ['hall', 'den', 'attic']) visitor.leave(room);
        }
        equal([...talk.desk.rooms.keys()], [roomJid('hall')]);
        equal(talk.wait(1_000), []);
        equal(talk.survey(), []);
        is(talk.visitor('woody').enter('hall', { presence: presenceOf() })[0], 'entered woody');
      }),
    );
  });
});

// Requests that wait for a decision: held, visible, let go on or refused, and dropped with whoever asked.
import { equal, is, match } from 'uvu/assert';
import type { Behaviour } from '../../machines/behaviour.ts';
import { secret } from '../../machines/behaviours/secret.ts';
import { refuse } from '../../machines/refusal.ts';
import { suite } from '../suite.ts';
import { keeper, tryOut } from './try-out.ts';
import { iqOf, messageOf, presenceOf } from './visitor.ts';

suite('a request that is held', test => {
  test('waits, is told to its sender, and is seen with its deadline', () => {
    const { talk, floor, held } = tryOut([keeper('enter')]);
    equal(talk.visitor('woody').join('hall'), ['waiting woody', 'held woody: enter by keeper']);
    equal(held(), ['woody enter keeper']);
    const [hold] = floor().holds.all();
    const { id, request, ...rest } = hold!;
    equal(rest, {
      phase: 'enter',
      behaviour: 'keeper',
      granted: [],
      stay: 'id-1',
      since: talk.at,
      deadline: talk.at + 60_000,
      late: refuse('remote-server-timeout', 'Nobody decided.'),
      text: 'keeper decides.',
    });
    equal([id, request.type, request.from], ['id-2', 'enter', 'woody@disney/home']);
    equal(talk.inside('hall'), []);
  });

  test('goes on when that is decided, and is answered once', () => {
    const { talk, command, held } = tryOut([keeper('enter')]);
    talk.visitor('woody').join('hall');
    equal(command('keeper', 'let', { person: 'woody' }), [
      'commanded keeper let {"person":"woody"}',
      'replied to an operator: Decided.',
      'released woody: enter granted',
      'entered woody',
    ]);
    equal(held(), []);
    equal(talk.latest('entered').reply.receipt.kind, 'iq');
    equal(talk.wait(3600), ['asked woody']);
  });

  test('is refused when that is decided, with the words of the decision', () => {
    const { talk, command, stateOf } = tryOut([keeper('enter')]);
    talk.visitor('woody').join('hall');
    equal(command('keeper', 'deny', { person: 'woody' }).slice(2), ['released woody: enter refused', 'refused woody: forbidden']);
    equal(talk.latest('refused').refusal.text, 'It was decided against it.');
    // who had sent presence before may try again, for as long as a presence may wait
    is(stateOf('woody'), 'presence-pending');
    equal(talk.visitor('woody').enter('hall'), ['held woody: enter by keeper']);
    command('keeper', 'deny', { person: 'woody' });
    equal(talk.wait(119), []);
    equal(talk.wait(1), ['withdrawn woody: expired']);
  });

  test('is not expired while it waits, however long that is', () => {
    const { talk } = tryOut([keeper('enter', { seconds: 3600 })]);
    talk.visitor('woody').join('hall');
    equal(talk.wait(3599), []);
    equal(talk.wait(1), ['released woody: enter refused', 'refused woody: remote-server-timeout']);
    equal(talk.wait(120), ['withdrawn woody: expired']);
  });

  test('goes on at its deadline, where time is to grant it', () => {
    const { talk } = tryOut([keeper('enter', { late: 'grant' })]);
    talk.visitor('woody').join('hall');
    equal(talk.wait(59), []);
    equal(talk.wait(1), ['released woody: enter late', 'entered woody']);
  });

  test('by groupchat: the newcomer waits in the room, and is withdrawn where it is refused', () => {
    const { talk, command, old, stateOf } = tryOut([keeper('enter')]);
    const buzz = old('buzz');
    equal(buzz.enter('hall', { presence: presenceOf('here') }), ['waiting buzz', 'held buzz: enter by keeper']);
    equal([stateOf('buzz'), talk.desk.pendingOf('buzz@disney')], ['presence-pending', 1]);
    equal(command('keeper', 'let', { person: 'buzz' }).slice(2), ['released buzz: enter granted', 'entered buzz']);
    equal([stateOf('buzz'), talk.desk.pendingOf('buzz@disney')], ['joined', 0]);
    equal(talk.latest('entered').who.presence, presenceOf('here'));
  });

  test('by groupchat: is refused like any other, and nothing is left of the newcomer', () => {
    const { talk, command, old, stateOf } = tryOut([keeper('enter')]);
    const buzz = old('buzz');
    const enterOf = (visitor: typeof buzz) => ({
      ...visitor.asker('presence', 'hall@conference.disney/buzz'),
      room: 'hall@conference.disney',
      type: 'enter',
      nicks: [{ text: 'buzz', key: 'buzz' }],
      privacy: false,
      hidden: true,
      mustCreate: false,
      presence: presenceOf(),
    });
    equal(talk.send(enterOf(buzz) as never), ['waiting buzz', 'held buzz: enter by keeper']);
    equal(command('keeper', 'deny', { person: 'buzz' }).slice(2), [
      'released buzz: enter refused',
      'refused buzz: forbidden',
      'withdrawn buzz: refused',
    ]);
    equal([stateOf('buzz'), talk.desk.pendingOf('buzz@disney')], ['gone', 0]);
    // a presence that is repeated is the same request, in its latest form, with the deadline of the first
    talk.send(enterOf(buzz) as never);
    talk.at += 10_000;
    equal(talk.send({ ...enterOf(buzz), presence: presenceOf('later') } as never), []);
    const [hold, ...others] = talk.entry('hall')!.floor.holds.all();
    equal([others.length, hold!.deadline], [0, talk.at + 50_000]);
    equal([...talk.entry('hall')!.floor.people.waiting()][0]!.presence, presenceOf('later'));
    equal(command('keeper', 'let', { person: 'buzz' }).at(-1), 'entered buzz');
    equal(talk.latest('entered').who.presence, presenceOf('later'));
  });

  test('is one for each sender and phase', () => {
    const { talk, held } = tryOut([keeper('enter'), keeper('speak', { name: 'other' })]);
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    woody!.join('hall');
    equal(woody!.enter('hall', { nicks: ['Sheriff'] }), ['refused woody: unexpected-request']);
    match(talk.latest('refused').refusal.text, 'still waits');
    equal(buzz!.join('hall'), ['waiting buzz', 'held buzz: enter by keeper']);
    equal(held(), ['woody enter keeper', 'buzz enter keeper']);
  });

  test('is one of so many that a room may have', () => {
    const { talk, command, held } = tryOut([keeper('enter')], { limits: { holds: 2 } });
    const [woody, buzz, rex] = talk.visitors('woody', 'buzz', 'rex');
    for (const one of [woody, buzz]) one!.join('hall');
    equal(rex!.join('hall'), ['waiting rex', 'refused rex: resource-constraint']);
    command('keeper', 'let', { person: 'woody' });
    equal(rex!.enter('hall'), ['held rex: enter by keeper']);
    equal(held(), ['buzz enter keeper', 'rex enter keeper']);
  });

  test('is dropped when its sender leaves, and a question is answered all the same, once', () => {
    const { talk, held } = tryOut([keeper('enter')]);
    const woody = talk.visitor('woody');
    woody.join('hall');
    equal(woody.leave('hall'), ['released woody: enter dropped', 'refused woody: item-not-found', 'withdrawn woody: left']);
    equal(held(), []);
    equal(talk.wait(3600), []);
  });

  test('is dropped with somebody inside who is seen out', () => {
    const remover: Behaviour = {
      name: 'remover',
      about: 'Removes whoever says “out”.',
      hears: {
        appeared: (_, { who }) => ({ remove: [[who, 'Out.']] }),
      },
    };
    const { talk, held } = tryOut([keeper('whisper'), keeper('speak', { name: 'other' }), remover]);
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    for (const one of [woody, buzz]) one!.join('hall');
    equal(woody!.relay('hall', 'buzz', iqOf('mine')), ['held woody: whisper by keeper']);
    equal(woody!.relay('hall', 'buzz', messageOf('psst')), ['refused woody: unexpected-request']);
    equal(woody!.say('hall', 'hello'), ['held woody: speak by other']);
    equal(woody!.present('hall'), [
      'appeared woody',
      'released woody: whisper dropped',
      'refused woody: item-not-found',
      'released woody: speak dropped',
      'left woody: removed',
    ]);
    equal(talk.latest('refused').reply.receipt.id, 'mine');
    equal(held(), []);
  });

  test('lets an iq between people go on under its own id, to be answered', () => {
    const { talk, command } = tryOut([keeper('whisper')]);
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    for (const one of [woody, buzz]) one!.join('hall');
    woody!.relay('hall', 'buzz', iqOf('mine'));
    const lines = command('keeper', 'let', { person: 'woody' });
    equal(lines.slice(2, 3), ['released woody: whisper granted']);
    const { content } = talk.latest('relayed');
    buzz!.answer('hall', iqOf(content.id!, 'result'));
    equal([talk.latest('relayed').content.id, talk.latest('relayed').to.nick], ['mine', 'woody']);
  });

  test('is ruled on again by all the others when it goes on: the secret has changed meanwhile', () => {
    const { talk, command, configure } = tryOut([keeper('enter'), tellsItsWord]);
    talk.visitor('woody').join('hall', { secret: 'andy' });
    talk.visitor('buzz').join('hall', { secret: 'sid' });
    configure('secret', { word: 'sid' });
    equal(command('keeper', 'let', { person: 'woody' }).slice(2), [
      'released woody: enter granted',
      'refused woody: not-authorized',
    ]);
    equal(command('keeper', 'let', { person: 'buzz' }).slice(2), ['released buzz: enter granted', 'entered buzz']);
  });

  /** As `secret`, but the word is a setting that counts at once. */
  const tellsItsWord: Behaviour = {
    ...(secret as Behaviour),
    data: () => ({}),
    rules: {
      enter: ({ settings }, request) =>
        request.secret === ((settings as { word?: string }).word ?? 'andy') ? undefined : refuse('not-authorized', 'No.'),
    },
    requires: () => ({}),
  };

  test('goes by the base’s own rules again: the nick and the place may be taken meanwhile', () => {
    const { talk, command } = tryOut([keeper('enter')], { limits: { people: 2 } });
    const [woody, buzz, rex] = talk.visitors('woody', 'buzz', 'rex');
    woody!.join('hall', { nicks: ['Toy'] });
    buzz!.join('hall', { nicks: ['toy', 'Toy'] });
    command('keeper', 'let', { person: 'woody' });
    equal(command('keeper', 'let', { person: 'buzz' }).slice(2), ['released buzz: enter granted', 'refused buzz: conflict']);
    buzz!.enter('hall', { nicks: ['buzz'] });
    rex!.join('hall');
    command('keeper', 'let', { person: 'rex' });
    equal(command('keeper', 'let', { person: 'buzz' }).slice(2), [
      'released buzz: enter granted',
      'refused buzz: service-unavailable',
    ]);
  });

  test('may be held by one after the other: who let it go is not asked again', () => {
    const asked: string[] = [];
    const watcher: Behaviour = {
      name: 'watcher',
      about: 'Notes what it is asked.',
      rules: { enter: (_, { type }) => void asked.push(type) },
    };
    const { talk, command, held, floor } = tryOut([
      watcher,
      keeper('enter', { name: 'first' }),
      keeper('enter', { name: 'second', seconds: 90 }),
    ]);
    talk.visitor('woody').join('hall');
    equal(held(), ['woody enter first']);
    talk.at += 30_000;
    equal(command('first', 'let', { person: 'woody' }).slice(2), [
      'released woody: enter granted',
      'held woody: enter by second',
    ]);
    const [hold] = floor().holds.all();
    equal([hold!.id, hold!.granted, hold!.since, hold!.deadline], ['id-2', ['first'], talk.at - 30_000, talk.at + 90_000]);
    equal(command('first', 'let', { person: 'woody' }).slice(2), [], 'it is not the first one’s any more');
    equal(command('second', 'let', { person: 'woody' }).slice(2), ['released woody: enter granted', 'entered woody']);
    is(asked.length, 3);
    equal(
      floor()
        .rulings.all('woody@disney')[0]!
        .said.map(({ behaviour, ruling }) => `${behaviour} ${ruling}`),
      ['watcher allowed', 'first granted', 'second granted'],
    );
  });

  test('is held as it was asked: what was rewritten before is rewritten again, and not twice', () => {
    const loud: Behaviour = {
      name: 'loud',
      about: 'Makes everything louder.',
      rules: { speak: (_, { content }) => ({ rewrite: { content: { ...content, body: `${content.body}!` } } }) },
    };
    const { talk, command } = tryOut([loud, keeper('speak')]);
    const woody = talk.visitor('woody');
    woody.join('hall');
    equal(woody.say('hall', 'hello'), ['held woody: speak by keeper']);
    equal(command('keeper', 'let', { person: 'woody' }).slice(2), ['released woody: speak granted', 'said woody: hello!']);
  });

  test('to make a room, and another has made it meanwhile: is not let into that by the same decision', () => {
    const rules = keeper('create').rules!;
    const guard = {
      ...keeper('create'),
      defers: { create: ['let', 'deny'], enter: ['let', 'deny'] },
      rules: { ...rules, enter: rules.create! },
    };
    const { talk } = tryOut([guard as Behaviour]);
    const ask = (person: string) =>
      talk.send({
        type: 'command',
        room: 'den@conference.disney',
        behaviour: 'keeper',
        name: 'let',
        fields: { person },
      } as never);
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    for (const one of [woody, buzz]) one!.join('den');
    equal(ask('woody').slice(2), ['released woody: create granted', 'founded woody', 'entered woody']);
    equal(ask('buzz').slice(2), ['released buzz: create granted', 'held buzz: enter by keeper']);
    equal(ask('buzz').slice(2), ['released buzz: enter granted', 'entered buzz']);
  });

  test('to enter a room that ends is refused', () => {
    const { talk, command } = tryOut([keeper('enter')], { create: 'anyone' });
    is(command('keeper', 'let', { person: 'nobody' }).length, 2);
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    woody!.join('den');
    equal(buzz!.join('den'), ['waiting buzz', 'held buzz: enter by keeper']);
    equal(woody!.leave('den'), ['left woody: left', 'dissolved', 'released buzz: enter refused', 'refused buzz: item-not-found']);
    equal(buzz!.enter('den'), ['founded buzz', 'entered buzz']);
  });

  test('is refused when the service closes', () => {
    const { talk } = tryOut([keeper('enter')]);
    talk.visitor('woody').join('hall');
    equal(talk.close(), [
      'released woody: enter refused',
      'refused woody: service-unavailable',
      'withdrawn woody: closed',
      'dissolved',
    ]);
  });

  test('by groupchat: who changes what was asked while it waits has not asked it', () => {
    const { talk, held } = tryOut([keeper('enter')]);
    const asks = (nick: string, secret?: string) =>
      talk.send({
        ...talk.visitor('buzz', { dialect: 'groupchat' }).asker('presence', 'hall@conference.disney/buzz'),
        room: 'hall@conference.disney',
        type: 'enter',
        nicks: [{ text: nick, key: nick }],
        privacy: false,
        hidden: true,
        mustCreate: false,
        presence: presenceOf(),
        ...(secret ? { secret } : {}),
      } as never);
    asks('buzz');
    equal(asks('star'), ['refused buzz: unexpected-request']);
    equal(asks('buzz', 'andy'), ['refused buzz: unexpected-request']);
    equal([asks('buzz'), held()], [[], ['buzz enter keeper']]);
  });

  test('by groupchat: has no place to wait in beyond those that one may have', () => {
    const { talk, held } = tryOut([keeper('enter')], { limits: { pending: 1 } });
    const asks = (resource: string) => {
      const visitor = talk.visitor('buzz', { dialect: 'groupchat', resource });
      return talk.send({
        ...visitor.asker('presence', 'hall@conference.disney/buzz'),
        room: 'hall@conference.disney',
        type: 'enter',
        nicks: [{ text: 'buzz', key: 'buzz' }],
        privacy: false,
        hidden: true,
        mustCreate: false,
        presence: presenceOf(),
      } as never);
    };
    equal(asks('home'), ['waiting buzz', 'held buzz: enter by keeper']);
    equal(asks('work'), ['refused buzz: resource-constraint']);
    equal([held(), talk.desk.pendingOf('buzz@disney')], [['buzz enter keeper'], 1]);
  });

  test('to make a room is done only where its sender may make one still', () => {
    const { talk } = tryOut([keeper('create')], { limits: { roomsPerCreator: 1 } });
    const woody = talk.visitor('woody');
    for (const room of ['den', 'attic']) woody.join(room);
    const ask = (room: string) =>
      talk.send({
        type: 'command',
        room: `${room}@conference.disney`,
        behaviour: 'keeper',
        name: 'let',
        fields: { person: 'woody' },
      } as never);
    equal(ask('den').slice(2), ['released woody: create granted', 'founded woody', 'entered woody']);
    equal(ask('attic').slice(2), ['released woody: create granted', 'refused woody: service-unavailable']);
  });

  test('to one person is for that person, and for nobody who bears the nick later', () => {
    const { talk, command } = tryOut([keeper('whisper')]);
    const [woody, buzz, rex] = talk.visitors('woody', 'buzz', 'rex');
    for (const one of [woody, buzz, rex]) one!.join('hall');
    woody!.relay('hall', 'buzz', messageOf('psst'));
    buzz!.enter('hall', { nicks: ['star'] });
    rex!.enter('hall', { nicks: ['buzz'] });
    equal(command('keeper', 'let', { person: 'woody' }).slice(2), [
      'released woody: whisper granted',
      'relayed woody to star: message groupchat',
    ]);
  });
});

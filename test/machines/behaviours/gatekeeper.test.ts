// Who may enter is asked outside.
import { equal, is, match, not } from 'uvu/assert';
import { isCovered, type Stage, type StageOptions, stage } from '../../../adapters/testing/testing.ts';
import { gatekeeper } from '../../../machines/behaviours/gatekeeper.ts';
import { lobby } from '../../../machines/behaviours/lobby.ts';
import { secret } from '../../../machines/behaviours/secret.ts';
import { suite } from '../../suite.ts';

const rooms: Stage[] = [];

function hall(settings: object = {}, options: StageOptions = {}) {
  const room = stage([[gatekeeper, settings]], options);
  rooms.push(room);
  return { room, woody: room.person('woody'), buzz: room.person('buzz', { dialect: 'groupchat' }) };
}

const asked = (room: Stage) => room.calls().map(({ effect, input }): Record<string, unknown> => ({ effect, ...input }));

suite('the gatekeeper', test => {
  test('asks outside for whoever comes, and lets in who may', () => {
    const { room, woody, buzz } = hall();
    woody
      .enters({ nick: ['Woody', 'Sheriff'] })
      .isOutside()
      .isHeld('Whether you may is being asked. Wait a moment.');
    const who = { person: 'woody@home.example', nicks: ['Woody', 'Sheriff'] };
    equal(asked(room), [{ effect: 'gatekeeper', ...who, room: room.jid, kind: room.kind.name, action: 'enter' }]);
    room.answers('gatekeeper', { allow: true });
    woody.isInside().isCalled('Woody');
    buzz.enters().isHeld();
    room.answers('gatekeeper', { allow: true, text: 'Come in.', level: 7 });
    buzz.isInside();
    equal(room.calls(), []);
  });

  test('turns away who may not, in the words of the other side or its own', () => {
    const { room, woody, buzz } = hall();
    woody.enters();
    room.answers('gatekeeper', { allow: false, text: 'Your subscription has ended.' });
    woody.isRefused('forbidden', 'Your subscription has ended.').isOutside();
    buzz.enters();
    room.answers('gatekeeper', { allow: false });
    buzz.isRefused('forbidden', 'You may not enter this room.').isOutside();
  });

  test('asks everybody, also a moderator', () => {
    const { room } = hall();
    room.person('andy', { moderator: true }).enters().isHeld();
    is(asked(room).length, 1);
  });

  test('asks once for somebody who asks again meanwhile', () => {
    const { room, woody, buzz } = hall();
    buzz.enters().isHeld();
    buzz.enters();
    buzz.enters({ nick: 'Lightyear' }).isRefused('unexpected-request');
    woody.enters().isHeld();
    woody.enters().isRefused('unexpected-request');
    equal(
      asked(room).map(({ person }) => person),
      ['buzz@home.example', 'woody@home.example'],
    );
  });

  test('asks whether a room may be made, and then whether the next may enter it', () => {
    const { room, woody, buzz } = hall({}, { standing: false });
    woody
      .enters()
      .hears(/being asked/)
      .isOutside();
    buzz
      .enters()
      .hears(/being asked/)
      .isOutside();
    equal(
      asked(room).map(({ action }) => action),
      ['create', 'create'],
    );
    room.answers('gatekeeper', { allow: true });
    woody.isInside();
    // who was let make a room was not let into that of somebody else
    room.answers('gatekeeper', { allow: true });
    buzz.isOutside();
    equal(
      asked(room).map(({ person, action }) => [person, action]),
      [['buzz@home.example', 'enter']],
    );
    room.answers('gatekeeper', { allow: true });
    buzz.isInside();
  });

  test('does not have a room made that may not be', () => {
    const { room, woody } = hall({}, { standing: false });
    woody.enters();
    room.answers('gatekeeper', { allow: false });
    woody.isRefused('forbidden');
    is(room.engine.room('room'), undefined);
  });

  test('lets nobody in where there is no answer', () => {
    for (const reason of ['unreachable', 'timeout', 'refused', 'misshapen', 'unknown'] as const) {
      const { room, woody } = hall();
      woody.enters();
      room.fails('gatekeeper', reason);
      woody.isRefused('remote-server-timeout', /Try again later/).isOutside();
    }
  });

  test('lets in those for whom nobody is there, if it is set so, but none for an answer that is wrong', () => {
    for (const reason of ['unreachable', 'timeout'] as const) {
      const { room, woody } = hall({ unreachable: 'let in' });
      woody.enters();
      room.fails('gatekeeper', reason);
      woody.isInside();
    }
    for (const reason of ['refused', 'misshapen', 'unknown'] as const) {
      const { room, woody } = hall({ unreachable: 'let in' });
      woody.enters();
      room.fails('gatekeeper', reason);
      woody.isRefused('remote-server-timeout').isOutside();
    }
    const { room, woody } = hall({ unreachable: 'let in' });
    woody.enters();
    room.fails('gatekeeper', 'busy');
    woody.isRefused('resource-constraint').isOutside();
  });

  test('waits no longer than it is set to', () => {
    const { room, woody } = hall({ seconds: 5 });
    woody.enters();
    room.waits(4);
    woody.isOutside();
    room.waits(2);
    woody.isRefused('remote-server-timeout').isOutside();
    // what comes then is for nobody
    room.answers('gatekeeper', { allow: true });
    woody.isOutside();
    woody.enters();
    room.waits(6);
    room.fails('gatekeeper', 'timeout');
    woody.isOutside();
    const open = hall({ seconds: 5, unreachable: 'let in' });
    open.woody.enters();
    open.room.waits(6);
    open.woody.isInside();
  });

  test('asks anew for who has left, and drops the answer for who has gone meanwhile', () => {
    const { room, woody, buzz } = hall();
    buzz.enters().leaves();
    woody.enters();
    equal(asked(room).length, 2);
    room.answers('gatekeeper', { allow: true });
    buzz.isOutside();
    room.answers('gatekeeper', { allow: true });
    woody.isInside().leaves();
    woody.enters().isHeld();
    equal(asked(room).length, 1);
  });

  test('takes no nick for a question of who may enter, unless it is set to', () => {
    const { room, woody } = hall();
    woody.enters();
    room.answers('gatekeeper', { allow: true });
    woody.renames('Sheriff').isCalled('Sheriff');
    equal(room.calls(), []);
    const strict = hall({ renames: true });
    strict.woody.enters();
    strict.room.answers('gatekeeper', { allow: true });
    strict.woody.renames('Sheriff').isCalled('woody');
    equal(asked(strict.room)[0], {
      ...{ effect: 'gatekeeper', person: 'woody@home.example', nicks: ['Sheriff'] },
      ...{ room: strict.room.jid, kind: strict.room.kind.name, action: 'rename' },
    });
    strict.room.answers('gatekeeper', { allow: false });
    strict.woody.isRefused('forbidden', 'You may not have this nick here.').isCalled('woody');
    strict.woody.renames('Deputy');
    strict.room.answers('gatekeeper', { allow: true });
    strict.woody.isCalled('Deputy');
  });

  test('asks the effect that it is set to, and says which that is', () => {
    const { room, woody } = hall({ effect: 'door' });
    woody.enters();
    equal(
      room.calls().map(({ effect }) => effect),
      ['door'],
    );
    equal(gatekeeper.effects?.({ effect: 'door' } as never), ['door']);
  });

  test('decides about nothing that another behaviour holds', () => {
    const room = stage([lobby, gatekeeper]);
    const woody = room.person('woody').enters().isHeld();
    equal(room.calls(), []);
    room.command('lobby', 'approve', { person: 'woody' });
    equal(room.calls().length, 1);
    room.answers('gatekeeper', { allow: true });
    woody.isInside();
  });

  test('is asked after all others have let pass, and they are asked again with the answer', () => {
    const room = stage([secret, gatekeeper], { secret: 'andy' });
    const woody = room.person('woody').enters().isRefused('not-authorized');
    equal(room.calls(), []);
    woody.enters({ secret: 'andy' }).isHeld();
    room.answers('gatekeeper', { allow: true });
    woody.isInside();
    not(JSON.stringify(room.facts('called', 'ever')).includes('andy"'), 'the secret is told to nobody');
  });

  test('waits on where the program ends and begins anew, and then lets in nobody for want of an answer', () => {
    const { room, woody } = hall();
    woody.enters().isHeld();
    room.restarts().waits(31);
    woody.isRefused('remote-server-timeout');
  });

  test('hears no answer from people or operators', () => {
    const { room, woody } = hall();
    woody.enters().isHeld();
    let said = '';
    try {
      room.command('gatekeeper', 'decide', { allow: true, tag: room.calls()[0]!.tag });
    } catch (error) {
      said = (error as Error).message;
    }
    match(said, /answer of an effect/);
    woody
      .sends(`<message><decide xmlns='urn:confab:gatekeeper' allow='true' tag='${room.calls()[0]!.tag}'/></message>`)
      .isOutside();
  });

  test('has no chart', () => {
    for (const room of rooms) isCovered(room);
  });
});

// The commands by which a room is run, asked of a real engine over its control socket.
import { equal, is, match } from 'uvu/assert';
import { suite } from '../../suite.ts';
import { realContext } from '../real-service.ts';
import { askService } from './ask.ts';

suite('running a room', test => {
  test('explain says what each behaviour said, latest first, of all or of one', async () => {
    const { context, enters } = realContext();
    equal((await askService(context, 'explain', 'hall')).out, ['Nothing was asked lately.']);
    enters('woody', 'Woody');
    await askService(context, 'request', 'hall', 'close');
    enters('buzz', 'Buzz');
    enters('boo', 'Boo');
    const { code, out } = await askService(context, 'explain', 'hall');
    is(code, 0);
    equal(out, [
      '2001-01-16T00:00:00.000Z boo@disney/home: enter: refused',
      '  guard         failed “Something went wrong in this room. Nothing was changed; try again later.” (a monster)',
      '2001-01-16T00:00:00.000Z buzz@disney/home: enter: refused',
      '  guard         denied “The room is closed.”',
      '2001-01-16T00:00:00.000Z woody@disney/home: enter: allowed',
      '  guard         allowed',
    ]);
    const one = await askService(context, 'explain', 'hall', 'buzz@disney', '--json');
    equal(
      JSON.parse(one.out.join('\n')).map(({ from, said }: { from: string; said: unknown }) => [from, said]),
      [['buzz@disney/home', [{ behaviour: 'guard', ruling: 'denied', text: 'The room is closed.' }]]],
    );
    equal((await askService(context, 'explain', 'hall', 'rex@disney')).out, ['Nothing was asked lately.']);
    match((await askService(context, 'explain', 'attic')).err[0]!, /There is no room attic@rooms.example.org/);
  });

  test('explain names the room itself where no behaviour refused', async () => {
    const { context, engine, enters } = realContext();
    enters('woody', 'Woody');
    enters('buzz', 'woody');
    equal((await askService(context, 'explain', 'hall', 'buzz@disney')).out, [
      '2001-01-16T00:00:00.000Z buzz@disney/home: enter: refused',
      '  the room      refused “Every nick that you offered is taken. Offer another one.”',
      '2001-01-16T00:00:00.000Z buzz@disney/home: enter: allowed',
      '  guard         allowed',
    ]);
    is(engine.room('hall')!.people, 1);
  });

  test('request asks in the words of a message, with the mark or without', async () => {
    const { context, engine, enters } = realContext();
    enters('rex', 'Rex');
    is(engine.room('hall')!.held[0]!.jid, 'rex@disney/home');
    equal(await askService(context, 'request', 'hall', '!admit Rex'), { code: 0, out: ['In they come.'], err: [] });
    is(engine.room('hall')!.people, 1);
    const lost = await askService(context, 'request', 'hall', 'dance');
    equal([lost.code, lost.out], [1, []]);
    equal(lost.err, ['Nothing in hall@rooms.example.org understands “dance”. There are: !close, !admit.']);
    match((await askService(context, 'request', 'hall', 'admit')).err[0]!, /Write it so: !admit PERSON/);
  });

  test('set changes settings whole or not at all', async () => {
    const { context, engine } = realContext();
    const seconds = () => (engine.room('hall')!.behaviours[0]!.settings as { seconds: number }).seconds;
    equal((await askService(context, 'set', 'hall', 'guard.seconds=30')).out[0], 'guard.seconds=30');
    is(seconds(), 30);
    const wrong = await askService(context, 'set', 'hall', 'guard.seconds=0 guard.word=x');
    is(wrong.code, 1);
    match(wrong.err[0]!, /guard: seconds: .* Nothing was changed\.$/);
    is(seconds(), 30);
    match(
      (await askService(context, 'set', 'hall', 'gard.seconds=3')).err[0]!,
      /no behaviour gard in this room\. There are: guard/,
    );
    is((await askService(context, 'set', 'hall', 'seconds')).code, 2);
    is((await askService(context, 'set', 'hall', 'a.b=1 c.d=2')).code, 2);
  });

  test('room shows where charts stand, settings without secret words, and who waits', async () => {
    const { context, enters } = realContext();
    enters('rex', 'Rex');
    const { out } = await askService(context, 'room', 'hall');
    is(out.at(-5), 'BEHAVIOUR  STATE  TRUST  SETTINGS');
    is(out.at(-4), 'guard      open          seconds=60 word="(hidden)"');
    is(out.at(-1), 'enter     rex@disney/home  guard       2001-01-16T00:00:00.000Z  2001-01-16T00:01:00.000Z');
  });

  test('reopen lets a behaviour that failed too often try again', async () => {
    const { context, engine, enters } = realContext();
    for (const name of ['a', 'b', 'c']) enters(name, 'Boo');
    is(engine.room('hall')!.behaviours[0]!.trust, 'closed');
    enters('woody', 'Woody');
    is(engine.room('hall')!.people, 0);
    equal((await askService(context, 'reopen', 'hall', 'guard')).out, ['guard is open again in hall.']);
    enters('woody', 'Woody');
    is(engine.room('hall')!.people, 1);
    is((await askService(context, 'reopen', 'hall', 'x')).code, 1);
  });

  test('close ends a room, and everybody is told', async () => {
    const { context, engine, enters } = realContext();
    enters('woody', 'Woody');
    equal((await askService(context, 'close', 'hall', '--text', 'That is all.')).out, ['hall is closed.']);
    equal([engine.room('hall')!.people, engine.room('hall')!.state], [0, 'empty']);
    const explained = await askService(context, 'explain', 'hall');
    match(explained.out[0]!, / the control socket: close room: allowed$/);
    const none = await askService(context, 'close', 'attic');
    equal([none.code, none.out], [1, []]);
    match(none.err[0]!, /There is no room attic@rooms\.example\.org\. See which there are with: confab rooms/);
  });

  test('remove sees somebody out, by nick, address or id', async () => {
    const { context, engine, enters } = realContext();
    for (const name of ['woody', 'buzz', 'jessie']) enters(name, name);
    const { id } = engine.room('hall')!.participants[2]!;
    equal((await askService(context, 'remove', 'hall', 'WOODY')).out, ['WOODY was removed from hall.']);
    is((await askService(context, 'remove', 'hall', 'buzz@disney/home', '--text', 'Out.')).code, 0);
    equal(JSON.parse((await askService(context, 'remove', 'hall', id, '--json')).out.join('')), { room: 'hall', person: id });
    is(engine.room('hall')!.people, 0);
    enters('woody', 'Woody');
    const lost = await askService(context, 'remove', 'hall', 'Wody');
    equal(lost, { code: 1, out: [], err: ['There is nobody “Wody” in hall@rooms.example.org: did you mean Woody?'] });
  });

  test('become lets a room go on as another kind, and says what is lost', async () => {
    const { context, engine, enters } = realContext();
    enters('woody', 'Woody');
    const { out } = await askService(context, 'become', 'hall', 'public');
    equal(out, ['hall is public now.', 'guard: this behaviour is not here any more, and what it kept is forgotten']);
    equal([engine.room('hall')!.kind, engine.room('hall')!.people], ['public', 1]);
    is((await askService(context, 'become', 'hall', 'disco')).err[0], 'There is no kind of room called disco.');
  });

  test('kinds lists what rooms can be', async () => {
    const { context } = realContext();
    const { out } = await askService(context, 'kinds');
    match(out.find(line => line.startsWith('guarded'))!, /^guarded +yes +guard {2,}Somebody looks who enters\.$/);
  });

  test('reload says what goes on and what is lost, and that there may be nothing to read', async () => {
    const { context } = realContext();
    is((await askService(context, 'reload')).err[0], 'This service has no configuration to read again.');
    const reload = async () => ({ hall: ['guard: begins anew'], den: [] });
    equal((await askService({ ...context, reload, engine: context.engine }, 'reload')).out, [
      '2 rooms go on by what was read.',
      'hall: guard: begins anew',
    ]);
  });
});

import { equal, is, match } from 'uvu/assert';
import type { ChartAnswer } from '../../adapters/control-chart.ts';
import type { ControlContext } from '../../adapters/control-command.ts';
import { answerControl } from '../../adapters/control-commands.ts';
import { roomConfig } from '../../adapters/drawing/room-config.ts';
import { kind } from '../../machines/kind.ts';
import { suite } from '../suite.ts';
import { realContext } from './real-service.ts';

async function chart(context: ControlContext, what: string): Promise<ChartAnswer & string> {
  const answer = await answerControl(JSON.stringify({ command: 'chart', what }), context);
  return (answer.ok ? answer.result : answer.error) as ChartAnswer & string;
}

suite('control: chart', test => {
  test('gives the chart of a room with where it stands', async () => {
    const { context, engine, enters } = realContext();
    const machine = roomConfig(engine.kinds().find(({ name }) => name === 'guarded')!);
    equal(await chart(context, 'hall'), { machine, value: { base: 'empty', guard: 'open' }, notes: [] });
    enters('woody', 'Woody');
    engine.order('hall', 'close');
    equal((await chart(context, 'Hall@rooms.example.org')).value, { base: 'occupied', guard: 'closed' });
  });

  test('gives the chart of a kind, which stands nowhere', async () => {
    const { context } = realContext();
    const { machine, value } = await chart(context, 'lecture');
    equal([machine.id, value], ['lecture', undefined]);
  });

  test('says what has failed', async () => {
    const { context, enters } = realContext();
    for (let i = 0; i < 3; i++) enters('boo', 'Boo');
    equal((await chart(context, 'hall')).notes, [
      'guard failed, and nobody is let past it: `confab reopen hall@rooms.example.org guard` lets it try again.',
    ]);
  });

  test('says that a behaviour is out of the room', async () => {
    const { context, engine } = realContext();
    const detail = engine.room('hall')!;
    const behaviours = detail.behaviours.map(one => ({ ...one, trust: 'out' as const }));
    const failed = { ...context, engine: { ...engine, room: () => ({ ...detail, behaviours }) } };
    match((await chart(failed, 'hall')).notes[0]!, /^guard failed and is out of hall@rooms\.example\.org: `confab reopen/);
  });

  test('says that the kind was changed since, or is no more', async () => {
    const { context, engine } = realContext();
    engine.learn(new Map([['guarded', kind({ name: 'guarded', about: 'Nobody looks.', listed: true }, [])]]));
    const { value, notes } = await chart(context, 'hall');
    equal(value, { base: 'empty' });
    equal(notes, [
      'The kind guarded was changed since hall@rooms.example.org began: `confab become hall@rooms.example.org guarded` lets it go on by the chart that is drawn.',
    ]);
    engine.learn(new Map());
    match(await chart(context, 'hall'), /^hall@rooms\.example\.org is of the kind guarded, which this service does not know/);
  });

  test('says what may have been meant', async () => {
    const { context } = realContext();
    is(await chart(context, 'hal'), 'There is no room and no kind hal: did you mean hall?');
    is(await chart(context, 'lectur'), 'There is no room and no kind lectur: did you mean lecture?');
    is(
      await chart(context, 'quixotic'),
      'There is no room and no kind quixotic: `confab rooms` and `confab kinds` list those that there are.',
    );
    is(await chart(context, 'hall@elsewhere'), 'hall@elsewhere is not a room of this service, which is rooms.example.org.');
  });
});

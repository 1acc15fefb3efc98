// A nick change that waits for a decision: the participant stands in `nick-change` until then, and in `joined` after it.
import { equal, is } from 'uvu/assert';
import type { Behaviour } from '../../machines/behaviour.ts';
import { suite } from '../suite.ts';
import { keeper, tryOut } from './try-out.ts';
import { presenceOf } from './visitor.ts';

suite('a nick change that is held', test => {
  const inHall = () => {
    const { talk, command, held, stateOf } = tryOut([keeper('rename')]);
    const woody = talk.visitor('woody');
    woody.join('hall');
    equal(woody.enter('hall', { nicks: ['Sheriff'] }), ['held woody: rename by keeper']);
    return { talk, command, held, woody, state: () => stateOf('woody') };
  };

  test('has the participant in nick-change until it is decided', () => {
    const { command, state, woody } = inHall();
    is(state(), 'nick-change');
    equal(woody.say('hall', 'hello'), ['said woody: hello'], 'who is inside stays inside');
    equal(command('keeper', 'let', { person: 'woody' }).slice(2), ['released woody: rename granted', 'renamed woody to Sheriff']);
    is(state(), 'joined');
  });

  test('leaves the old nick where it is refused, or too late', () => {
    const refused = inHall();
    refused.command('keeper', 'deny', { person: 'woody' });
    equal([refused.state(), refused.talk.inside('hall')], ['joined', ['woody']]);
    const late = inHall();
    equal(late.talk.wait(60), ['released woody: rename refused', 'refused woody: remote-server-timeout']);
    equal([late.state(), late.talk.inside('hall')], ['joined', ['woody']]);
  });

  test('is not ended by another that is refused meanwhile', () => {
    const { woody, state, held } = inHall();
    equal(woody.enter('hall', { nicks: ['Cowboy'] }), ['refused woody: unexpected-request']);
    equal([state(), held()], ['nick-change', ['woody rename keeper']]);
  });

  test('is over with the stay', () => {
    const { woody, state } = inHall();
    equal(woody.leave('hall'), ['released woody: rename dropped', 'refused woody: item-not-found', 'left woody: left']);
    is(state(), 'gone');
  });

  test('fails alone: who goes on with it where a behaviour fails keeps the old nick', () => {
    let broken = false;
    const faulty: Behaviour = {
      name: 'faulty',
      about: 'Fails at a nick change.',
      rules: { speak: () => undefined },
      hears: {
        renamed: () => {
          if (broken) throw new Error('broken');
          return undefined;
        },
      },
    };
    const { talk, command, held, stateOf } = tryOut([keeper('rename'), faulty]);
    const woody = talk.visitor('woody');
    woody.join('hall');
    woody.enter('hall', { nicks: ['Sheriff'] });
    broken = true;
    equal(command('keeper', 'let', { person: 'woody' }).slice(2), [
      'failed faulty: faulty, hearing renamed: broken',
      'released woody: rename refused',
      'refused woody: internal-server-error',
    ]);
    equal([stateOf('woody'), talk.inside('hall'), held()], ['joined', ['woody'], []]);
    broken = false;
    woody.enter('hall', { nicks: ['Sheriff'] });
    command('keeper', 'let', { person: 'woody' });
    equal([stateOf('woody'), talk.inside('hall')], ['joined', ['Sheriff']]);
  });

  test('is not given up by news of somebody in the nick that they have', () => {
    const { talk, held, stateOf } = tryOut([keeper('rename')]);
    const woody = talk.visitor('woody');
    woody.join('hall');
    woody.enter('hall', { nicks: ['Sheriff'] });
    equal(woody.enter('hall', { nicks: ['woody'], presence: presenceOf('away') }), ['identified woody', 'appeared woody']);
    equal([stateOf('woody'), held()], ['nick-change', ['woody rename keeper']]);
  });
});

import { equal, throws } from 'uvu/assert';
import { z } from 'zod';
import type { Behaviour } from '../../machines/behaviour.ts';
import { kind } from '../../machines/kind.ts';
import { faultsOf } from '../../machines/kind-faults.ts';
import { suite } from '../suite.ts';

const nothing = () => undefined;
const make = (name: string, written: object = {}) => ({ name, about: 'x', ...written }) as unknown as Behaviour;
const asking = (name: string, form: object) =>
  make(name, { requests: { approve: { about: 'x', who: 'anyone', ...form } }, hears: { approve: nothing } });

function faults(...list: (Behaviour | readonly [Behaviour, object])[]): readonly string[] {
  return faultsOf(
    'seminar',
    list.map(one => (Array.isArray(one) ? one : [one, {}]) as never),
  );
}

suite('kind faults', test => {
  test('are none where all is well', () => equal(faults(make('lobby'), make('topic')), []));

  test('name a behaviour that is there twice', () => {
    equal(faults(make('lobby'), make('topic'), make('lobby')), [
      'The kind seminar lists the behaviour lobby twice: leave one of them out.',
    ]);
  });

  test('ask for a plain name of the kind', () => {
    equal(faultsOf('My Kind', []), [
      'The kind “My Kind” has a name that is not in kebab-case: call it round-table, or the like.',
    ]);
  });

  test('are those of each behaviour, too, and of what is none', () => {
    equal(faults(make('lobby', { rule: 1 }), undefined as never), [
      'The behaviour lobby has “rule”, which is not known: did you mean rules?',
      'A behaviour is an object, made by behaviour({…}); not nothing.',
    ]);
  });

  test('name two that claim one word', () => {
    equal(faults(asking('lobby', { word: 'ok' }), asking('gate', { word: 'ok' })), [
      'The kind seminar: lobby.approve and gate.approve both claim the word !ok: give one of them another word, or leave one out.',
    ]);
    const both = make('lobby', {
      requests: { a: { about: 'x', who: 'anyone', word: 'ok' }, b: { about: 'x', who: 'anyone', word: 'ok' } },
      hears: { a: nothing, b: nothing },
    });
    equal(faults(both), [
      'The kind seminar: lobby.a and lobby.b both claim the word !ok: give one of them another word, or leave one out.',
    ]);
  });

  test('name two that claim one element', () => {
    const element = { name: 'let', xmlns: 'urn:x' };
    equal(faults(asking('lobby', { element }), asking('gate', { element })), [
      'The kind seminar: lobby.approve and gate.approve both claim the element let of urn:x: give one of them another element, or leave one out.',
    ]);
    equal(faults(asking('lobby', {}), asking('gate', {})), []);
  });

  test('name facts of others that nobody tells', () => {
    const poll = make('poll', { facts: { closed: z.object({}) } });
    const hearing = (fact: string) => make('lobby', { region: { initial: 'a', states: { a: { on: { [fact]: {} } } } } });
    equal(faults(poll, hearing('poll.closed')), []);
    equal(faults(poll, hearing('poll.closd')), [
      'The kind seminar: the behaviour lobby hears “poll.closd”, which poll does not tell: did you mean poll.closed?',
    ]);
    equal(faults(poll, hearing('pol.closed')), [
      'The kind seminar: the behaviour lobby hears “pol.closed”, and has no behaviour pol: did you mean poll?',
    ]);
    // what is broken has been told already
    equal(faults(make('poll', { rule: 1 }), hearing('poll.closed')).length, 1);
  });

  test('name settings of the kind that cannot be, but not those that rooms may still give', () => {
    const settings = z.strictObject({ seconds: z.int().max(60).default(5), word: z.string() });
    const lobby = make('lobby', { settings });
    equal(faults([lobby, { seconds: 30 }]), []);
    equal(faults([lobby, { seconds: 90, secnds: 3 }]), [
      'The kind seminar, behaviour lobby: secnds is not known: did you mean seconds?',
      'The kind seminar, behaviour lobby: seconds must be at most 60, not 90.',
    ]);
    equal(faults([make('topic'), { length: 3 }]), [
      'The kind seminar, behaviour topic: length is not known: the behaviour has no settings.',
    ]);
    const both = z.strictObject({ a: z.number().default(2) }).refine(({ a }) => a < 2, 'must have a below 2');
    equal(faults(make('lobby', { settings: both })), ['The kind seminar, behaviour lobby: settings must have a below 2.']);
  });

  test('try the defaults on an ordinary room', () => {
    const defaults = () => {
      throw new Error('no history');
    };
    equal(faults(make('lobby', { defaults })), [
      'The kind seminar, behaviour lobby: its defaults throw for an ordinary room (no history): mend them.',
    ]);
    const odd = () => {
      throw 'no title';
    };
    equal(faults(make('lobby', { defaults: odd })), [
      'The kind seminar, behaviour lobby: its defaults throw for an ordinary room (no title): mend them.',
    ]);
    const history = make('lobby', {
      settings: z.strictObject({ count: z.int() }),
      defaults: (room: { history: number }) => ({ count: room.history }),
    });
    equal(faults(history), []);
  });

  test('are thrown, all of them, when a kind is made, each with where it comes from', () => {
    const about = { name: 'seminar', about: 'x', listed: true };
    throws(
      () => kind(about, [make('lobby', { rule: 1 }), make('lobby')], 'kinds.js'),
      (error: Error) => {
        equal(error.message.split('\n'), [
          'kinds.js: The kind seminar lists the behaviour lobby twice: leave one of them out.',
          'kinds.js: The behaviour lobby has “rule”, which is not known: did you mean rules?',
        ]);
        return true;
      },
    );
  });
});

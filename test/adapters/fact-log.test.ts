// What behaviours tell, in the log of the service.
import { from } from 'rxjs';
import { equal } from 'uvu/assert';
import { logFacts } from '../../adapters/fact-log.ts';
import type { Told } from '../../machines/service-actor.ts';
import { suite } from '../suite.ts';

suite('what operators do', test => {
  test('is logged with who did it, and without the words', () => {
    const lines: unknown[] = [];
    const log = { warn: () => {}, info: (...words: unknown[]) => lines.push(words) };
    const facts = [
      { type: 'closed', text: 'That is all.', by: 'andy' },
      { type: 'removed', who: { real: 'woody@disney/home' }, text: 'Out.', by: 'andy' },
      { type: 'configured', behaviour: 'secret', settings: { word: 'snake' }, changes: { word: 'snake' }, by: 'andy' },
    ];
    logFacts(from(facts.map(fact => ({ type: 'told', room: { jid: 'grp@d' }, fact }) as unknown as Told)), log as never);
    equal(lines, [
      [{ room: 'grp@d', by: 'andy' }, 'a room was closed'],
      [{ room: 'grp@d', by: 'andy', person: 'woody@disney/home' }, 'a person was removed'],
      [{ room: 'grp@d', by: 'andy', behaviour: 'secret' }, 'a behaviour was set'],
    ]);
  });
});

suite('what behaviours tell', test => {
  test('is logged where something is wrong, or well again', () => {
    const lines: unknown[] = [];
    const log = {
      warn: (...words: unknown[]) => lines.push(['warn', ...words]),
      info: (...words: unknown[]) => lines.push(['info', ...words]),
    };
    const room = { jid: 'news@rooms.example' };
    const facts = [
      { type: 'feed.failed', fields: { effect: 'feed', text: 'Nobody is there.' } },
      { type: 'feed.dropped', fields: { effect: 'feed', count: 3 } },
      { type: 'feed.recovered', fields: { effect: 'feed' } },
      { type: 'feed.constructor', fields: {} },
      { type: 'poll.opened', fields: {} },
      { type: 'failed', request: 'enter', error: new Error('x') },
      { type: 'announced', text: 'failed' },
    ];
    logFacts(from(facts.map(fact => ({ type: 'told', room, fact }) as unknown as Told)), log as never);
    equal(lines, [
      ['warn', { room: 'news@rooms.example', behaviour: 'feed', effect: 'feed', text: 'Nobody is there.' }, 'feed: failed'],
      ['warn', { room: 'news@rooms.example', behaviour: 'feed', effect: 'feed', count: 3 }, 'feed: dropped'],
      ['info', { room: 'news@rooms.example', behaviour: 'feed', effect: 'feed' }, 'feed: recovered'],
    ]);
  });
});

// The engine where somebody sends too much: what it answers, counts and tells.
import { type Element, parse } from 'ltx';
import { equal, is, match } from 'uvu/assert';
import { makeEngine } from '../../adapters/engine.ts';
import type { ServiceSettingsInput } from '../../adapters/prepared-settings.ts';
import type { Flooder } from '../../streams/flood.ts';
import { VirtualClock } from '../scenario/virtual-clock.ts';
import { suite } from '../suite.ts';

suite('an engine in a flood', test => {
  function engineOf(flood: ServiceSettingsInput['flood']) {
    const heard: Flooder[] = [];
    const clock = new VirtualClock();
    const decoder = new TextDecoder();
    let written = '';
    const write = (bytes: Uint8Array) => {
      written += decoder.decode(bytes);
    };
    const engine = makeEngine({ domain: 'rooms.disney', flood }, { clock, onFlood: flooder => heard.push(flooder), write });
    const take = (xml: string) => {
      written = '';
      engine.take(parse(xml) as Element);
      return written;
    };
    return { engine, heard, clock, take };
  }

  const ping = (id: string, more = '') =>
    `<iq type='get' id='${id}' from='woody@disney/home' to='rooms.disney'><ping xmlns='urn:xmpp:ping'/>${more}</iq>`;

  test('counts what it refuses and ignores, and tells of it', () => {
    const { engine, heard, clock, take } = engineOf({ rate: 1, burst: 2, ignore: 5 });
    equal([engine.flood.refused, engine.flood.ignored], [0, 0]);
    const answers = ['1', '2', '3', '4'].map(id => /type="(\w+)"/.exec(take(ping(id)))?.[1]);
    equal(answers, ['result', 'result', 'error', undefined]);
    equal([engine.flood.refused, engine.flood.ignored], [1, 1]);
    equal(heard, [{ bare: 'woody@disney', host: 'disney', over: 'person', seconds: 5 }]);
    clock.pass(5_000);
    match(take(ping('5')), /type="result"/);
    engine.stop();
  });

  test('looks at nothing else in a stanza that is too much', () => {
    const { engine, take } = engineOf({ rate: 1, burst: 1, ignore: 5 });
    take(ping('1'));
    // two elements, to no address
    match(take(ping('2', '<x/>').replace('rooms.disney', 'a b@rooms.disney')), /<resource-constraint /);
    engine.stop();
  });

  test('answers no request without an id that could be repeated, which would cost the link', () => {
    const { engine, take } = engineOf({ rate: 1, burst: 1, ignore: 5 });
    take(ping('1'));
    is(take(ping('2'.repeat(9_000))), '');
    equal([engine.flood.refused, engine.flood.ignored], [1, 0]);
    engine.stop();
  });

  test('counts no answers to pushes, of which there are as many as there are people', () => {
    const { engine, take } = engineOf({ rate: 1, burst: 1, ignore: 5 });
    for (let i = 0; i < 100; i++) take(`<iq type='result' id='push' from='woody@disney/home' to='grp@rooms.disney'/>`);
    match(take(ping('1')), /type="result"/);
    engine.stop();
  });

  test('lets everything through where it is off', () => {
    const { engine, heard, take } = engineOf({ rate: 0 });
    for (let i = 0; i < 2_000; i++) match(take(ping(`${i}`)), /type="result"/);
    equal([engine.flood.refused, engine.flood.ignored, heard], [0, 0, []]);
    engine.stop();
  });
});

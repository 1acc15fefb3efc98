// A lens on an engine that is attached to a component: how the link is, and that it ends with the engine.
import { EventEmitter } from 'node:events';
import { parse } from 'ltx';
import { equal, is, match } from 'uvu/assert';
import { attach } from '../../../adapters/attach.ts';
import type { LiveEvent } from '../../../adapters/inspect/protocol.ts';
import { suite } from '../../suite.ts';

const domain = 'rooms.disney';

function attached() {
  const socket = { write: (_: Uint8Array, done?: () => void) => done?.() };
  const component = Object.assign(new EventEmitter(), { socket, status: 'online' });
  const engine = attach(component, { domain, rooms: [{ name: 'hall' }] });
  const lens = engine.inspect({ shows: { texts: true, addresses: true } });
  const arrive = (xml: string) => {
    const element = parse(xml);
    for (const event of ['element', 'stanza']) component.emit(event, element);
  };
  return { component, engine, lens, arrive };
}

suite('a lens on an attached engine', test => {
  test('knows how the link is, and how much waits', () => {
    const { component, engine, lens } = attached();
    const seen = [lens.service().link.live];
    Object.assign(component, { status: 'disconnect' }).emit('disconnect');
    seen.push(lens.service().link.live);
    Object.assign(component, { status: 'online' }).emit('online');
    seen.push(lens.service().link.live);
    equal(seen, [['link.up'], ['link.lost'], ['link.up']]);
    const { overload, domain: own, rooms, version } = lens.service();
    equal([overload.live, overload.outbox, overload.mailbox, own, rooms], [['overload.normal'], 0, 0, domain, 1]);
    match(version, /^\d+\.\d+\.\d+/);
    engine.detach();
  });

  test('sees the stanzas that come and go over it, beside another lens', () => {
    const { engine, lens, arrive } = attached();
    const events: LiveEvent[] = [];
    const others: LiveEvent[] = [];
    const end = lens.watch('hall', event => events.push(event));
    engine.inspect({ shows: { texts: false, addresses: false } }).watch('hall', event => others.push(event));
    arrive(`<presence from='woody@toys/home' to='hall@${domain}/Cowboy'/>`);
    const [, moment] = events;
    const [, other] = others;
    if (moment?.type !== 'moment' || other?.type !== 'moment') throw new Error('no moment');
    is(moment.data.heard, `<presence from="woody@toys/home" to="hall@${domain}/Cowboy"/>`);
    is(other.data.heard, `<presence from="Cowboy" to="hall@${domain}/Cowboy"/>`);
    is(moment.data.said!.length, other.data.said!.length);
    end();
    arrive(`<message type='groupchat' from='woody@toys/home' to='hall@${domain}'><body>hello</body></message>`);
    equal([events.length, others.length], [2, 3]);
    engine.detach();
    equal([events.length, others.at(-1)!.type], [2, 'gone']);
  });
});

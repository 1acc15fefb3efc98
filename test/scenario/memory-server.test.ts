// The imitated server does what was measured on Prosody and ejabberd.
import { equal, is, match } from 'uvu/assert';
import { suite } from '../suite.ts';
import { MemoryServer } from './memory-server.ts';
import { VirtualClock } from './virtual-clock.ts';
import { readStanzas, serialize, type Xml } from './xml.ts';

function place() {
  const heard: string[] = [];
  const link = { ready: true, send: (stanza: Xml) => void heard.push(serialize(stanza)) };
  const server = new MemoryServer('rooms.disney', () => link);
  const login = (jid: string): string[] => {
    const inbox: string[] = [];
    server.connect(jid, stanza => inbox.push(serialize(stanza)));
    return inbox;
  };
  const say = (jid: string, text: string): void => {
    for (const stanza of readStanzas(text)) server.fromClient(jid, stanza);
  };
  const tell = (text: string): void => {
    for (const stanza of readStanzas(text)) server.fromComponent(stanza);
  };
  return { server, link, heard, login, say, tell };
}
const woody = 'woody@disney/phone';

suite('the server in memory', test => {
  test('stamps the sender, turns the attributes round and adds a language', () => {
    const { heard, login, say } = place();
    login(woody);
    say(woody, "<message type='chat' to='a@rooms.disney'/>");
    equal(heard, [`<message xml:lang='en' from='${woody}' to='a@rooms.disney' type='chat'/>`]);
  });

  test('tells every place that was sent presence, once, when a client goes', () => {
    const { server, heard, login, say } = place();
    login(woody);
    say(woody, "<presence to='a@rooms.disney'/><presence to='b@rooms.disney/W'/><presence to='c@rooms.disney'/>");
    say(woody, "<presence type='unavailable' to='c@rooms.disney'/><presence/>");
    heard.length = 0;
    server.disconnect(woody);
    equal(
      heard.map(text => /to='([^']*)'/.exec(text)?.[1]),
      ['a@rooms.disney', 'b@rooms.disney/W'],
    );
    match(heard[0] ?? '', `from='${woody}'`);
  });

  test('takes presence without an address as that for everybody', () => {
    const { server, heard, login, say } = place();
    login(woody);
    say(woody, "<presence to='a@rooms.disney'/><presence type='unavailable'/>");
    server.disconnect(woody);
    is(heard.length, 2);
    match(heard[1] ?? '', "type='unavailable'");
  });

  test('tells nobody when it forgets a client or dies', () => {
    const { server, heard, login, say } = place();
    login(woody);
    say(woody, "<presence to='a@rooms.disney'/>");
    server.forget(woody);
    server.die();
    is(heard.length, 1);
  });

  test('bounces groupchat messages and iqs for the dead, and nothing else that is silent', () => {
    const { heard, tell } = place();
    tell(`<message type='groupchat' from='a@rooms.disney' to='${woody}'/>`);
    tell(`<iq type='set' id='1' from='a@rooms.disney' to='${woody}'><x xmlns='y'/></iq>`);
    equal(heard.length, 2);
    for (const text of heard) match(text, /type='error'.*<error type='cancel'><service-unavailable/);
    tell(`<presence from='a@rooms.disney' to='${woody}'/><presence type='probe' from='a@rooms.disney' to='${woody}'/>`);
    tell(
      `<message type='error' from='a@rooms.disney' to='${woody}'/><iq type='result' id='1' from='a@rooms.disney' to='${woody}'/>`,
    );
    equal(heard.length, 2);
  });

  test("gives a chat message for a dead resource to the person's other resource, and no groupchat message", () => {
    const { heard, login, tell } = place();
    const desk = login('woody@disney/desk');
    tell(`<message type='chat' from='a@rooms.disney/b' to='${woody}'/>`);
    is(desk.length, 1);
    tell(`<message type='groupchat' from='a@rooms.disney' to='${woody}'/>`);
    is(desk.length, 1);
    is(heard.length, 1);
  });

  test('bounces what is for a component that is not there', () => {
    const { link, heard, login, say } = place();
    const inbox = login(woody);
    link.ready = false;
    say(woody, "<iq type='get' id='1' to='a@rooms.disney'><x xmlns='y'/></iq><presence to='a@rooms.disney'/>");
    is(heard.length, 0);
    is(inbox.length, 1);
    match(inbox[0] ?? '', "id='1'");
  });

  test('names what would have cost the component its link', () => {
    for (const [text, why] of [
      [`<message from='a@disney' to='${woody}'/>`, 'outside our domain'],
      [`<message to='${woody}'/>`, 'outside our domain'],
      ["<message from='a@rooms.disney'/>", 'needs a "to"'],
      [`<iq type='set' from='a@rooms.disney' to='${woody}'/>`, 'without an id'],
      [`<message from='a@rooms.disney' to='${woody}'><body>${'a'.repeat(600_000)}</body></message>`, 'bytes cost the link'],
    ] as const) {
      const { server, tell } = place();
      tell(text);
      match(server.fault ?? 'no fault', why);
    }
  });
});

suite('the virtual clock', test => {
  test('rings in order, waits after each moment and stops what is called off', async () => {
    const clock = new VirtualClock(0);
    const rung: string[] = [];
    const off = clock.every(1_000, () => rung.push(`a${clock.now()}`));
    clock.every(1_500, () => rung.push(`b${clock.now()}`));
    await clock.pass(3_000, async () => void rung.push('-'));
    equal(rung, ['a1000', '-', 'b1500', '-', 'a2000', '-', 'a3000', 'b3000', '-']);
    off();
    await clock.pass(1_400, async () => {});
    is(clock.now(), 4_400);
    is(rung.length, 9);
    is(clock.pending, 1);
  });
});

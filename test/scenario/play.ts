// Plays a script in a world, step by step, and throws a ScenarioFailure at the first thing that is not as written.
// At the end nothing may be left over: no stanza unaccounted for, no iq unanswered.
import { learnId, sentToEnter, whyOutside } from './entrance.ts';
import { differs, missing, ScenarioFailure } from './failure.ts';
import { fill } from './holes.ts';
import type { Mailbox } from './mailbox.ts';
import type { Script } from './script.ts';
import type { Deed, Entrance, Stanza } from './sentence.ts';
import { Stage } from './stage.ts';
import type { World } from './world.ts';
import { readStanzas, serialize, type Xml } from './xml.ts';

/** Plays `script` from a fresh service to its end; rejects with a ScenarioFailure that names file and line. */
export async function play(script: Script, world: World): Promise<void> {
  const stage = new Stage(script, world);
  try {
    await stage.open();
    for (const step of script.steps) {
      stage.line = step.line;
      await perform(step, stage);
    }
    await leave(stage);
  } catch (thrown) {
    if (thrown instanceof ScenarioFailure) throw thrown;
    throw new ScenarioFailure(script.file, stage.line, (thrown as Error).message);
  } finally {
    await world.shut();
  }
}

async function perform(step: Deed, stage: Stage): Promise<void> {
  const { world } = stage;
  switch (step.kind) {
    case 'connects':
      for (const mailbox of stage.those(step.clients)) await stage.connect(mailbox);
      return;
    case 'disconnects':
    case 'drops':
    case 'vanishes':
      return part(step.kind, stage.those(step.clients), stage);
    case 'sends':
      return send(stage.one(step.client), step.stanzas, stage);
    case 'receives':
      for (const mailbox of stage.those(step.clients)) {
        await receive(mailbox, step.stanzas, step.ordered, stage);
        if (step.several) await receiveMore(mailbox, step.stanzas, stage);
      }
      return;
    case 'receives nothing':
      await stage.settle();
      return stage.expectEmpty(stage.those(step.clients));
    case 'ignores':
      await stage.settle();
      for (const mailbox of stage.those(step.clients)) mailbox.ignore(step.what);
      return;
    case 'hides':
      return stage.hide(step.client, fill(step.secret, stage.bindings, String));
    case 'enters':
      return enter(step, stage);
    case 'invites': {
      const bare = stage.one(step.client).jid.split('/', 1)[0] as string;
      return world.invite(step.room, bare, step.text);
    }
    case 'effect':
      await stage.settle();
      return world.answerEffect(step.effect, step.outcome);
    case 'program':
      await stage.settle();
      return world.program(step.deed);
    case 'closes':
      return world.close(step.text);
    case 'closes a room':
      await stage.settle();
      return world.closeRoom(step.room, step.text);
    case 'removes':
      await stage.settle();
      return world.removePerson(step.room, step.person, step.text);
    case 'time passes':
      await stage.settle();
      return world.timePasses(step.milliseconds);
    case 'link is back':
      return world.restoreLink();
    case 'link is lost':
      await stage.settle();
      return world.loseLink();
    case 'link breaks':
      await stage.settle();
      await world.loseLink();
      return world.restoreLink();
    case 'server restarts':
      await stage.settle();
      stage.expectEmpty();
      for (const mailbox of stage.connected()) stage.forget(mailbox);
      return world.restartServer();
  }
}

async function part(how: 'disconnects' | 'drops' | 'vanishes', mailboxes: Mailbox[], stage: Stage): Promise<void> {
  await stage.settle();
  stage.expectEmpty(mailboxes);
  for (const mailbox of mailboxes) {
    const connection = stage.connection(mailbox);
    stage.forget(mailbox);
    if (how === 'disconnects') await connection.disconnect();
    else if (how === 'drops') await connection.drop();
    else await stage.world.vanish(mailbox.client);
  }
}

function send(mailbox: Mailbox, stanzas: readonly Stanza[], stage: Stage): void {
  for (const stanza of stanzas) {
    stage.line = stanza.line;
    for (const xml of readStanzas(fill(stanza.source, stage.bindings))) {
      const attrs = { ...xml.attrs };
      // ejabberd refuses an iq without an id, and the text's examples have none
      if (xml.name === 'iq') attrs.id ??= `line-${stanza.line}`;
      const asks = xml.name === 'iq' && (attrs.type === 'get' || attrs.type === 'set');
      if (asks) mailbox.open.set(attrs.id as string, stanza.line);
      stage.connection(mailbox).send(serialize({ ...xml, attrs }));
    }
  }
}

async function receive(mailbox: Mailbox, expected: readonly Stanza[], ordered: boolean, stage: Stage): Promise<void> {
  await arrival(mailbox, expected.length, stage);
  const left = mailbox.inbox.slice(0, expected.length);
  for (const stanza of expected) {
    stage.line = stanza.line;
    const candidates = ordered ? left.slice(0, 1) : left;
    const results = candidates.map(got => ({ got, result: mailbox.compare(stanza, got, stage.bindings) }));
    const found = results.find(({ result }) => result.matched);
    if (found?.result.matched) {
      stage.bindings = found.result.bindings;
      left.splice(left.indexOf(found.got), 1);
      mailbox.take(found.got);
      continue;
    }
    const nearest = results.find(({ got }) => got.name === stanza.pattern.name) ?? results[0];
    if (nearest === undefined || nearest.result.matched) stage.fail(missing(mailbox, stanza, stage.bindings));
    else stage.fail(differs(mailbox, stanza, nearest.got, nearest.result.reasons));
  }
}

/** One more of the same, and then as many as there are. */
async function receiveMore(mailbox: Mailbox, expected: readonly Stanza[], stage: Stage): Promise<void> {
  await receive(mailbox, expected, true, stage);
  await stage.settle();
  const alike = (): boolean => expected.some(one => mailbox.inbox[0] && fits(mailbox, one, mailbox.inbox[0], stage));
  while (alike()) await receive(mailbox, expected, true, stage);
}

const fits = (mailbox: Mailbox, expected: Stanza, got: Xml, stage: Stage): boolean =>
  mailbox.compare(expected, got, stage.bindings).matched;

/** Waits until `count` stanzas are there: by a marker, and for what no marker vouches for by patience. */
async function arrival(mailbox: Mailbox, count: number, stage: Stage): Promise<void> {
  if (mailbox.inbox.length >= count) return;
  await stage.settle();
  if (mailbox.inbox.length < count) await mailbox.holds(count, stage.world.patience);
}

async function enter(step: Entrance, stage: Stage): Promise<void> {
  const mailbox = stage.one(step.client);
  await stage.settle();
  stage.expectEmpty();
  if (mailbox.connection === undefined) await stage.connect(mailbox);
  const room = `${step.room}@${stage.world.service}`;
  const id = `enter-${stage.line}`;
  const entrance = { ...step, nick: fill(step.nick, stage.bindings, String) };
  if (!step.groupchat) mailbox.open.set(id, stage.line);
  for (const stanza of sentToEnter(entrance, room, id)) stage.connection(mailbox).send(stanza);
  await stage.settle();
  const why = whyOutside(entrance, room, id, mailbox);
  if (why !== undefined) stage.fail(why);
  stage.bindings = learnId(entrance, room, stage.connected(), stage.bindings);
  for (const other of stage.connected()) other.empty();
}

async function leave(stage: Stage): Promise<void> {
  await stage.settle();
  stage.expectEmpty();
  for (const mailbox of stage.connected()) {
    for (const line of mailbox.open.values()) {
      stage.fail(`the iq that ${mailbox.client} sent in line ${line} is still not answered at the end`);
    }
  }
}

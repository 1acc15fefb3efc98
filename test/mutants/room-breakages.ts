// What may go wrong for people in rooms: who comes in, what is hidden and remembered, how stays end, relayed iqs.
import type { Breakage } from './breakages.ts';

export const roomBreakages: readonly Breakage[] = [
  // who may come in, and as whom
  {
    file: 'rulings.ts',
    find: 'return holder === undefined || holder === person;',
    replace: 'return holder === undefined;',
    about: 'the own nick counts as taken',
  },
  {
    file: 'rulings.ts',
    find: 'roster.size >= floor.settings.limits.people',
    replace: 'roster.size > floor.settings.limits.people',
    about: 'one more than may comes into a room',
  },
  {
    file: 'verdict.ts',
    find: "        note(place, { ruling: 'denied', text: ruling.text });\n        done('refused');\n        return { refusal: ruling, isRuled: true };\n",
    replace: '',
    about: 'what a behaviour refuses is done',
  },
  {
    file: 'verdict.ts',
    find: 'ruled = rewritten(phase, ruled, ruling.rewrite);',
    replace: '',
    about: 'what a behaviour rewrites stays as it was',
  },
  {
    file: 'rulings.ts',
    find: 'if (person.dialect !== request.dialect) return { refusal: otherDialect };',
    replace: '',
    about: 'one stay in two protocols',
  },
  {
    file: 'rulings.ts',
    find: 'while (roster.byNick(guestNick(number).key)) number++;',
    replace: '',
    about: 'a nick that the room gives may be taken',
  },
  {
    file: 'behaviours/secret.ts',
    find: 'if (request.secret === data.word) return undefined;',
    replace: 'if (request.secret !== undefined) return undefined;',
    about: 'every secret is right',
  },
  // what is hidden
  {
    file: 'behaviours/privacy.ts',
    find: "if (target?.privacy && request.content.kind !== 'message') return onlyMessages;",
    replace: '',
    about: 'iqs reach the protected',
  },
  {
    file: 'behaviours/privacy.ts',
    find: 'return target?.hidden ? unknown : undefined;',
    replace: 'return target?.privacy ? unknown : undefined;',
    about: 'the address of those whom the room hides is shown',
  },
  {
    file: 'veil.ts',
    find: 'if (ascii.test(text)) return text.toLowerCase();',
    replace: 'if (ascii.test(text)) return text;',
    about: 'an address in capitals is let through',
  },
  { file: 'veil.ts', find: "name === 'error' ? without(written, 'by') : ", replace: '', about: 'errors name who found them' },
  {
    file: 'veil.ts',
    find: 'const children = veilAll(inner, owner, veilTree);\n  return attrs === written',
    replace: 'const children = inner;\n  return attrs === written',
    about: 'an address deep inside is let through',
  },
  {
    file: 'entry.ts',
    find: 'hidden: request.privacy || (request.hidden && floor.settings.hideRealJids),',
    replace: 'hidden: request.privacy,',
    about: 'those who cannot ask for privacy are shown',
  },
  // what is remembered
  { file: 'behaviours/history.ts', find: 'if (total > bytes) break;', replace: '', about: 'the history grows without bound' },
  {
    file: 'behaviours/topic.ts',
    find: "content.type === 'groupchat' && content.subject !== undefined ? {",
    replace: 'content.subject !== undefined ? {',
    about: 'a message to one sets the topic',
  },
  { file: 'byte-length.ts', find: 'unit < 0x800 ', replace: 'unit < 0x8000 ', about: 'three bytes count as two' },
  {
    file: 'room.ts',
    find: "{ guard: 'doesSomebodyWait', target: 'reserved', actions: 'dissolve' },",
    replace: "{ guard: 'doesSomebodyWait', target: 'reserved' },",
    about: 'the next room has the secret of the last',
  },
  {
    file: 'room.ts',
    find: "actions: ['found', 'admit']",
    replace: "actions: ['admit']",
    about: 'a room has no secret of its creator',
  },
  {
    file: 'entry.ts',
    find: 'floor.refound(floor.settings.title);',
    replace: 'floor.refound(floor.title);',
    about: 'the next room has the name of the last',
  },
  // how stays begin and end
  {
    file: 'room-actor.ts',
    find: "(snapshot.matches('occupied') && size === 0)",
    replace: 'false',
    about: 'a room never ends',
  },
  {
    file: 'entrance.ts',
    find: "step.tell({ type: 'unanswered', to: asker, receipt: relay.receipt, refusal: asker === person ? goneYourself : gone });",
    replace: '',
    about: 'an iq to somebody who leaves is never answered',
  },
  {
    file: 'entrance.ts',
    find: 'roster.amend(held, { presence: request.presence })',
    replace: 'roster.amend(held, { presence: request.presence, heard: step.at })',
    about: 'a presence that is sent again and again never expires',
  },
  {
    file: 'traffic.ts',
    find: "if (!to) remove(floor, person, 'bounced');",
    replace: "if (true) remove(floor, person, 'bounced');",
    about: 'whoever has blocked another is put out',
  },
  {
    file: 'traffic.ts',
    find: 'floor.step.at - person.asked >= patience',
    replace: 'true',
    about: 'each bounce brings a question',
  },
  { file: 'refusal.ts', find: "  'service-unavailable',\n", replace: '', about: 'a dead client stays inside' },
  {
    file: 'entry.ts',
    find: "step.afterwards(() => person.actor.send({ type: 'rename' }));",
    replace: '',
    about: 'a nick is changed outside of the chart',
  },
  { file: 'participant.ts', find: "rename: 'nick-change',", replace: "rename: 'joined',", about: 'the chart has no nick-change' },
  { file: 'roster.ts', find: 'this.#byNick.delete(before);', replace: '', about: 'an old nick stays taken' },
  // relayed iqs
  {
    file: 'traffic.ts',
    find: 'if (!who || relay?.asked !== who.id || request.silenced) return;',
    replace: 'if (!who || !relay || request.silenced) return;',
    about: 'anybody inside answers an iq',
  },
  {
    file: 'traffic.ts',
    find: 'id: relay.receipt.id! };',
    replace: 'id: relay.id };',
    about: 'an answer comes under an id that nobody knows',
  },
  {
    file: 'relays.ts',
    find: 'relay.deadline <= at',
    replace: 'relay.deadline < at',
    about: 'an answer that is late is waited for',
  },
  {
    file: 'relays.ts',
    find: '.filter(relay => relay.asker === asker).length',
    replace: '.length',
    about: 'the iqs of others count',
  },
];

// What may go wrong where behaviours rule, hold, hear and fail.
import type { Breakage } from './breakages.ts';

export const behaviourBreakages: readonly Breakage[] = [
  // it fails closed
  {
    file: 'verdict.ts',
    find: "      done('refused');\n      return { refusal: broken, isRuled: true };",
    replace: '',
    about: 'a ruling that throws allows',
  },
  {
    file: 'verdict.ts',
    find: "if (floor.slots.trust(at)?.now === 'closed') {",
    replace: 'if (false) {',
    about: 'who failed too often is asked again',
  },
  { file: 'ruling.ts', find: ' || until <= at', replace: '', about: 'a request is held until a time that is over' },
  {
    file: 'distrust.ts',
    find: 'const isClosed = atOnce || faults >= mostFaults;',
    replace: 'const isClosed = atOnce;',
    about: 'faults are counted, and nothing comes of it',
  },
  {
    file: 'distrust.ts',
    find: 'floor.undo(floor.slots.setTrust(place,',
    replace: '(floor.slots.setTrust(place,',
    about: 'a fault counts as often as its step was tried',
  },
  {
    file: 'room-actor.ts',
    find: '(!isRuling(floor, error.place) || !canFail(request))',
    replace: 'true',
    about: 'a request goes on without a behaviour that rules',
  },
  {
    file: 'room-actor.ts',
    find: 'if (isForeign) return',
    replace: 'if (false) return',
    about: 'a fault of charts that were not taken is put upon others',
  },
  {
    file: 'hearing.ts',
    find: "floor.slots.trust(place.at)?.now === 'out'",
    replace: 'false',
    about: 'who was taken out hears all the same',
  },
  {
    file: 'reaction.ts',
    find: "soundRefusal(refusal, 'what somebody is turned down with')",
    replace: 'refusal',
    about: 'who is turned down without a refusal is let go',
  },
  { file: 'region.ts', find: ', options: { maxIterations: mostSteps }', replace: '', about: 'a chart may go round for ever' },
  // what is held
  {
    file: 'verdict.ts',
    find: 'holdBy(floor, place, phase, request, person,',
    replace: 'holdBy(floor, place, phase, ruled, person,',
    about: 'what was rewritten before it was held is rewritten again',
  },
  {
    file: 'verdict.ts',
    find: 'before?.phase === phase ? before.granted : none',
    replace: 'before?.granted ?? none',
    about: 'who was let make a room is let into that of another',
  },
  {
    file: 'verdict.ts',
    find: 'if (waiting) return { refusal: stillWaits, isRuled: true };',
    replace: '',
    about: 'one sender has several requests held',
  },
  {
    file: 'verdict.ts',
    find: 'holds.size >= settings.limits.holds',
    replace: 'holds.size > settings.limits.holds',
    about: 'one request more than may is held',
  },
  {
    file: 'room-actor.ts',
    find: 'granted: [...hold.granted, hold.behaviour] }',
    replace: 'granted: [hold.behaviour] }',
    about: 'who has let it go on is asked again by the next',
  },
  {
    file: 'holding.ts',
    find: "if (hold.request.receipt.kind === 'iq') floor",
    replace: 'if (false) floor',
    about: 'a question of somebody who leaves is never answered',
  },
  {
    file: 'entrance.ts',
    find: "  if (held && request.type === 'enter') waitNoLonger(floor, request);",
    replace: '',
    about: 'a newcomer who was refused waits on',
  },
  {
    file: 'entrance.ts',
    find: "if (renaming && !floor.holds.find(renaming.real, 'rename'))",
    replace: 'if (renaming)',
    about: 'a nick change that waits is over when another is refused',
  },
  {
    file: 'vigil.ts',
    find: 'if (floor.holds.of(person.id).length > 0) continue;',
    replace: '',
    about: 'whoever waits for a decision expires',
  },
  {
    file: 'vigil.ts',
    find: "step.resume(hold, hold.late === 'grant' ? 'late' : hold.late);",
    replace: "step.resume(hold, 'late');",
    about: 'nobody decided, and so it is granted',
  },
  // what is kept and replaced
  {
    file: 'keeping.ts',
    find: 'for (const hold of kept.holds)',
    replace: 'for (const hold of [] as typeof kept.holds)',
    about: 'a restored room forgets who waits for a decision',
  },
  {
    file: 'slots.ts',
    find: '...(stand ? { state: stand.value } : {}),',
    replace: '',
    about: 'a restored chart begins anew',
  },
  {
    file: 'operation.ts',
    find: '    floor.step.resume(hold, withdrawn);\n',
    replace: '',
    about: 'who waits for a behaviour that goes waits for ever',
  },
  {
    file: 'hearing.ts',
    find: '      if (undo) step.undo(undo);\n',
    replace: '',
    about: 'what was kept with somebody is lost in a step that failed',
  },
  {
    file: 'room-actor.ts',
    find: 'hold?.behaviour === by && hold.granted.length === round ? hold : undefined',
    replace: 'hold',
    about: 'a decision of before counts for whoever holds it now',
  },
  {
    file: 'rulings.ts',
    find: "const spoken = rule(floor, 'speak', request, person, 'now');",
    replace: 'const spoken: Verdict = { request };',
    about: 'whoever sets a topic says what they like',
  },
  {
    file: 'sound-value.ts',
    find: 'if (!isXmlText(text)) throw',
    replace: 'if (false) throw',
    about: 'what XML cannot carry is written',
  },
  {
    file: 'rulings.ts',
    find: "if (who === 'moderator' && !floor.isModerator(person)) return { refusal: moderatorsOnly };",
    replace: '',
    about: 'anybody decides for a room',
  },
  {
    file: 'kind.ts',
    find: '...settings, ...own, ...changed }',
    replace: '...own, ...settings, ...changed }',
    about: 'a kind sets more than the room',
  },
];

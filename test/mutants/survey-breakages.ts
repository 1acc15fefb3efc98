// Breakages of finding out who is still there after the link was lost.
import type { Breakage } from './breakages.ts';

export const surveyBreakages: readonly Breakage[] = [
  { file: 'open-survey.ts', find: '&& heard <= survey.since', replace: '', about: 'who was heard of is asked' },
  {
    file: 'open-survey.ts',
    find: 'heard <= survey.since',
    replace: 'heard < survey.since',
    about: 'who was heard of just before is not asked',
  },
  { file: 'open-survey.ts', find: '&& order < survey.end ', replace: '', about: 'newcomers are asked' },
  { file: 'open-survey.ts', find: 'order >= survey.next &&', replace: '', about: 'all are asked again and again' },
  { file: 'vigil.ts', find: 'if (left-- === 0)', replace: 'if (left-- === -1)', about: 'a room asks one too many' },
  {
    file: 'vigil.ts',
    find: ' && !isDue(floor.survey, person)) ask',
    replace: ') ask',
    about: 'the silent are all asked at once',
  },
  { file: 'vigil.ts', find: '  put(floor, undefined);', replace: '', about: 'a survey never ends' },
  {
    file: 'traffic.ts',
    find: 'else if (isDue(floor.survey, person)) return;',
    replace: '',
    about: 'bounces are a storm of questions',
  },
  { file: 'survey.ts', find: '  desk.spend(allowed - left, at);', replace: '', about: 'a second loss doubles the pace' },
  { file: 'survey.ts', find: '      left -= questions;', replace: '', about: 'each kind of room has all questions' },
  {
    file: 'survey.ts',
    find: 'sort((one, other) => one.due - other.due)',
    replace: 'sort(() => 0)',
    about: 'large rooms keep less than is left',
  },
  {
    file: 'survey.ts',
    find: 'const since = newest(desk) - recently;',
    replace: 'const since = at - recently;',
    about: 'a long loss makes all rooms quiet',
  },
  { file: 'desk.ts', find: 'Math.max(this.paid, at - 1000)', replace: 'this.paid', about: 'time without questions is saved up' },
  {
    file: 'service-actor.ts',
    find: '    desk.paid = kept?.paid ?? 0;\n',
    replace: '',
    about: 'a restored survey asks twice as fast',
  },
  {
    file: 'service-actor.ts',
    find: 'spoke: put?.spoke ?? 0',
    replace: 'spoke: 0',
    about: 'a restored room forgets that it talks',
  },
  { file: 'keeping.ts', find: '  floor.survey = kept.survey;\n', replace: '', about: 'a restored room forgets whom to ask' },
];

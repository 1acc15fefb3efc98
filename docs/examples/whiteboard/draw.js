// Three people paint a fence on one board. Whoever comes late sees all of it, and saves it as board.svg.
import { writeFileSync } from 'node:fs';
import { painter } from './painter.js';

const [file = 'board.svg', service = 'xmpp://127.0.0.1:5222'] = process.argv.slice(2);
const where = { service, domain: 'localhost', password: 'fence', room: 'board@rooms.localhost' };

const tom = await painter({ ...where, username: 'tom', nick: 'Tom' });
const ben = await painter({ ...where, username: 'ben', nick: 'Ben' });

// the boards of the fence, one by each in turn
for (let x = 60; x < 560; x += 60) {
  const who = x % 120 === 0 ? ben : tom;
  await who.draw(`M${x} 340V170l20-30 20 30V340Z`, 'sienna', 6);
}
// the rails behind them
await tom.draw('M30 210H580M30 300H580', 'saddlebrown', 5);
// a sun, and its rays
await ben.draw('M520 70A34 34 0 1 1 452 70 34 34 0 1 1 520 70Z', 'orange', 5);
await ben.draw('M486 20v-12M486 120v12M436 70h-12M536 70h12M451 35l-9-9M521 105l9 9M521 35l9-9M451 105l-9 9', 'orange', 4);
// grass, in one stroke
const blades = Array.from({ length: 27 }, (_, at) => `M${20 + at * 21} 372q4-14 ${at % 2 ? 9 : -7}-24`).join('');
await tom.draw(blades, '#3a8f3a', 4);
// an apple on a board, which was a mistake
const apple = await ben.draw('M300 90q-24-18-24 8t24 24 24-24-24-8q2-14 10-16', 'crimson', 5);
await ben.undo(apple);
await ben.draw('M160 130q-24-18-24 8t24 24 24-24-24-8q2-14 10-16', 'crimson', 5);

// who comes now was not there for any of it
const becky = await painter({ ...where, username: 'becky', nick: 'Becky' });
await becky.until(({ strokes }) => strokes.size === ben.board.strokes.size);
writeFileSync(file, `${becky.board.svg()}\n`);
console.log(`${file} is written: ${becky.board.strokes.size} strokes by Tom and Ben.`);

await Promise.all([tom, ben, becky].map(one => one.leave()));

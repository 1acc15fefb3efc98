import { is, ok } from 'uvu/assert';
import { style } from '../../../adapters/drawing/palette.ts';
import { suite } from '../../suite.ts';

const [day, night] = style.split('@media (prefers-color-scheme:dark)') as [string, string];

suite('palette', test => {
  test('has the same rules by day and by night', () => {
    const selectors = (text: string) =>
      [...text.matchAll(/(\.statechart [^{}]+)\{[^}]*#/g)].map(([, selector]) => selector).join('\n');
    is(selectors(day), selectors(night));
  });

  test('applies to pictures only, also in a page', () => {
    for (const [, selectors] of style.replace(/@media[^{]*\{/, '').matchAll(/([^{}]+)\{/g))
      for (const selector of selectors!.split(',')) ok(selector.startsWith('.statechart '), selector);
  });

  test('has words that stand out from what they are on, by 4.5 to 1', () => {
    for (const text of [day, night]) {
      const fill = (selector: string) => new RegExp(`\\.statechart ${selector}\\{[^}]*?fill:(#\\w{6})`).exec(text)![1]!;
      const grounds = ['rect', '\\.frame>rect', '\\.everywhere>rect'].map(fill);
      for (const word of ['\\.heading', '\\.about', '\\.guard', '\\.action'].map(fill))
        for (const ground of grounds) ok(contrast(word, ground) >= 4.5, `${word} on ${ground}: ${contrast(word, ground)}`);
    }
  });
});

/** As WCAG 2 measures it. */
function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map(at => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

// A stanza to read. Every word of it is put in as text.
import { xmlLines } from './xml-lines.ts';

/** XML with one line for each element, indented and coloured. */
export function XmlView({ xml }: { readonly xml: string }) {
  return (
    <pre class="xml">
      {xmlLines(xml).map(({ depth, pieces }, i) => (
        <div key={i} class="xml-line" style={{ paddingLeft: `${Math.min(depth, 12) * 1.1 + 1.1}em` }}>
          {pieces.map(({ text, role }, j) => (
            <span key={j} class={`xml-${role}`}>
              {text}
            </span>
          ))}
        </div>
      ))}
    </pre>
  );
}

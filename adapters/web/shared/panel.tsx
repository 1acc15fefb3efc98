// The parts that all views are put together from: a panel with a heading, tabs, and the sentences in place of something.
import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';

export interface PanelProps {
  readonly title: string;
  /** Beside the heading. */
  readonly tools?: ComponentChildren;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A part of a page with a heading of its own. */
export function Panel({ title, tools, class: more = '', children }: PanelProps) {
  const id = useId();
  return (
    <section class={`panel ${more}`} aria-labelledby={id}>
      <div class="panel-head">
        <h2 id={id}>{title}</h2>
        {tools && <div class="tools">{tools}</div>}
      </div>
      {children}
    </section>
  );
}

/** A sentence that says what is wrong. */
export function Problem({ children }: { readonly children: ComponentChildren }) {
  return (
    <p class="problem" role="alert">
      {children}
    </p>
  );
}

/** A sentence where there is nothing to show. */
export function Quiet({ children }: { readonly children: ComponentChildren }) {
  return <p class="quiet empty">{children}</p>;
}

export interface Tab {
  readonly id: string;
  readonly title: string;
  /** How many of it there are, behind the title. */
  readonly count?: number | undefined;
}

export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** A row of tabs, gone through with the arrow keys. */
export function Tabs({ label, tabs, chosen, onChoose }: TabsProps) {
  const row = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!way) return;
    const buttons = [...row.current!.querySelectorAll('button')];
    const next = buttons[(buttons.indexOf(event.target as HTMLButtonElement) + way + buttons.length) % buttons.length];
    next?.focus();
    next?.click();
    event.preventDefault();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} ref={row} onKeyDown={move}>
      {tabs.map(({ id, title, count }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`tab-${id}`}
          aria-selected={id === chosen}
          aria-controls="tab-pane"
          tabIndex={id === chosen ? 0 : -1}
          onClick={() => onChoose(id)}
        >
          {title}
          {count ? <span class="count">{count > 999 ? '999+' : count}</span> : null}
        </button>
      ))}
    </div>
  );
}

export interface SearchFieldProps {
  /** What is looked for, for those who listen. */
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

/** A field for words to look for. */
export function SearchField({ label, placeholder = label, value, onValue }: SearchFieldProps) {
  return (
    <input
      type="search"
      placeholder={placeholder}
      aria-label={label}
      value={value}
      onInput={event => onValue(event.currentTarget.value)}
    />
  );
}

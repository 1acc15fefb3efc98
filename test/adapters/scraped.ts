// Reads metrics as Prometheus does, for tests: one value by its name and labels, in whatever order the labels are.

/** @returns what gives the value of `name` or `name{label="value",…}`; undefined where there is none */
export function scraped(text: string): (series: string) => number | undefined {
  const values = new Map<string, number>();
  for (const line of text.split('\n')) {
    const [, series, value] = /^([a-z]\w*(?:\{.*\})?) (\S+)$/.exec(line) ?? [];
    if (series === undefined) continue;
    if (values.has(series)) throw new Error(`there are two values of ${series}`);
    values.set(inOrder(series), Number(value));
  }
  return series => values.get(inOrder(series));
}

function inOrder(series: string): string {
  return series.replace(/\{(.*)\}$/, (_, labels: string) => `{${labels.split(',').sort().join(',')}}`);
}

import type { Spec } from 'vega';

/** A chart in colours and a font that hold outside of the page: no variables, on a ground. */
export function withColours(spec: Spec): Spec {
  const probe = document.createElement('span');
  document.body.append(probe);
  const colourOf = (value: string): string => {
    probe.style.color = value;
    return getComputedStyle(probe).color;
  };
  const font = getComputedStyle(document.body).fontFamily.replaceAll('"', "'");
  const text = JSON.stringify(spec)
    .replace(/var\(--[\w-]+\)/g, colourOf)
    .replaceAll('"font":"inherit"', () => `"font":${JSON.stringify(font)}`);
  const ground = colourOf('var(--ground)');
  probe.remove();
  const coloured: Spec = JSON.parse(text);
  return { ...coloured, background: ground, padding: roomy(coloured.padding) };
}

/** What may reach over the edge on a page would be cut off in a picture. */
function roomy(padding: Spec['padding']): NonNullable<Spec['padding']> {
  if (typeof padding !== 'object' || 'signal' in padding) return 20;
  const { left = 0, right = 0, top = 0, bottom = 0 } = padding;
  return { left: left + 20, right: right + 12, top: top + 12, bottom: bottom + 8 };
}

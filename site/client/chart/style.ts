/** How the tools of charts look; of no use to a page before they are opened. */
const STYLE = `
  .chart {
    margin-block-start: 0.5rem;
  }
  .chart p {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem 0.75rem;
    align-items: center;
    margin-block: 0.5rem;
  }
  .chart button {
    min-block-size: 28px;
    padding: 0.1875rem 0.625rem;
    border: 1px solid var(--line-2);
    border-radius: var(--radius);
    background: var(--ground);
    color: var(--ink-2);
    font-size: var(--text-xs);
  }
  .chart output {
    display: block;
    min-block-size: 1.5em;
    color: var(--ink-2);
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .chart .scroller {
    max-block-size: 22rem;
    margin-block-start: 0.5rem;
    overflow: auto;
  }
  .drawing {
    max-inline-size: 30rem;
    touch-action: pan-y;
  }
  .drawing svg {
    inline-size: 100%;
    block-size: auto;
    font-family: var(--sans);
    font-variant-numeric: tabular-nums;
    overflow: visible;
    user-select: none;
  }
  figure:has(.drawing) > svg {
    display: none;
  }
  .drawing .mark-symbol path:hover,
  .drawing .mark-rect path:hover {
    stroke: var(--ink);
    stroke-width: 2px;
  }
`;

/** Adds it to the page; a sheet made by a script needs no leave of the policy. */
export function addStyle(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

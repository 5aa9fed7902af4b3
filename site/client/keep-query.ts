/** Hands what the address asks, such as `?benchmark=…`, on to the links of marked lists. */
export function keepQuery(): void {
  if (location.search === '') return;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-keep-query] a'))
    link.search = location.search;
}

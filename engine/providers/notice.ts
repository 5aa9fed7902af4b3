/** Gets the status and headers of every response, as soon as they are there. */
export type ResponseListener = (status: number, headers: Headers) => void;

/** `fetch` that tells of each response besides giving it. */
export function noticedFetch(send: typeof fetch, listener: ResponseListener): typeof fetch {
  return async (input, init) => {
    const response = await send(input, init);
    listener(response.status, response.headers);
    return response;
  };
}

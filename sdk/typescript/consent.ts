/** Stands for Ada and her browser at the demo provider; gives the address that she ends at. */
export async function consent(authorizationUrl: string): Promise<URL> {
  const page = await (await fetch(authorizationUrl)).text();
  const ticket = /name="ticket" value="([^"]*)"/.exec(page)?.[1] ?? '';
  const allowed = await fetch(new URL('/demo/oauth/authorize', authorizationUrl), {
    method: 'POST',
    body: new URLSearchParams({ ticket, person: 'ada', decision: 'allow' }),
    redirect: 'manual',
  });
  const callback = await fetch(location(allowed), { redirect: 'manual' });
  return new URL(location(callback));
}

function location(response: Response): string {
  const address = response.headers.get('Location');
  if (address === null) throw new Error(`${response.url} answered ${response.status} and went nowhere`);
  return address;
}

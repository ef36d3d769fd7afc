// A plain script, since it speaks when a module does not come: without it the page would say for ever that it loads.
addEventListener('error', ({ target }) => {
  if (!(target instanceof HTMLScriptElement)) return;
  const told = /** @type {HTMLElement} */ (document.getElementById('broken'));
  const page = /** @type {HTMLElement} */ (document.getElementById('page'));
  page.replaceChildren(told);
  page.ariaBusy = null;
  told.hidden = false;
  // The address still holds the ticket, which was not redeemed.
  told.querySelector('button')?.addEventListener('click', () => location.reload());
}, true);

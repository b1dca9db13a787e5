'use strict';
(() => {
  const $ = (id) => document.getElementById(id);
  const { labels, sessions } = JSON.parse($('data').textContent);
  const views = [...document.querySelectorAll('.view')];
  const links = [...document.querySelectorAll('[data-view]')];
  const fields = ['words', 'class', 'day', 'place'];
  const texts = sessions.map((session) => [session.t, ...session.f.flatMap(([, lines]) => lines)].join(' ').toLowerCase());

  // The view and the filter stand in the address after `#`, as `venues&day=1`, so that both can be kept and passed on.
  function read() {
    const [id, ...rest] = location.hash.slice(1).split('&');
    const wanted = new URLSearchParams(rest.join('&'));
    for (const field of fields) $(field).value = wanted.get(field) ?? '';
    show(views.some((view) => view.id === id) ? id : views[0].id);
  }

  function address(id) {
    const wanted = new URLSearchParams();
    for (const field of fields) if ($(field).value) wanted.set(field, $(field).value);
    return '#' + [id, wanted].filter((part) => String(part)).join('&');
  }

  function current() {
    return views.find((view) => view.classList.contains('shown'));
  }

  function show(id) {
    for (const view of views) {
      view.classList.toggle('shown', view.id === id);
      view.hidden = view.id !== id;
    }
    for (const link of links) {
      if (link.dataset.view === id) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    filter();
  }

  function filter() {
    const view = current();
    const words = $('words').value.toLowerCase().split(/\s+/).filter(Boolean);
    const [kind, day, place] = ['class', 'day', 'place'].map((field) => $(field).value);
    const isFiltered = words.length > 0 || kind !== '' || day !== '' || place !== '';
    const says = (text) => words.every((word) => text.includes(word));
    const matches = sessions.map(({ c, d, p }, at) =>
      says(texts[at]) && (kind === '' || c === +kind) && (day === '' || d === +day) && (place === '' || p === +place));
    if (view.classList.contains('timetable')) {
      filterTimetable(view, matches, isFiltered);
      const found = matches.filter(Boolean).length;
      $('count').textContent = isFiltered ? `${found} of ${sessions.length} sessions match` : `${sessions.length} sessions`;
    } else if (view.classList.contains('list')) {
      filterList(view, says, kind);
    } else {
      $('count').textContent = 'This view shows all sessions';
    }
  }

  // Hides sessions that do not match, and what is left without a session.
  function filterTimetable(view, matches, isFiltered) {
    for (const group of view.querySelectorAll('.group')) {
      let inGroup = !isFiltered;
      for (const block of group.querySelectorAll('.block')) {
        let inBlock = !isFiltered;
        for (const row of block.querySelectorAll('.row')) {
          let inRow = !isFiltered;
          for (const card of row.querySelectorAll('.s')) {
            card.hidden = !matches[card.dataset.s];
            inRow ||= !card.hidden;
          }
          row.hidden = !inRow;
          inBlock ||= inRow;
        }
        block.hidden = !inBlock;
        inGroup ||= inBlock;
      }
      group.hidden = !inGroup;
    }
  }

  function filterList(view, says, kind) {
    const rows = [...view.querySelectorAll('tbody tr')];
    for (const row of rows) row.hidden = !(says(row.textContent.toLowerCase()) && (kind === '' || row.dataset.c === kind));
    $('count').textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} lines`;
  }

  function add(to, tag, text) {
    to.append(Object.assign(document.createElement(tag), { textContent: text }));
  }

  function open(card) {
    const session = sessions[card.dataset.s];
    $('details-title').textContent = session.t;
    const list = $('details').querySelector('dl');
    list.replaceChildren();
    for (const [label, lines] of session.f) {
      add(list, 'dt', labels[label]);
      for (const line of lines) add(list, 'dd', line);
    }
    $('details').className = 'c' + session.c;
    $('details').showModal();
    $('details').addEventListener('close', () => card.focus(), { once: true });
  }

  // From session to session by the arrow keys.
  function step(card, by) {
    const cards = [...current().querySelectorAll('.s:not([hidden])')].filter((one) => !one.closest('[hidden]'));
    cards[cards.indexOf(card) + by]?.focus();
  }

  function changed() {
    history.replaceState(null, '', address(current().id));
    filter();
  }

  document.addEventListener('click', (event) => {
    const card = event.target.closest('[data-s]');
    const link = event.target.closest('[data-view]');
    if (card) open(card);
    else if (link) {
      event.preventDefault();
      show(link.dataset.view);
      history.pushState(null, '', address(link.dataset.view));
    } else if (event.target === $('details')) $('details').close();
  });
  document.addEventListener('keydown', (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by && event.target.matches?.('.s')) {
      event.preventDefault();
      step(event.target, by);
    }
  });
  $('close').addEventListener('click', () => $('details').close());
  $('clear').addEventListener('click', () => {
    for (const field of fields) $(field).value = '';
    changed();
    $('words').focus();
  });
  for (const field of fields) $(field).addEventListener('input', changed);
  addEventListener('popstate', read);
  addEventListener('hashchange', read);
  read();
})();

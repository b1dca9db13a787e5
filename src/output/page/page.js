'use strict';
(() => {
  const $ = (id) => document.getElementById(id);
  const { labels, sessions } = JSON.parse($('data').textContent);
  const views = [...document.querySelectorAll('.view')];
  const links = [...document.querySelectorAll('[data-view]')];
  const bar = document.querySelector('.bar');
  const fields = ['words', 'class', 'day', 'place'];
  const texts = sessions.map((session) => [session.t, ...session.f].join(' ').toLowerCase());

  // View and filter stand in the address after `#`, as `view=venues&day=1`, so that both can be kept and passed on.
  function read() {
    const wanted = new URLSearchParams(location.hash.slice(1));
    for (const field of fields) $(field).value = wanted.get(field) ?? '';
    const id = wanted.get('view') ?? location.hash.slice(1);
    show(views.some((view) => view.id === id) ? id : views[0].id);
  }

  function address(id) {
    const wanted = new URLSearchParams({ view: id });
    for (const field of fields) if ($(field).value) wanted.set(field, $(field).value);
    return '#' + wanted;
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
      scroll(view);
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

  // Where the sheet is wider than the screen, begins it at its first session.
  function scroll(view) {
    const sheet = view.querySelector('.sheet');
    if (sheet.scrollWidth <= sheet.clientWidth) return;
    const [card] = cards(view);
    if (card) sheet.scrollLeft = card.offsetLeft - 24;
  }

  function cards(view) {
    return [...view.querySelectorAll('.s:not([hidden])')].filter((card) => !card.closest('[hidden]'));
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
    session.f.forEach((lines, at) => {
      if (lines) add(list, 'dt', labels[at]);
      for (const line of lines.split('\n').filter(Boolean)) add(list, 'dd', line);
    });
    $('details').className = 'c' + session.c;
    $('details').showModal();
    $('details').addEventListener('close', () => card.focus(), { once: true });
  }

  // From session to session by the arrow keys.
  function step(card, by) {
    const all = cards(current());
    all[all.indexOf(card) + by]?.focus();
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
      const top = $('main').offsetTop - bar.offsetHeight;
      if (scrollY > top) scrollTo(0, top);
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
  // The time axis sticks below the bar, however many lines that has.
  new ResizeObserver(() => document.documentElement.style.setProperty('--bar', bar.offsetHeight + 'px')).observe(bar);
  addEventListener('popstate', read);
  addEventListener('hashchange', read);
  read();
})();

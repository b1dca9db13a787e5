"""A rota under construction, its exact cost, and what may still be put where.

Sessions belong to *groups*: all sessions of a request are alike, but for those that `fixed.csv` pins, which have a group each.
A planned session is `(group, placement, room, workers)`. Every rule and every term of the cost is here; nothing is estimated.
"""

from bisect import insort
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from week import clock, listed, weekly


@dataclass(frozen=True, eq=False)
class Placement:
    """A day, a start and a site that pass every rule of one session alone, with what they cost by themselves."""
    day: int
    start: int
    end: int
    site: str
    cost: int
    rooms: tuple
    hold: tuple
    place: str


@dataclass
class Group:
    number: int
    request: object
    count: int
    placements: list = field(default_factory=list)
    needed: frozenset = frozenset()
    pinned: bool = False


@dataclass(frozen=True)
class Session:
    group: int
    placement: Placement
    room: str
    workers: tuple


class Book:
    """The groups of a week with their placements and who may supervise them: made once."""

    def __init__(self, week):
        self.week = week
        self.groups = []
        pinned = defaultdict(list)
        for row in week.fixed:
            pinned[row["request"]].append(row)
        self.eligible, self.strange = {}, {}
        for request in week.requests.values():
            if not request.due:
                continue
            placements = self._placements(request)
            self.eligible[request.code] = self._eligible(request)
            self.strange[request.code] = {worker: self._strangeness(request, worker)
                                          for worker in self.eligible[request.code]}
            for row in pinned[request.code]:
                fitting = [self._pinned(placement, row) for placement in placements if self._fits(placement, row)]
                self._add(Group(len(self.groups), request, 1, fitting, frozenset(listed(row["workers"])), True))
            free = request.due - len(pinned[request.code])
            if free:
                self._add(Group(len(self.groups), request, free, placements))
        self.tasks = {}
        self.apart = defaultdict(dict)
        for one, other, minutes in week.keep_apart:
            self.apart[one][other] = self.apart[other][one] = max(minutes, self.apart[one].get(other, 0))
        self.by_person = defaultdict(set)
        for group in self.groups:
            for person in group.request.people:
                self.by_person[person].add(group.number)

    def _add(self, group):
        group.placements.sort(key=lambda placement: (placement.cost, placement.day, placement.start, placement.site))
        self.groups.append(group)

    def _fits(self, placement, row):
        return (self.week.dates[placement.day] == date.fromisoformat(row["date"])
                and (not row["start"] or clock(row["start"]) == placement.start)
                and (not row["venue"] or row["venue"] == placement.site)
                and (not row["room"] or row["room"] in placement.rooms))

    @staticmethod
    def _pinned(placement, row):
        rooms = (row["room"],) if row["room"] else placement.rooms
        return Placement(placement.day, placement.start, placement.end, placement.site, placement.cost, rooms,
                         placement.hold, placement.place)

    def _eligible(self, request):
        skills, refused = set(listed(request.row["skills"])), set(listed(request.row["not_workers"]))
        return [code for code, worker in self.week.workers.items()
                if skills <= worker.skills and code not in refused and (worker.drives or not request.transport)]

    def _strangeness(self, request, worker):
        if not request.main or worker == request.main:
            return 0
        return self.week.weights["familiar" if worker in request.familiar else "unfamiliar"]

    def _placements(self, request):
        week, row = self.week, request.row
        if not request.court and any(request.minutes > week.level(request, child) for child in request.children):
            return []
        windows, prefers = weekly(row["windows"]), weekly(row["prefers"])
        sites = (listed(row["venues"]) or list(week.venues)) if request.mode == "venue" else [request.mode]
        if row["risk"] == "high" and request.workers == 1:
            sites = [site for site in sites if site == "virtual" or site in week.staffed]
        rooms = {site: tuple(room for room in week.rooms_of[site] if self._suits(request, room)) for site in sites}
        found, step = [], week.policy["grid_minutes"]
        for day in range(7):
            if not week.is_bookable(request, day) or windows is not None and not windows[day]:
                continue
            closed = week.policy["closed_on_bank_holidays"] and week.is_holiday(day)
            for start in range(0, 1440 - request.minutes + 1, step):
                if not self._is_time(request, day, start, windows):
                    continue
                for site in sites:
                    placement = self._placement(request, day, start, site, rooms[site], prefers, closed)
                    if placement:
                        found.append(placement)
        return found

    def _suits(self, request, code):
        room = self.week.rooms[code]
        people = len(request.people) + request.workers
        return room.capacity >= people and set(listed(request.row["needs"])) <= room.features

    def _is_time(self, request, day, start, windows):
        week, end = self.week, start + request.minutes
        if windows is not None and not any(opens <= start and end <= closes for opens, closes in windows[day]):
            return False
        if request.row["school_time"] != "yes" and week.is_school_day(day):
            after = week.policy["after_school_minutes"]
            for child in request.children:
                school = week.people[child].school
                if school and start < school[1] + after and school[0] - after < end:
                    return False
        return (week.free("request", request.code, day, start, end)
                and all(week.free("person", person, day, start, end) for person in request.people))

    def _placement(self, request, day, start, site, rooms, prefers, closed):
        week, end = self.week, start + request.minutes
        hold = (start - request.extra, end + week.policy["turnaround_minutes"])
        if request.mode == "venue":
            is_open = any(opens <= hold[0] and end <= closes for opens, closes in week.venues[site][day])
            if closed or not is_open or not week.free("venue", site, day, *hold):
                return None
            rooms = tuple(room for room in rooms if week.free("room", room, day, *hold))
            if not rooms:
                return None
        place = request.children[0] if site == "community" else site
        cost = self._pattern(request, day, start, site) + self._journeys(request, site, place)
        cost += self._wishes(request, day, start, end, site, prefers)
        return Placement(day, start, end, site, cost, rooms, hold, place)

    def _pattern(self, request, day, start, site):
        weights, at_venue = self.week.weights, request.mode == "venue"
        return min((weights["other_day"] * (day != on)
                    + min(weights["other_time_cap"], abs(time - start) // 15 * weights["other_time"])
                    + weights["other_venue"] * bool(at_venue and venue and venue != site)
                    for on, time, venue in request.usual), default=0)

    def _journeys(self, request, site, place):
        week = self.week
        if site == "virtual":
            return 0
        children = max(week.travel(child, place) for child in request.children)
        adults = sum(week.travel(adult, place, week.people[adult].means) for adult in request.adults)
        return week.weights["child_minute"] * children + week.weights["adult_minute"] * adults

    def _wishes(self, request, day, start, end, site, prefers):
        weights, row, cost = self.week.weights, request.row, 0
        if prefers is not None and not any(opens <= start and end <= closes for opens, closes in prefers[day]):
            cost += weights["window"]
        if request.mode == "venue":
            cost += weights["venue"] * bool(row["prefers_venues"] and site not in listed(row["prefers_venues"]))
            cost += weights["area"] * bool(row["area"] and self.week.areas[site] != row["area"])
        return cost

    def task(self, group, placement, worker):
        """The worker's task of a session, or None where the worker is away or off shift: from, to, begin, end, session."""
        key = group.request.code, placement.day, placement.start, placement.site, worker
        if key not in self.tasks:
            self.tasks[key] = self._task(group.request, placement, worker)
        return self.tasks[key]

    def _task(self, request, placement, code):
        week, worker, policy = self.week, self.week.workers[code], self.week.policy
        at = worker.base if placement.site == "virtual" else placement.place
        out = back = 0
        if request.transport:
            at = request.children[0]
            out, back = week.travel(at, placement.site), week.travel(placement.site, at)
        start = placement.start - policy["arrival_minutes"] - request.extra - out
        end = placement.end + policy["handover_minutes"] + back
        in_shift = any(opens <= start and end <= closes for opens, closes in worker.shifts[placement.day])
        if not in_shift or not week.free("worker", code, placement.day, start, end):
            return None
        return start, end, at, at, request.code

    def day(self, code, day, tasks):
        """A worker's day: (cost without pay, paid minutes), or None where a rule of the day is broken. `tasks` are in order."""
        if not tasks:
            return 0, 0
        week, worker = self.week, self.week.workers[code]
        policy, weights, travel = week.policy, week.weights, week.travel
        record, pause, longest = policy["recording_minutes"], policy["break_minutes"], policy["break_after_minutes"]
        sessions = sum(1 for task in tasks if task[4] is not None)
        if sessions > worker.most_sessions:
            return None
        paid, road, waiting, cost = sessions * record, 0, 0, 0
        before, shift, run, in_run = None, None, 0, 0
        for task in tasks:
            start, end, begin, _, _ = task
            paid += end - start
            own = next((span for span in worker.shifts[day] if span[0] <= start and end <= span[1]), None)
            if own is None:
                return None
            if own is shift:
                leg = gone = travel(before[3], begin)
                road += leg
                waiting += start - before[1] - leg - record
            else:
                leg = travel(worker.base, begin)
                if own[0] + leg > start:
                    return None
                gone = leg
                if before is not None:
                    home = travel(before[3], worker.base)
                    if before[1] + home > shift[1]:
                        return None
                    gone, road = home + leg, road + home
                    cost += max(0, waiting) // 15 * weights["waiting_quarter"]
                road, waiting, shift = road + leg, 0, own
            if before is None or start - before[1] - gone >= pause:
                run, in_run = start, 0
            if before is not None and start < before[1] + gone:
                return None
            in_run += 1
            if in_run > 1 and end - run > longest:
                return None
            before = task
        home = travel(before[3], worker.base)
        if before[1] + home > shift[1]:
            return None
        road, cost = road + home, cost + max(0, waiting) // 15 * weights["waiting_quarter"]
        cost += weights["worker_minute"] * road + (weights["agency_day"] if worker.agency else 0)
        return cost, paid + road

    def pay(self, code, paid):
        """What a worker's paid minutes of the week cost, or None where there are too many."""
        worker, weights = self.week.workers[code], self.week.weights
        if paid > worker.most_paid:
            return None
        if worker.agency:
            return weights["agency_minute"] * paid
        strain = min(paid, worker.contracted) - self.week.policy["strain_percent"] * worker.contracted // 100
        return weights["strain_minute"] * max(0, strain) + weights["overtime_minute"] * max(0, paid - worker.contracted)

    def clash(self, one, here, other, there):
        """Whether two sessions may not both be, for their people's sake (rooms and workers apart)."""
        if here.day != there.day:
            return False
        first, second = one.request, other.request
        if first is second:
            return True
        if here.start > there.start:
            first, second, here, there = second, first, there, here
        shared = set(first.people) & set(second.people)
        if shared:
            gap = 0
            if "virtual" not in (here.site, there.site):
                gap = max(self.week.travel(here.place, there.place, self.week.means(person)) for person in shared)
            if there.start < here.end + gap:
                return True
        if here.site == there.site and here.site in self.week.venues:
            for person in first.people:
                for enemy, minutes in self.apart.get(person, {}).items():
                    if enemy in second.people and there.start - here.end < minutes:
                        return True
        return False

    def neighbours(self, number):
        """The groups that share a person with a group, or have somebody who is kept apart from one of its people."""
        group, found = self.groups[number], set()
        for person in group.request.people:
            found |= self.by_person[person]
            for enemy in self.apart.get(person, ()):
                found |= self.by_person[enemy]
        return found


class Rota:
    """Planned sessions with their cost, kept up to date session by session."""

    def __init__(self, book):
        self.book = book
        self.sessions = [set() for _ in book.groups]
        self.rooms = defaultdict(list)
        self.days = {(code, day): sorted(worker.duties[day]) for code, worker in book.week.workers.items() for day in range(7)}
        self.day_cost = {key: book.day(*key, tasks) or (0, 0) for key, tasks in self.days.items()}
        self.paid = {code: sum(self.day_cost[code, day][1] for day in range(7)) for code in book.week.workers}
        self.helpers = defaultdict(lambda: defaultdict(int))
        self.child = defaultdict(lambda: [[0, 0] for _ in range(7)])

    def copy_sessions(self):
        return [set(sessions) for sessions in self.sessions]

    def missing(self):
        return [group.number for group in self.book.groups for _ in range(group.count - len(self.sessions[group.number]))]

    def all(self):
        return [session for sessions in self.sessions for session in sessions]

    def add(self, session):
        self._turn(session, 1)

    def remove(self, session):
        self._turn(session, -1)

    def _turn(self, session, sign):
        book, placement = self.book, session.placement
        group = book.groups[session.group]
        (self.sessions[session.group].add if sign > 0 else self.sessions[session.group].remove)(session)
        if session.room:
            holds = self.rooms[session.room, placement.day]
            insort(holds, placement.hold) if sign > 0 else holds.remove(placement.hold)
        for child in group.request.children:
            entry = self.child[child][placement.day]
            entry[0] += sign * group.request.minutes
            entry[1] += sign
        for code in session.workers:
            tasks, task = self.days[code, placement.day], book.task(group, placement, code)
            insort(tasks, task, key=lambda task: task[:2]) if sign > 0 else tasks.remove(task)
            self.paid[code] -= self.day_cost[code, placement.day][1]
            self.day_cost[code, placement.day] = book.day(code, placement.day, tasks) or (10**9, 10**9)
            self.paid[code] += self.day_cost[code, placement.day][1]
            self.helpers[group.request.code][code] += sign
            if not self.helpers[group.request.code][code]:
                del self.helpers[group.request.code][code]

    def has_room(self, room, placement):
        return all(until <= placement.hold[0] or placement.hold[1] <= start for start, until in self.rooms[room, placement.day])

    def people_allow(self, group, placement):
        """Whether people, keep-apart and levels allow one more session."""
        for number in self.book.neighbours(group.number):
            other = self.book.groups[number]
            if any(self.book.clash(group, placement, other, session.placement) for session in self.sessions[number]):
                return False
        for child in group.request.children:
            dates, minutes, _ = self.book.week.caps[child]
            entries = self.child[child]
            if entries[placement.day][0] + group.request.minutes > minutes:
                return False
            if not entries[placement.day][1] and sum(1 for entry in entries if entry[1]) >= dates:
                return False
        return True

    def spacing(self, child, extra_day=None):
        if not self.book.week.caps[child][2]:
            return 0
        on = [bool(entry[1]) or day == extra_day for day, entry in enumerate(self.child[child])]
        return self.book.week.weights["adjacent_days"] * sum(one and other for one, other in zip(on, on[1:]))

    def cost(self):
        """The whole cost, from nothing."""
        week, total = self.book.week, 0
        for group in self.book.groups:
            request, sessions = group.request, self.sessions[group.number]
            total += week.weights["unplaced"][request.priority] * (group.count - len(sessions))
            for session in sessions:
                total += session.placement.cost + sum(self.book.strange[request.code][code] for code in session.workers)
        for code, helpers in self.helpers.items():
            total += week.weights["extra_worker"] * max(0, len(helpers) - week.requests[code].workers)
        total += sum(cost for cost, _ in self.day_cost.values())
        total += sum(pay if (pay := self.book.pay(code, paid)) is not None else 10**9 for code, paid in self.paid.items())
        return total + sum(self.spacing(child) for child in self.child)

    def best_insertion(self, number, limit=10**9):
        """The cheapest way to add a session of a group: (cost, session), or None."""
        book, group = self.book, self.book.groups[number]
        request, best = group.request, (limit, None)
        for placement in group.placements:
            if placement.cost >= best[0]:
                break
            room = ""
            if placement.rooms:
                room = next((room for room in placement.rooms if self.has_room(room, placement)), None)
                if room is None:
                    continue
            if not self.people_allow(group, placement):
                continue
            base = placement.cost + sum(self.spacing(child, placement.day) - self.spacing(child) for child in request.children)
            choice = self._cheapest_workers(group, placement, best[0] - base)
            if choice is not None and base + choice[0] < best[0]:
                best = base + choice[0], Session(number, placement, room, choice[1])
        return best if best[1] else None

    def _cheapest_workers(self, group, placement, limit):
        request, book = group.request, self.book
        if request.workers == 0:
            return 0, ()
        prices = []
        for code in book.eligible[request.code]:
            strange = book.strange[request.code][code]
            if strange >= limit and code not in group.needed:
                continue
            price = self._price(group, placement, code)
            if price is not None:
                prices.append((price + strange, code))
        have = self.helpers.get(request.code, {})
        extra = book.week.weights["extra_worker"]
        best = None
        if request.workers == 1:
            sets = [(entry,) for entry in prices]
        else:
            prices.sort()
            needed = [entry for entry in prices[8:] if entry[1] in group.needed]
            sets = combinations(prices[:8] + needed, request.workers)
        for chosen in sets:
            codes = {code for _, code in chosen}
            if not group.needed <= codes:
                continue
            more = max(0, len(codes | set(have)) - request.workers) - max(0, len(have) - request.workers)
            price = sum(price for price, _ in chosen) + extra * more
            if best is None or price < best[0]:
                best = price, tuple(sorted(codes))
        return best

    def _price(self, group, placement, code):
        """What a session more costs a worker, or None where the day or the week does not take it."""
        task = self.book.task(group, placement, code)
        if task is None:
            return None
        tasks = self.days[code, placement.day]
        for other in tasks:
            if other[0] < task[1] and task[0] < other[1]:
                return None
        with_it = sorted([*tasks, task], key=lambda task: task[:2])
        day, before = self.book.day(code, placement.day, with_it), self.day_cost[code, placement.day]
        if day is None:
            return None
        pay = self.book.pay(code, self.paid[code] - before[1] + day[1])
        if pay is None:
            return None
        return day[0] - before[0] + pay - (self.book.pay(code, self.paid[code]) or 0)

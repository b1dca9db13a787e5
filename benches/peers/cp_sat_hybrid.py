#!/usr/bin/env python3
"""A CP-SAT hybrid for a planning folder: insertion, ruin and recreate, then large neighbourhoods solved exactly by CP-SAT.

In a neighbourhood some workers' days are free, with the sessions in them and some that are unplaced. For each such day all
ways to fill it are listed (up to a limit) with their exact cost: journeys, waiting, breaks and shifts are inside. CP-SAT then
picks one way for each day, and the rest of the rules and costs are rows: rooms, people, levels, keep-apart, hours, strangers.
What is fixed around the neighbourhood is priced exactly, so the solver's objective is the change of the rota's cost.
"""

import argparse
import csv
import os
import random
import sys
import tempfile
import time
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from ortools.sat.python import cp_model

from rota import Book, Rota, Session
from week import Week

COLUMNS = ["request", "session", "status", "date", "start", "end", "venue", "room", "workers", "reason"]
# Ways to fill a worker's day that are listed: at least so many, and more where few days are free, up to so many in all.
LEAST_WAYS, MOST_WAYS = 200, 1800
# Placements of a group on a day that ways are made of, likewise.
LEAST_PLACEMENTS, MOST_PLACEMENTS = 5, 150
# Points of cost that chance adds on average when placements are picked.
NOISE = 12.0
# Most seconds for one neighbourhood.
LONGEST = 3.0
# Share of the time for ruin and recreate before the first neighbourhood is solved.
WARM_UP = 0.15


class Search:
    def __init__(self, book, arguments):
        self.book, self.week = book, book.week
        self.random = random.Random(arguments.seed)
        self.threads = arguments.threads
        self.began = arguments.began
        self.ends = self.began + arguments.seconds
        self.trace_path = arguments.trace
        self.points = []
        self.rota = Rota(book)
        self.cost = self.rota.cost()
        self.size = 12.0

    def left(self):
        return self.ends - time.monotonic()

    def note(self):
        """Keeps a point of the curve, and the trace file up to date with it."""
        self.points.append((round(time.monotonic() - self.began, 3), self.cost))
        if self.trace_path:
            lines = [f"{seconds},{cost},\n" for seconds, cost in self.points]
            write(self.trace_path, lambda file: file.writelines(["seconds,objective,bound\n", *lines]))

    def run(self):
        self.construct()
        self.warm_up()
        while self.left() > 0.5:
            self.neighbourhood()
        return self.rota

    def value(self, number):
        return self.week.weights["unplaced"][self.book.groups[number].request.priority]

    def construct(self):
        """Pinned sessions first, then the dearest to leave out, those with the least choice before others."""
        order = self.rota.missing()
        order.sort(key=lambda number: (not self.book.groups[number].pinned, -self.value(number),
                                       len(self.book.groups[number].placements)))
        for number in order:
            self.insert(number, pinned=self.book.groups[number].pinned)
            if self.left() < 1:
                break
        self.cost = self.rota.cost()
        self.note()

    def insert(self, number, pinned=False):
        found = self.rota.best_insertion(number, 10**8 if pinned else self.value(number))
        if found:
            self.rota.add(found[1])
        return found

    def warm_up(self):
        """Ruin and recreate: take related sessions out, put them back at their cheapest; keep what is no worse."""
        until = time.monotonic() + WARM_UP * max(0.0, self.left())
        while time.monotonic() < until:
            out = self.related(self.random.randint(2, 8))
            for session in out:
                self.rota.remove(session)
            again = [session.group for session in out]
            again += self.random.sample(missing := self.rota.missing(), min(3, len(missing)))
            wanted = defaultdict(int)
            for number in again:
                wanted[number] += 1
            back = []
            order = [number for number, times in wanted.items()
                     for _ in range(min(times, self.book.groups[number].count - len(self.rota.sessions[number])))]
            self.random.shuffle(order)
            order.sort(key=lambda number: -self.value(number) * self.random.uniform(0.7, 1.0))
            for number in order:
                found = self.insert(number)
                back.extend([found[1]] if found else [])
            self.keep_or_undo(out, back)

    def keep_or_undo(self, out, back):
        cost = self.rota.cost()
        if cost > self.cost:
            for session in back:
                self.rota.remove(session)
            for session in out:
                self.rota.add(session)
        elif cost < self.cost:
            self.cost = cost
            self.note()

    def related(self, number):
        """Sessions near one of them, pinned ones left alone: by worker, by place and time, or by person."""
        sessions = [session for session in self.rota.all() if not self.book.groups[session.group].pinned]
        if not sessions:
            return []
        seed = self.random.choice(sorted(sessions, key=order_of))
        people = set(self.book.groups[seed.group].request.people)
        way = self.random.randrange(4)

        def distance(session):
            here, there = session.placement, seed.placement
            apart = abs(here.day - there.day) * 300 + abs(here.start - there.start)
            near = {0: 0 if set(session.workers) & set(seed.workers) else 2000,
                    1: (here.site != there.site) * 2000,
                    2: 0 if people & set(self.book.groups[session.group].request.people) else 2000,
                    3: self.random.randrange(3000)}[way]
            return near + apart + self.random.randrange(300)

        return sorted(sessions, key=distance)[:number]

    def neighbourhood(self):
        """Solves one neighbourhood and takes what it finds if it is no worse."""
        workers, days, unplaced = self.chosen()
        inside = [session for session in self.rota.all()
                  if session.placement.day in days and set(session.workers) <= workers
                  and (session.workers or self.random.random() < 0.3) and not self.book.groups[session.group].pinned]
        for session in inside:
            self.rota.remove(session)
        free = defaultdict(int)
        for number in [session.group for session in inside] + unplaced:
            free[number] += 1
        before = time.monotonic()
        model = Neighbourhood(self, workers, days, free, inside)
        found, proven = model.solve(min(LONGEST, max(0.3, self.left() - 0.3)))
        taken = time.monotonic() - before
        back = inside if found is None else found
        for session in back:
            self.rota.add(session)
        cost = self.rota.cost()
        if cost > self.cost:
            for session in back:
                self.rota.remove(session)
            for session in inside:
                self.rota.add(session)
        elif cost < self.cost:
            self.cost = cost
            self.note()
        # Easy ones grow, hard ones shrink: most of the time should go into ones that are just solved.
        self.size = min(60.0, self.size * 1.1) if proven and taken < LONGEST / 2 else max(4.0, self.size * 0.93)

    def chosen(self):
        """Workers, days and unplaced sessions that belong together, of about the wanted size."""
        missing = [number for number in self.rota.missing() if self.book.groups[number].placements]
        sessions = sorted(self.rota.all(), key=order_of)
        if missing and (not sessions or self.random.random() < 0.5):
            seed = self.book.groups[self.random.choice(missing)]
        elif sessions:
            seed = self.book.groups[self.random.choice(sessions).group]
        else:
            return set(), set(range(7)), []
        able, strange = set(self.book.eligible[seed.request.code]), self.book.strange[seed.request.code]
        bases = {self.week.workers[code].base for code in self.rota.helpers.get(seed.request.code, {})}
        # Those who can do it first, the familiar and the near before others.
        codes = sorted(self.week.workers, key=lambda code: (
            code not in able,
            self.random.random() + strange.get(code, 0) / 150 - 0.5 * (self.week.workers[code].base in bases)))
        days = set(range(7))
        if self.random.random() < 0.5:
            first = self.random.choice(seed.placements).day if seed.placements else 0
            days = {first, (first + self.random.randint(1, 4)) % 7}
        workers, inside = set(), 0
        busy = self.sessions_by_worker(days)
        for code in codes:
            if len(workers) >= 2 and (inside >= self.size or len(workers) >= self.size):
                break
            workers.add(code)
            inside += busy[code]
        near = [number for number in missing if self.book.groups[number].request.workers == 0
                or workers & set(self.book.eligible[self.book.groups[number].request.code])]
        self.random.shuffle(near)
        return workers, days, sorted(near[:max(2, int(self.size / 3))])

    def sessions_by_worker(self, days):
        """How many sessions each worker has on these days."""
        busy = defaultdict(int)
        for session in self.rota.all():
            for code in session.workers if session.placement.day in days else ():
                busy[code] += 1
        return busy


class Neighbourhood:
    """The CP-SAT model of what may happen to the free sessions on the free days."""

    def __init__(self, search, workers, days, free, inside):
        self.search, self.book, self.week, self.rota = search, search.book, search.book.week, search.rota
        self.workers, self.days, self.free = sorted(workers), sorted(days), dict(free)
        self.inside = inside
        worked = sum(1 for code in self.workers for day in self.days if self.week.workers[code].shifts[day])
        self.most_ways = max(LEAST_WAYS, MOST_WAYS // max(1, worked))
        self.most_placements = max(LEAST_PLACEMENTS, MOST_PLACEMENTS // max(1, sum(self.free.values())))
        self.model = cp_model.CpModel()
        self.terms, self.constant = [], 0
        self.options = {number: self.possible(number) for number in self.free}
        self.place = {}
        self.rooms_used = {}
        self.ways = {}
        self.state_sessions()
        self.state_rooms()
        self.state_days()
        self.state_people()
        self.state_levels()
        self.state_pay()
        self.state_helpers()
        self.hint()
        self.model.minimize(sum(self.terms))

    def possible(self, number):
        """Cheap placements of a group on each free day that the rest of the rota allows, and those it has now. A little chance
        is in the order, so that twins of the cheapest do not always shut out the rest."""
        group, per_day, found = self.book.groups[number], defaultdict(int), []
        now = {session.placement for session in self.inside if session.group == number}
        on_days = [placement for placement in group.placements if placement.day in self.days]
        chance = self.search.random.expovariate
        on_days.sort(key=lambda placement: (placement not in now, placement.cost + chance(1 / NOISE)))
        for placement in on_days:
            if per_day[placement.day] >= self.most_placements and placement not in now:
                continue
            if placement.rooms and not any(self.rota.has_room(room, placement) for room in placement.rooms):
                continue
            if not self.rota.people_allow(group, placement):
                continue
            if group.request.workers and not self.staff(group, placement):
                continue
            per_day[placement.day] += 1
            found.append(placement)
        return found

    def staff(self, group, placement):
        able = [code for code in self.book.eligible[group.request.code]
                if code in self.workers and self.book.task(group, placement, code)]
        return able if len(able) >= group.request.workers and group.needed <= set(able) else []

    def state_sessions(self):
        for number, placements in self.options.items():
            group = self.book.groups[number]
            for placement in placements:
                self.place[number, placement] = self.model.new_bool_var("")
                self.terms.append(placement.cost * self.place[number, placement])
            planned = sum(self.place[number, placement] for placement in placements)
            left_out = self.model.new_int_var(0, self.free[number], "")
            self.model.add(planned + left_out == self.free[number])
            self.terms.append(self.week.weights["unplaced"][group.request.priority] * left_out)

    def state_rooms(self):
        """A room for each session that needs one; a room is held by one session at a time."""
        held = defaultdict(list)
        for (number, placement), chosen in self.place.items():
            if not placement.rooms:
                continue
            rooms = {}
            for room in placement.rooms:
                if self.rota.has_room(room, placement):
                    rooms[room] = self.model.new_bool_var("")
                    held[room, placement.day].append((placement.hold, rooms[room]))
            self.rooms_used[number, placement] = rooms
            self.model.add(sum(rooms.values()) == chosen)
        for holds in held.values():
            for moment in {hold[0] for hold, _ in holds}:
                at_once = [used for hold, used in holds if hold[0] <= moment < hold[1]]
                if len(at_once) > 1:
                    self.model.add_at_most_one(at_once)

    def state_days(self):
        """One way for each worker's free day; a session is planned where as many workers as it needs have it."""
        having = defaultdict(list)
        for code in self.workers:
            for day in self.days:
                ways = self.list_ways(code, day)
                chosen = [self.model.new_bool_var("") for _ in ways]
                self.ways[code, day] = list(zip(ways, chosen))
                self.model.add_exactly_one(chosen)
                for (keys, cost, _), variable in self.ways[code, day]:
                    if cost:
                        self.terms.append(cost * variable)
                    for key in keys:
                        having[key, code].append(variable)
        for (number, placement), chosen in self.place.items():
            group = self.book.groups[number]
            if group.request.workers:
                all_of_them = [variable for code in self.workers for variable in having[(number, placement), code]]
                self.model.add(sum(all_of_them) == group.request.workers * chosen)
            for code in group.needed:
                self.model.add(sum(having[(number, placement), code]) == chosen)
        self.having = having

    def list_ways(self, code, day):
        """Ways to fill a day beside what is fixed in it: (sessions, cost with strangers, paid minutes). What the day is now and
        what is near to it comes first, then what is near to nothing, then whatever chance makes of these."""
        nodes = self.nodes(code, day)
        now = tuple(key for key in nodes if any((session.group, session.placement) == key and code in session.workers
                                                for session in self.inside))
        listing = Listing(self, code, day, nodes)
        listing.offer(())
        listing.offer(now)
        for gone in range(1, min(3, len(now) + 1)):
            for rest in combinations(now, len(now) - gone):
                listing.offer(rest)
        for key in self.search.random.sample(list(nodes), min(len(nodes), self.most_ways // 2)):
            listing.offer((key,))
        bases = list(listing.ways)
        near = [(base, key) for base in bases[:1 + len(now) * (len(now) + 1)] for key in nodes if base]
        for base, key in self.search.random.sample(near, min(len(near), self.most_ways)):
            listing.offer((*base, key))
        keys, bases = list(nodes), list(listing.ways)
        for _ in range(self.most_ways if nodes else 0):
            listing.offer((*self.search.random.choice(bases), self.search.random.choice(keys)))
        return [(keys, cost, paid) for keys, (cost, paid) in listing.ways.items()]

    def nodes(self, code, day):
        """What the worker could do on the day, in the order of time: (group, placement) with its task and strangeness."""
        found, fixed = {}, self.rota.days[code, day]
        for number, placement in self.place:
            group = self.book.groups[number]
            if placement.day == day and code in self.book.strange[group.request.code]:
                task = self.book.task(group, placement, code)
                if task and all(other[1] <= task[0] or task[1] <= other[0] for other in fixed):
                    found[number, placement] = task
        return dict(sorted(found.items(), key=lambda item: item[1][:2]))

    def state_people(self):
        """Sessions that people cannot both be in, whose people are kept apart, or of one request on one date."""
        keys = list(self.place)
        for at, one in enumerate(keys):
            near = self.book.neighbours(one[0])
            for other in keys[at + 1:]:
                groups = self.book.groups[one[0]], self.book.groups[other[0]]
                if other[0] in near and self.book.clash(groups[0], one[1], groups[1], other[1]):
                    self.model.add_bool_or(self.place[one].negated(), self.place[other].negated())

    def state_levels(self):
        of_child = defaultdict(list)
        for key, chosen in self.place.items():
            for child in self.book.groups[key[0]].request.children:
                of_child[child].append((key, chosen))
        for child, entries in of_child.items():
            dates, minutes, spaced = self.week.caps[child]
            on = []
            for day in range(7):
                here = [(key, chosen) for key, chosen in entries if key[1].day == day]
                fixed_minutes, fixed_sessions = self.rota.child[child][day]
                if here:
                    lengths = [self.book.groups[key[0]].request.minutes * chosen for key, chosen in here]
                    self.model.add(sum(lengths) <= minutes - fixed_minutes)
                if fixed_sessions or not here:
                    on.append(1 if fixed_sessions else 0)
                else:
                    there = self.model.new_bool_var("")
                    self.model.add_max_equality(there, [chosen for _, chosen in here])
                    on.append(there)
            self.model.add(sum(on) <= dates)
            if spaced:
                for one, other in zip(on, on[1:]):
                    adjacent = self.model.new_bool_var("")
                    self.model.add(adjacent >= one + other - 1)
                    self.terms.append(self.week.weights["adjacent_days"] * adjacent)

    def state_pay(self):
        for code in self.workers:
            worker, weights = self.week.workers[code], self.week.weights
            fixed = sum(self.rota.day_cost[code, day][1] for day in range(7) if day not in self.days)
            minutes = fixed + sum(way[2] * chosen for day in self.days for way, chosen in self.ways[code, day])
            if fixed > worker.most_paid:
                continue
            paid = self.model.new_int_var(0, max(worker.most_paid, fixed), "")
            self.model.add(paid == minutes)
            if worker.agency:
                self.terms.append(weights["agency_minute"] * paid)
                continue
            base = self.week.policy["strain_percent"] * worker.contracted // 100
            upto, strained, over = (self.model.new_int_var(0, max(1, worker.most_paid), "") for _ in range(3))
            self.model.add_min_equality(upto, [paid, worker.contracted])
            self.model.add_max_equality(strained, [upto - base, 0])
            self.model.add_max_equality(over, [paid - worker.contracted, 0])
            self.terms.append(weights["strain_minute"] * strained + weights["overtime_minute"] * over)

    def state_helpers(self):
        """More workers in a request's week than it needs."""
        by_request = defaultdict(lambda: defaultdict(list))
        for ((number, _), code), variables in self.having.items():
            by_request[self.book.groups[number].request.code][code].extend(variables)
        for code, workers in by_request.items():
            have = self.rota.helpers.get(code, {})
            needed, used = self.week.requests[code].workers, len(have)
            news = []
            for worker, variables in workers.items():
                if worker not in have and variables:
                    new = self.model.new_bool_var("")
                    for variable in variables:
                        self.model.add_implication(variable, new)
                    news.append(new)
            if used + len(news) > needed:
                extra = self.model.new_int_var(0, used + len(news), "")
                self.model.add(extra >= used + sum(news) - needed)
                self.terms.append(self.week.weights["extra_worker"] * extra)

    def hint(self):
        now = {(session.group, session.placement): session for session in self.inside}
        for key, chosen in self.place.items():
            self.model.add_hint(chosen, key in now)
            for room, used in self.rooms_used.get(key, {}).items():
                self.model.add_hint(used, key in now and now[key].room == room)
        for (code, day), ways in self.ways.items():
            own = {key for key, session in now.items() if code in session.workers and key[1].day == day}
            for (keys, _, _), chosen in ways:
                self.model.add_hint(chosen, set(keys) == own)

    def solve(self, seconds):
        """The sessions of the best solution found, or None, and whether nothing better is in the model."""
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.num_workers = self.search.threads
        solver.parameters.linearization_level = 2
        solver.parameters.random_seed = self.search.random.randrange(2**30)
        status = solver.solve(self.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None, False
        workers = defaultdict(list)
        for (code, _), ways in self.ways.items():
            for (keys, _, _), chosen in ways:
                if solver.value(chosen):
                    for key in keys:
                        workers[key].append(code)
        sessions = []
        for key, chosen in self.place.items():
            if solver.value(chosen):
                room = next((room for room, used in self.rooms_used.get(key, {}).items() if solver.value(used)), "")
                sessions.append(Session(key[0], key[1], room, tuple(sorted(workers[key]))))
        return sessions, status == cp_model.OPTIMAL


class Listing:
    """Ways to fill one worker's day, each at its exact cost."""

    def __init__(self, around, code, day, nodes):
        self.book, self.most, self.fixed = around.book, around.most_ways, around.rota.days[code, day]
        self.code, self.day, self.nodes = code, day, nodes
        self.ways, self.refused = {}, set()

    def offer(self, keys):
        """Lists a way, if the rules of the day allow it and it is not full yet."""
        keys = tuple(sorted(set(keys), key=lambda key: (self.nodes[key][:2], key[0])))
        if keys in self.ways or keys in self.refused or len(self.ways) >= self.most:
            return
        requests = [self.book.groups[number].request for number, _ in keys]
        result = None
        if len({request.code for request in requests}) == len(requests):
            tasks = sorted([*self.fixed, *(self.nodes[key] for key in keys)], key=lambda task: task[:2])
            result = self.book.day(self.code, self.day, tasks)
        if result is None:
            self.refused.add(keys)
            return
        strange = sum(self.book.strange[request.code][self.code] for request in requests)
        self.ways[keys] = result[0] + strange, result[1]


def order_of(session):
    return session.group, session.placement.day, session.placement.start


def time_of(minutes):
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def rows(book, rota):
    """The rows of `rota.csv` in its order."""
    week, planned, unplaced = book.week, [], []
    by_request = defaultdict(list)
    for session in rota.all():
        by_request[book.groups[session.group].request.code].append(session)
    for code, request in week.requests.items():
        sessions = sorted(by_request[code], key=lambda session: (session.placement.day, session.placement.start))
        for number, session in enumerate(sessions, 1):
            at = session.placement
            planned.append([code, number, "planned", week.dates[at.day].isoformat(), time_of(at.start), time_of(at.end),
                            at.site, session.room, ";".join(session.workers), ""])
        for number in range(len(sessions) + 1, request.due + 1):
            unplaced.append([code, number, "unplaced", "", "", "", "", "", "", reason(book, request)])
    planned.sort(key=lambda row: [row[at].encode() for at in (3, 4, 6, 7, 0)])
    unplaced.sort(key=lambda row: (row[0].encode(), row[1]))
    return planned + unplaced


def reason(book, request):
    """Why a session is unplaced, as far as this program looks into it."""
    week = book.week
    if not request.court and any(request.minutes > week.level(request, child) for child in request.children):
        return "over_level"
    if not any(group.placements for group in book.groups if group.request is request):
        return "no_time"
    return "too_costly" if request.workers <= len(book.eligible[request.code]) else "no_worker"


def write(path, fill):
    """Writes a file under a passing name first, so that whoever ends the program finds a whole one."""
    path = Path(path)
    handle, passing = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        fill(file)
    os.replace(passing, path)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", help="the planning folder")
    parser.add_argument("--week", required=True, help="the Monday, as 2026-11-30")
    parser.add_argument("--out", required=True, help="the rota.csv to write")
    parser.add_argument("--seconds", type=float, default=60.0, help="the time limit")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--trace", help="a CSV file for the curve of the cost")
    return parser.parse_args()


def main():
    given = arguments()
    given.began = time.monotonic()
    book = Book(Week(given.folder, given.week))
    search = Search(book, given)
    rota = search.run()

    def fill(file):
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows(book, rota))

    write(given.out, fill)
    print(f"cost {search.cost}, {len(rota.all())} sessions planned, {len(search.points)} improvements", file=sys.stderr)


if __name__ == "__main__":
    main()

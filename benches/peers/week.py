"""A planning folder as plain Python objects, with the derived values that planning needs.

It trusts the folder: `kintime validate` is what finds errors in one. Times are minutes of a day; a day is 0 (Monday) to 6.
"""

import csv
import math
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SECTORS = Path(__file__).resolve().parents[2] / "data" / "postcode-sectors" / "sectors.csv"

POLICY = {
    "grid_minutes": 15, "turnaround_minutes": 15, "arrival_minutes": 10, "handover_minutes": 10,
    "agreement_minutes": 15, "recording_minutes": 30, "after_school_minutes": 30, "break_after_minutes": 360,
    "break_minutes": 20, "booking_weeks": 12, "notice_hours": 24, "history_weeks": 12, "pattern_weeks": 4,
    "strain_percent": 85, "car_kmh": 40, "transit_kmh": 18, "detour_percent": 130, "leg_minutes": 5,
    "closed_on_bank_holidays": True, "extra_bank_holidays": (),
    "school_hours": {"nursery": "none", "primary": "08:45-15:15", "secondary": "08:30-15:15"},
}
LEVELS = {
    "under_1": {"days": 3, "minutes": 120}, "pre_school": {"days": 3, "minutes": 90},
    "primary": {"days": 2, "minutes": 90}, "secondary": {"days": 1, "minutes": 90},
    "long_term": {"per_year": 6, "minutes": 90, "community_minutes": 180},
}
WEIGHTS = {
    "unplaced": {"court": 8000, "proceedings": 4000, "looked_after": 2000, "spare": 600},
    "familiar": 30, "unfamiliar": 90, "extra_worker": 120, "other_day": 60, "other_time": 5, "other_time_cap": 40,
    "other_venue": 40, "child_minute": 3, "adult_minute": 1, "worker_minute": 1, "window": 30, "venue": 30,
    "area": 40, "adjacent_days": 25, "waiting_quarter": 2, "strain_minute": 1, "overtime_minute": 3,
    "agency_minute": 1, "agency_day": 150,
}


def clock(text):
    hours, minutes = text.strip().split(":")
    return 60 * int(hours) + int(minutes)


def listed(text):
    return [part.strip() for part in text.split(";") if part.strip()]


def span(text):
    start, end = text.strip().split("-")
    return clock(start), clock(end)


def hours(text):
    """Intervals of a day; those that touch or overlap are one."""
    merged = []
    for start, end in sorted(span(part) for part in listed(text)):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def weekly(text):
    """`mon-fri 16:00-18:30;sat 10:00-16:00` as the intervals of each day; None where nothing is given."""
    if not text:
        return None
    days = [[] for _ in DAYS]
    for part in listed(text):
        words, times = part.rsplit(" ", 1)
        for word in words.replace(" ", "").split(","):
            first, _, last = word.partition("-")
            for day in range(DAYS.index(first), DAYS.index(last or first) + 1):
                days[day].append(span(times))
    return days


def a_date(text):
    return date.fromisoformat(text) if text else None


def overlaid(base, changes):
    """Nested settings with some of them replaced."""
    return {key: overlaid(value, changes[key]) if isinstance(value, dict) and key in changes
            else changes.get(key, value) for key, value in base.items()}


@cache
def easter(year):
    """Easter Sunday, after Meeus (Astronomical Algorithms, chapter 8)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, common = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    quarter, odd = divmod(rest, 4)
    weekday = (32 + 2 * common + 2 * quarter - moon - odd) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def bank_holidays(year):
    """The standing bank holidays of England and Wales; a substitute day stands instead of one on a weekend."""
    sunday = easter(year)
    holidays = {sunday - timedelta(2), sunday + timedelta(1)}
    first = date(year, 5, 1)
    holidays.add(first + timedelta(-first.weekday() % 7))
    for last in (date(year, 5, 31), date(year, 8, 31)):
        holidays.add(last - timedelta(last.weekday()))
    # Weekdays keep theirs; one on a weekend moves to the next weekday that is free.
    for day in sorted((date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)), key=lambda day: day.weekday() > 4):
        while day.weekday() > 4 or day in holidays:
            day += timedelta(1)
        holidays.add(day)
    return frozenset(holidays)


@dataclass(frozen=True)
class Room:
    venue: str
    capacity: int
    features: frozenset


@dataclass
class Worker:
    base: str
    contracted: int
    most_paid: int
    skills: frozenset
    drives: bool
    agency: bool
    most_sessions: int
    shifts: list
    duties: list = field(default_factory=lambda: [[] for _ in DAYS])


@dataclass
class Person:
    is_child: bool
    band: str
    school: object
    means: str


@dataclass
class Request:
    code: str
    children: list
    adults: list
    minutes: int
    mode: str
    priority: str
    court: bool
    long_term: bool
    workers: int
    transport: bool
    extra: int
    row: dict
    due: int = 0
    main: str = ""
    familiar: frozenset = frozenset()
    usual: tuple = ()

    @property
    def people(self):
        return self.children + self.adults


class Week:
    """Everything about one week of a service."""

    def __init__(self, folder, monday):
        self.folder = Path(folder)
        self.dates = [date.fromisoformat(monday) + timedelta(day) for day in range(7)]
        settings = {}
        if (self.folder / "service.toml").exists():
            settings = tomllib.loads((self.folder / "service.toml").read_text("utf-8-sig"))
        self.policy = overlaid(POLICY, settings.get("policy", {}))
        self.levels = overlaid(LEVELS, settings.get("levels", {}))
        self.weights = overlaid(WEIGHTS, settings.get("weights", {}))
        self._read_places()
        self._read_absences()
        self._read_workers()
        self._read_people()
        self._read_requests()

    def rows(self, name):
        path = self.folder / name
        if not path.exists():
            return []
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, skipinitialspace=True)
            return [defaultdict(str, {key.strip(): (value or "").strip() for key, value in row.items() if key})
                    for row in rows]

    def _read_places(self):
        self.journeys = {(row["from"], row["to"], row["by"] or "car"): int(row["minutes"])
                         for row in self.rows("travel.csv")}
        self.places, self.venues, self.areas, self.staffed, features = {}, {}, {}, set(), {}
        for row in self.rows("venues.csv"):
            code = row["venue"]
            self.places[code] = self._place(row)
            self.venues[code] = [hours(row[day]) for day in DAYS]
            self.areas[code] = row["area"]
            features[code] = frozenset(listed(row["features"]))
            if row["staffed"] == "yes":
                self.staffed.add(code)
        self.rooms = {row["room"]: Room(row["venue"], int(row["capacity"]),
                                        features[row["venue"]] | frozenset(listed(row["features"])))
                      for row in self.rows("rooms.csv")}
        self.rooms_of = defaultdict(list)
        for code, room in self.rooms.items():
            self.rooms_of[room.venue].append(code)

    def _place(self, row):
        if row["latitude"] and row["longitude"]:
            return float(row["latitude"]), float(row["longitude"])
        letters = row["postcode"].upper().replace(" ", "")
        whole = letters[:-2] if letters[-2:].isalpha() else letters
        return sectors()[f"{whole[:-1]} {whole[-1]}"]

    def _read_absences(self):
        self.absences = defaultdict(list)
        for row in self.rows("availability.csv"):
            self.absences[row["kind"], row["id"]].append((self._moment(row["from"], 0), self._moment(row["to"], 1440)))

    def _moment(self, text, of_a_date):
        """Minutes since the beginning of the week."""
        day, _, time = text.replace("T", " ").partition(" ")
        return 1440 * (date.fromisoformat(day) - self.dates[0]).days + (clock(time) if time else of_a_date)

    def free(self, kind, code, day, start, end):
        start, end = 1440 * day + start, 1440 * day + end
        return all(end <= away or back <= start for away, back in self.absences.get((kind, code), ()))

    def _read_workers(self):
        self.workers = {}
        for row in self.rows("workers.csv"):
            contracted, overtime = (int(60 * Decimal(row[name] or "0")) for name in ("contracted_hours", "overtime_hours"))
            self.workers[row["worker"]] = Worker(
                row["base"], contracted, contracted + overtime, frozenset(listed(row["skills"])),
                row["drives"] == "yes", row["agency"] == "yes", int(row["max_sessions_per_day"] or 4),
                [hours(row[day]) for day in DAYS])
        for row in self.rows("duties.csv"):
            day = (date.fromisoformat(row["date"]) - self.dates[0]).days
            start, end = clock(row["from"]), clock(row["to"])
            if not 0 <= day < 7:
                continue
            worker = self.workers[row["worker"]]
            place = row["venue"] or worker.base
            worker.duties[day].append((start, end, place, place, None))
            if row["room"]:
                self.absences["room", row["room"]].append((1440 * day + start, 1440 * day + end))

    def _read_people(self):
        self.people = {}
        for row in self.rows("people.csv"):
            code, education = row["person"], row["education"] or "none"
            self.places[code] = self._place(row)
            school = row["school_hours"] or self.policy["school_hours"].get(education, "none")
            is_child = row["kind"] == "child"
            self.people[code] = Person(is_child, self._band(a_date(row["born"]), education) if is_child else "",
                                       span(school) if is_child and school != "none" else None, row["travels_by"] or "car")
        self.keep_apart = [(row["person_a"], row["person_b"], int(row["minutes"] or 30))
                           for row in self.rows("keep_apart.csv")]

    def _band(self, born, education):
        monday = self.dates[0]
        years = monday.year - born.year - ((monday.month, monday.day) < (born.month, born.day))
        if years < 1:
            return "under_1"
        if education in ("primary", "secondary"):
            return education
        return "pre_school" if years < 5 else "primary" if years < 11 else "secondary"

    def _read_requests(self):
        terms = self.rows("terms.csv") if (self.folder / "terms.csv").exists() else None
        self.terms = None if terms is None else [(a_date(row["from"]), a_date(row["to"])) for row in terms]
        self.extra_holidays = {day if isinstance(day, date) else date.fromisoformat(day)
                               for day in self.policy["extra_bank_holidays"]}
        history = defaultdict(list)
        for row in self.rows("history.csv"):
            if date.fromisoformat(row["date"]) < self.dates[0]:
                history[row["request"]].append(row)
        self.requests = {}
        for row in self.rows("requests.csv"):
            request = self._request(row)
            self._remember(request, history[request.code])
            self.requests[request.code] = request
        self.fixed = [row for row in self.rows("fixed.csv") if a_date(row["date"]) in self.dates]
        self.requests_of = defaultdict(list)
        for request in self.requests.values():
            for child in request.children:
                self.requests_of[child].append(request)
        self.caps = {child: self._caps(child) for child in self.requests_of}

    def _request(self, row):
        court, status = row["court_ordered"] == "yes", row["status"]
        priority = ("court" if court else "proceedings" if status == "interim_care_order"
                    else "spare" if status == "section_17" else "looked_after")
        extra = self.policy["agreement_minutes"] if row["agreement"] == "needed" else 0
        return Request(row["request"], listed(row["children"]), listed(row["adults"]), int(row["minutes"]),
                       row["mode"] or "venue", priority, court, row["long_term"] == "yes", int(row["workers"] or 1),
                       row["transport"] == "worker", extra, row)

    def _remember(self, request, past):
        """Sessions due, the main and familiar workers and the usual slots, from what has been."""
        counted = [row for row in past if row["status"] in ("held", "planned")]

        def since(weeks):
            first = self.dates[0] - timedelta(7 * weeks)
            return [row for row in counted if date.fromisoformat(row["date"]) >= first]

        number, _, period = request.row["frequency"].partition("/")
        number = int(number)
        if period == "week":
            due = number
        elif period == "year":
            due = int(len(since(52)) < number and not since(52 // number - 1))
        else:
            due = int(not since(int(period.removesuffix("weeks")) - 1))
        if request.long_term and not request.court:
            due = min(due, 1) if len(since(52)) < self.levels["long_term"]["per_year"] else 0
        request.due = min(due, sum(self.is_bookable(request, day) for day in range(7)))
        weight = {}
        for row in since(self.policy["history_weeks"]):
            for worker in listed(row["workers"]):
                if row["status"] == "held" and worker in self.workers:
                    count, latest = weight.get(worker, (0, ("", 0)))
                    weight[worker] = count + 1, max(latest, (row["date"], clock(row["start"])))
        # Most sessions, then the latest, then the smallest id: the last holds because max keeps the first of equals.
        often = max(sorted(weight), key=weight.get, default="")
        request.main = request.row["main_worker"] or often
        request.familiar = frozenset(weight) - {request.main}
        request.usual = tuple({(date.fromisoformat(row["date"]).weekday(), clock(row["start"]), row["venue"])
                               for row in since(self.policy["pattern_weeks"])})

    def is_bookable(self, request, day):
        row, on = request.row, self.dates[day]
        first, ends = a_date(row["first"]), a_date(row["ends"])
        if ends is None and first is not None:
            ends = first + timedelta(7 * self.policy["booking_weeks"] - 1)
        gone, back = a_date(row["suspended_from"]), a_date(row["suspended_until"])
        suspended = (gone or back) and (gone is None or gone <= on) and (back is None or on <= back)
        return (first is None or first <= on) and (ends is None or on <= ends) and not suspended

    def is_holiday(self, day):
        on = self.dates[day]
        return on in bank_holidays(on.year) or on in self.extra_holidays

    def is_school_day(self, day):
        in_term = self.terms is None or any(start <= self.dates[day] <= end for start, end in self.terms)
        return day < 5 and not self.is_holiday(day) and in_term

    def level(self, request, child):
        """The most minutes of a session of a request as far as a child goes."""
        band = self.levels[self.people[child].band]["minutes"]
        if request.court:
            return max(request.minutes, band)
        if request.long_term:
            return self.levels["long_term"]["community_minutes" if request.mode == "community" else "minutes"]
        return band

    def _caps(self, child):
        """Most dates a week and most minutes a date of a child, and whether adjacent dates cost."""
        due = [request for request in self.requests_of[child] if request.due]
        dates = max(self.levels[self.people[child].band]["days"], sum(request.due for request in due if request.court))
        minutes = max((self.level(request, child) for request in due), default=0)
        return dates, minutes, sum(request.due for request in due) <= 3

    def means(self, person):
        """How a person travels; children go by car."""
        return "car" if self.people[person].is_child else self.people[person].means

    def travel(self, start, end, means="car"):
        if start == end:
            return 0
        known = self.journeys.get((start, end, means))
        if known is None:
            known = self.journeys[start, end, means] = self._journey(self.places[start], self.places[end], means)
        return known

    def _journey(self, start, end, means):
        (lat, lon), (to_lat, to_lon) = ([math.radians(degrees) for degrees in place] for place in (start, end))
        half = math.sin((to_lat - lat) / 2) ** 2 + math.cos(lat) * math.cos(to_lat) * math.sin((to_lon - lon) / 2) ** 2
        metres = math.floor(2 * 6371008.8 * math.asin(math.sqrt(min(1.0, half))) + 0.5)
        if metres < 50:
            return 0
        longer, speed = metres * self.policy["detour_percent"] * 60, 100_000 * self.policy[f"{means}_kmh"]
        return self.policy["leg_minutes"] - (-longer // speed)


@cache
def sectors():
    with SECTORS.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {row["code"]: (float(row["latitude"]), float(row["longitude"])) for row in rows}

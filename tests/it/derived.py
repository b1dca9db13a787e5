"""Prints the derived values of a planning folder as the independent reader has them, one fact a line, sorted by the caller.

usage: derived.py FOLDER_OF_READER WEEK FOLDER
"""
import sys

sys.path.insert(0, sys.argv[1])
from reader import Inst, fmt

inst = Inst(sys.argv[3], sys.argv[2])


def out(*parts):
    print("\t".join(map(str, parts)))


for q in inst.requests.values():
    out("due", q.id, q.due)
    out("main", q.id, q.main)
    out("familiar", q.id, ";".join(sorted(q.familiar)))
    slots = ((k, fmt(s), v if v in inst.venues or v in ("", "community", "virtual") else "?") for k, s, v in q.usual)
    out("usual", q.id, ";".join(sorted({f"{k} {s} {v}" for k, s, v in slots})))
    out("extra", q.id, q.extra)
    out("bookable", q.id, "".join("01"[inst.bookable(q, d)] for d in inst.dates))
    for c in q.children:
        out("level", q.id, c, inst.level(q, c))
for p in inst.people.values():
    if p.kind == "child":
        out("caps", p.id, *inst.caps(p.id), int(inst.spaced(p.id)))
        out("school", p.id, *(p.school or ()))
for day, d in enumerate(inst.dates):
    out("day", day, int(inst.holiday(d)), int(inst.is_school_day(d)))
for v in inst.venues:
    for b in inst.venues:
        out("travel", v, b, "car", inst.travel(v, b, "car"))
for p in inst.people.values():
    for v in inst.venues:
        for by in ("car", "transit"):
            out("travel", p.id, v, by, inst.travel(p.id, v, by))
            out("travel", v, p.id, by, inst.travel(v, p.id, by))
for q in inst.requests.values():
    for a in q.people:
        out("travel", q.children[0], a, "car", inst.travel(q.children[0], a, "car"))
for w in inst.workers.values():
    out("worker", w.id, w.base, w.contracted, w.limit, w.max_day)
for (kind, i), spans in inst.unavail.items():
    monday = inst.monday.toordinal() * 1440
    out("away", kind, i, *sorted((a - monday, b - monday) for a, b in spans))
for f in inst.fixed:
    out("fixed", *(x if x is not None else "" for x in (f[0], f[1], f[2], f[3], f[4])), ";".join(f[5]))

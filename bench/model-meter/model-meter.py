#!/usr/bin/env python3
"""A model meter: RAPL counters whose watts follow the processor's load by a known line.

Writes DIR/intel-rapl:0 (psys) with energy_uj, as the kernel would; the truth is IDLE + SLOPE x busy
threads. For machines without counters: it tests how watts are split, never how many there are.
"""
import os
import sys
import time

folder, idle, slope = sys.argv[1], float(sys.argv[2]), float(sys.argv[3])
zone = os.path.join(folder, "intel-rapl:0")
os.makedirs(zone, exist_ok=True)


def put(name, text):
    # Written in place: the reader keeps the file open, as it does in /sys.
    with open(os.path.join(zone, name), "r+" if os.path.exists(os.path.join(zone, name)) else "w") as f:
        f.write(text)


put("name", "psys\n")
put("max_energy_range_uj", "262143328850\n")
put("energy_uj", "%020d\n" % 0)


def busy():
    with open("/proc/stat") as f:
        fields = [int(x) for x in f.readline().split()[1:9]]
    return (sum(fields) - fields[3] - fields[4]) / os.sysconf("SC_CLK_TCK")


energy, before, at = 0.0, busy(), time.monotonic()
while True:
    time.sleep(0.1)
    now, then = time.monotonic(), busy()
    energy += idle * (now - at) + slope * (then - before)
    before, at = then, now
    put("energy_uj", "%020d\n" % round(energy * 1e6))

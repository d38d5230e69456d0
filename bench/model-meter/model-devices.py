#!/usr/bin/env python3
"""Five power meters on this machine, for measuring what reading them costs: a Shelly, a Tasmota, a Kasa plug, a UPS
behind upsd, each on a port of loopback, and a P1 port on a pseudo-terminal that pushes a telegram a second.

Usage: model-devices.py FIRST-PORT; prints one line "KIND ADDRESS" each, then serves until it is ended.
"""
import http.server
import json
import os
import pty
import socketserver
import struct
import sys
import threading
import time
import tty

first = int(sys.argv[1])
began = time.time()


def watts():
    return round(60 + 20 * ((time.time() - began) % 7) / 7, 1)


def energy():
    return round(5000 + (time.time() - began) / 60, 3)


class Shelly(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        if self.path.startswith("/shelly"):
            return {"id": "model", "mac": "A8032ABE54DC", "gen": 2}
        return {"switch:0": {"id": 0, "output": True, "apower": watts(), "voltage": 230.1, "current": 0.3,
                             "aenergy": {"total": energy()}}, "sys": {"unixtime": int(time.time())}}

    def do_GET(self):
        body = json.dumps(self.answer()).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Tasmota(Shelly):
    def answer(self):
        return {"StatusSNS": {"ENERGY": {"Total": energy() / 1000, "Power": watts(), "Voltage": 230, "Current": 0.3}}}


class Kasa(socketserver.BaseRequestHandler):
    def handle(self):
        head = self.request.recv(4)
        if len(head) < 4:
            return
        left = struct.unpack(">I", head)[0]
        while left > 0:
            got = self.request.recv(left)
            if not got:
                return
            left -= len(got)
        text = json.dumps({"system": {"get_sysinfo": {"mac": "50:C7:BF:00:00:01", "feature": "TIM:ENE"}},
                           "emeter": {"get_realtime": {"power_mw": int(watts() * 1000), "voltage_mv": 230100,
                                                       "current_ma": 300, "total_wh": int(energy()), "err_code": 0}}})
        key, out = 171, bytearray()
        for byte in text.encode():
            key ^= byte
            out.append(key)
        self.request.sendall(struct.pack(">I", len(out)) + bytes(out))


class Ups(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            if line.startswith(b"LIST VAR"):
                self.wfile.write(("BEGIN LIST VAR ups\nVAR ups ups.realpower \"%.0f\"\nVAR ups output.voltage \"230.1\"\n"
                                  "END LIST VAR ups\n" % watts()).encode())


class Threaded(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


def p1(port):
    while True:
        text = ("/MDL5\\made-here\r\n\r\n1-0:1.8.1(%010.3f*kWh)\r\n1-0:1.7.0(%06.3f*kW)\r\n1-0:2.7.0(00.000*kW)\r\n!\r\n"
                % (energy() / 1000, watts() / 1000))
        os.write(port, text.encode())
        time.sleep(1)


for number, (kind, handler) in enumerate((("shelly", Shelly), ("tasmota", Tasmota), ("kasa", Kasa), ("nut", Ups))):
    server = Threaded(("127.0.0.1", first + number), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    name = "ups@" if kind == "nut" else ""
    print(kind, name + "127.0.0.1:%d" % (first + number), flush=True)
near, far = pty.openpty()
tty.setraw(near)
tty.setraw(far)
print("dsmr", os.ttyname(far), flush=True)
p1(near)

#!/usr/bin/python3
"""A web server that misbehaves on demand: the path says how.

usage: http.py [CERT KEY]      Listens on 127.0.0.1 and prints its port.

Raw sockets, because most of what we need is what http.server forbids.
"""
import gzip
import socket
import ssl
import sys
import threading
import time
import zlib

lock = threading.Lock()
connections = 0
seen = []           # "METHOD path"
threading.stack_size(256 * 1024)


def answer(status, body=b"", *headers):
    head = "HTTP/1.1 %s\r\nContent-Length: %d\r\n" % (status, len(body))
    head += "".join(h + "\r\n" for h in headers)
    return head.encode() + b"\r\n" + body


def read_request(c, rest):
    while b"\r\n\r\n" not in rest:
        got = c.recv(65536)
        if not got:
            return None
        rest += got
    head, rest = rest.split(b"\r\n\r\n", 1)
    lines = head.decode("latin-1").split("\r\n")
    method, path, _ = lines[0].split(" ", 2)
    headers = {}
    for line in lines[1:]:
        name, value = line.split(":", 1)
        headers[name.lower()] = value.strip()
    n = int(headers.get("content-length", "0"))
    while len(rest) < n:
        got = c.recv(65536)
        if not got:
            return None
        rest += got
    return method, path, headers, rest[:n], rest[n:]


def serve(c, number):
    rest = b""
    while True:
        r = read_request(c, rest)
        if r is None:
            return
        method, path, headers, body, rest = r
        with lock:
            seen.append("%s %s" % (method, path))
            turn = seen.count("%s %s" % (method, path))
        what, _, arg = path.lstrip("/").partition("?")

        if what == "echo":
            text = "%s %s\n" % (method, path)
            text += "".join("%s: %s\n" % h for h in sorted(headers.items()))
            text = text.encode() + b"\n" + body
            if method == "HEAD":
                c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n")
            else:
                c.sendall(answer("200 OK", text,
                                 "content-TYPE: Text/Plain; charset=utf-8"))
        elif what == "stats":
            n = sum(1 for s in seen if s.split(" ", 1)[1] == "/" + arg)
            c.sendall(answer("200 OK", b"%d %d" % (connections, n)))
        elif what == "page":
            if headers.get("if-none-match") == '"v1"':
                c.sendall(b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\n\r\n')
            else:
                c.sendall(answer("200 OK", b"{}", 'eTaG:   "v1"  ',
                                 "last-modified: Sun, 06 Nov 1994 08:49:37 GMT",
                                 "Content-Type:APPLICATION/JSON"))
        elif what == "hints":
            c.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: <early>\r\n\r\n" +
                      answer("200 OK", b"x", "Link: <late>"))
        elif what == "trailer":
            c.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                      b"2\r\nok\r\n0\r\nLink: <trailer>\r\n\r\n")
        elif what == "status":
            status, *more = arg.replace("%20", " ").split("&")
            c.sendall(answer(status + " X", b"said so", *more))
        elif what == "go":
            status, _, to = arg.partition("&")
            c.sendall(answer(status + " X", b"gone", "Location: " + to))
        elif what == "slow":
            for byte in b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx":
                c.sendall(bytes([byte]))
                time.sleep(0.05)
        elif what == "silent":
            time.sleep(20)
        elif what == "hangup":
            return
        elif what == "dies":
            # The second time on a connection kept open: read, and vanish.
            if turn > 1:
                return
            c.sendall(answer("200 OK", b"first"))
        elif what == "partial":
            c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhello")
            return
        elif what == "huge":
            c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n")
            block = b"x" * 65536
            for _ in range(1600):
                c.sendall(block)
        elif what == "endless":
            c.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            while True:
                c.sendall(b"1000\r\n" + b"y" * 4096 + b"\r\n")
        elif what == "gzip":
            c.sendall(answer("200 OK", gzip.compress(b"unpacked"),
                             "Content-Encoding: gzip"))
        elif what == "badgzip":
            c.sendall(answer("200 OK", b"this is not gzip at all",
                             "Content-Encoding: gzip"))
        elif what == "bomb":
            z = zlib.compressobj(9, zlib.DEFLATED, 31)
            data = b"".join(z.compress(b"\0" * (1 << 20)) for _ in range(64))
            c.sendall(answer("200 OK", data + z.flush(),
                             "Content-Encoding: gzip"))
        elif what == "manyheaders":
            c.sendall(b"HTTP/1.1 200 OK\r\n")
            while True:
                c.sendall(b"X-More: " + b"z" * 1000 + b"\r\n")
        elif what == "garbage":
            c.sendall(b"\0\1\2 I speak no HTTP\r\n\r\n")
            return
        elif what == "nul":
            c.sendall(answer("200 OK", b"a\0b"))
        else:
            c.sendall(answer("404 Not Found", b"no " + what.encode()))


def guard(c, number, ctx):
    try:
        if ctx is not None:
            c = ctx.wrap_socket(c, server_side=True)
        serve(c, number)
    except (OSError, ValueError):
        pass
    finally:
        c.close()


def main():
    global connections
    ctx = None
    if len(sys.argv) == 3:
        ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        ctx.load_cert_chain(sys.argv[1], sys.argv[2])
    s = socket.socket()
    s.bind(("127.0.0.1", 0))
    s.listen(64)
    print(s.getsockname()[1], flush=True)
    while True:
        c, _ = s.accept()
        c.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connections += 1
        threading.Thread(target=guard, args=(c, connections, ctx),
                         daemon=True).start()


main()

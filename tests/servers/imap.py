#!/usr/bin/python3
"""A mailbox server (IMAP), as far as hark asks for it.

usage: imap.py FOLDER MODE [CERT KEY]

MODE: plain, starttls (nothing goes without), imaps, each with user hark,
password "open sesame" or XOAUTH2 token "t-1"; or of those that misbehave:
silent (says nothing), notls (cannot STARTTLS), deny (refuses, and hears no
LOGOUT), mute (hears nothing once logged in), hangup (ends once logged in),
flood (talks and talks).

Boxes are folders of FOLDER, INBOX and Sent, with mails named by their UID,
which IDLE watches; the file .validity has another UIDVALIDITY than 1.
Listens on 127.0.0.1 and prints its port.  What clients say is appended to
FOLDER/log, but for passwords: their length.
"""
import base64
import os
import re
import select
import socket
import sys
import threading
import time

folder, mode = sys.argv[1], sys.argv[2]
lock = threading.Lock()
CRLF = b"\r\n"


def note(line):
    with lock, open(os.path.join(folder, "log"), "ab") as f:
        f.write(line + b"\n")


def context():
    import ssl
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    c.load_cert_chain(sys.argv[3], sys.argv[4])
    return c


class Client:
    def __init__(self, sock):
        self.sock = sock
        self.file = sock.makefile("rwb", 0)
        self.secure = mode == "imaps"
        self.box = None

    def say(self, line):
        self.file.write(line + CRLF)

    def line(self):
        got = self.file.readline(65536)
        if not got.endswith(b"\n"):
            raise OSError("gone")
        return got.rstrip(CRLF)

    def capability(self):
        words = b"IMAP4rev1 SASL-IR LITERAL+ IDLE SPECIAL-USE"
        if mode == "starttls" and not self.secure:
            return words + b" STARTTLS LOGINDISABLED"
        return words + b" AUTH=PLAIN AUTH=LOGIN AUTH=XOAUTH2"

    def good(self, mech, first):
        if mech == b"XOAUTH2":
            return base64.b64decode(first) == \
                b"user=hark\1auth=Bearer t-1\1\1"
        if mech == b"PLAIN":
            return base64.b64decode(first).split(b"\0")[1:] == \
                [b"hark", b"open sesame"]
        return False

    def authenticate(self, tag, args):
        mech, _, first = args.partition(b" ")
        if not first:
            self.say(b"+ ")
            first = self.line()
        note(b"AUTHENTICATE %s %d %s" % (
            mech, len(first), b"tls" if self.secure else b"clear"))
        if mode == "deny" or not self.good(mech, first):
            if mech == b"XOAUTH2":
                self.say(b"+ eyJzdGF0dXMiOiI0MDAifQ==")
                self.line()
            self.say(tag + b" NO [AUTHENTICATIONFAILED] not with " + first)
            return
        self.say(tag + b" OK in")
        if mode == "hangup":
            raise OSError("hangup")
        while mode == "flood":
            self.say(b"* OK " + b"x" * 4000)

    def uids(self):
        d = os.path.join(folder, self.box)
        return sorted(int(n) for n in os.listdir(d) if n.isdigit())

    def examine(self, tag, name, write=False):
        name = name.strip(b'"').decode()
        if not os.path.isdir(os.path.join(folder, name)) or "/" in name:
            self.say(tag + b" NO [NONEXISTENT] no such box")
            return
        self.box = name
        validity = 1
        try:
            with open(os.path.join(folder, name, ".validity")) as f:
                validity = int(f.read())
        except OSError:
            pass
        uids = self.uids()
        self.known = len(uids)
        self.say(b"* FLAGS (\\Answered \\Seen)")
        self.say(b"* %d EXISTS" % len(uids))
        self.say(b"* OK [UIDVALIDITY %d] valid" % validity)
        self.say(b"* OK [UIDNEXT %d] next" % ((uids[-1] if uids else 0) + 1))
        self.say(tag + (b" OK [READ-WRITE] done" if write else
                        b" OK [READ-ONLY] done"))

    def store(self, args):
        """Flags are kept as lines of the file .flags."""
        spec, _, what = args.partition(b" ")
        with open(os.path.join(folder, self.box, ".flags"), "ab") as f:
            for u in self.chosen(spec):
                f.write(b"%d %s\n" % (u, what))

    def chosen(self, spec):
        uids = self.uids()
        got = []
        for part in spec.split(b","):
            a, _, b = part.partition(b":")
            low = int(a)
            high = (uids[-1] if uids else 0) if b == b"*" else int(b or a)
            if b == b"*" and uids:
                low = min(low, uids[-1])
            got += [u for u in uids if low <= u <= high]
        return sorted(set(got))

    def fetch(self, args):
        spec, _, items = args.partition(b" ")
        uids = self.uids()
        for u in self.chosen(spec):
            path = os.path.join(folder, self.box, str(u))
            with open(path, "rb") as f:
                text = f.read()
            at = time.strftime("%d-%b-%Y %H:%M:%S +0000",
                               time.gmtime(os.stat(path).st_mtime)).encode()
            out = b'* %d FETCH (UID %d' % (uids.index(u) + 1, u)
            if b"INTERNALDATE" in items:
                out += b' INTERNALDATE "%s"' % at
            m = re.search(rb"BODY\.PEEK\[\]<(\d+)\.(\d+)>", items)
            if b"BODY[" in items:
                note(b"SEEN %d" % u)
            if m:
                piece = text[int(m[1]):int(m[1]) + int(m[2])]
                out += b" BODY[]<%s> {%d}\r\n" % (m[1], len(piece)) + piece
            self.say(out + b")")

    def idle(self, tag):
        self.say(b"+ idling")
        while not select.select([self.sock], [], [], 0.05)[0]:
            n = len(self.uids())
            if n != self.known:
                self.known = n
                self.say(b"* %d EXISTS" % n)
        self.line()
        self.say(tag + b" OK done")

    def command(self, line):
        tag, _, rest = line.partition(b" ")
        word, _, args = rest.partition(b" ")
        word = word.upper()
        if word == b"UID":
            word, _, args = args.partition(b" ")
            word = b"UID " + word.upper()
        if word == b"AUTHENTICATE":
            self.authenticate(tag, args)
            return
        note(line.partition(b" ")[2])
        if mode == "mute" and word != b"CAPABILITY":
            return
        if word == b"LOGOUT":
            if mode == "deny":
                time.sleep(30)
            self.say(b"* BYE bye")
            self.say(tag + b" OK bye")
            raise OSError("bye")
        if word == b"CAPABILITY":
            self.say(b"* CAPABILITY " + self.capability())
        elif word == b"STARTTLS" and mode == "starttls":
            self.say(tag + b" OK begin")
            self.sock = context().wrap_socket(self.sock, server_side=True)
            self.file = self.sock.makefile("rwb", 0)
            self.secure = True
            return
        elif word == b"LIST":
            self.say(b'* LIST (\\HasNoChildren) "/" "INBOX"')
            self.say(b'* LIST (\\HasNoChildren \\Sent) "/" "Sent"')
        elif word == b"EXAMINE":
            self.examine(tag, args)
            return
        elif word == b"SELECT":
            self.examine(tag, args, True)
            return
        elif word == b"UID STORE":
            self.store(args)
        elif word == b"UID SEARCH":
            m = re.search(rb"UID ([\d:*]+)", args)
            got = self.chosen(m[1]) if m else self.uids()
            self.say(b"* SEARCH" + b"".join(b" %d" % u for u in got))
        elif word == b"UID FETCH":
            self.fetch(args)
        elif word == b"IDLE":
            self.idle(tag)
            return
        elif word != b"NOOP":
            self.say(tag + b" BAD what is " + word)
            return
        self.say(tag + b" OK done")

    def serve(self):
        if mode == "silent":
            time.sleep(30)
        self.say(b"* OK [CAPABILITY " + self.capability() + b"] ready")
        while True:
            self.command(self.line())


def guard(sock):
    try:
        if mode == "imaps":
            sock = context().wrap_socket(sock, server_side=True)
        Client(sock).serve()
    except OSError:
        pass
    sock.close()


s = socket.socket()
s.bind(("127.0.0.1", 0))
s.listen(16)
print(s.getsockname()[1], flush=True)
while True:
    c, _ = s.accept()
    threading.Thread(target=guard, args=(c,), daemon=True).start()

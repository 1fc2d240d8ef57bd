#!/usr/bin/python3
"""A mail server (aiosmtpd), or one that misbehaves (raw).

usage: smtp.py FOLDER plain
       smtp.py FOLDER starttls|smtps CERT KEY     login required
       smtp.py FOLDER raw MODE

Listens on 127.0.0.1 and prints its port.  Accepted mails become files
FOLDER/1, FOLDER/2, ...: one line "connection tls login from to", then the text
as it came.  Recipients temp@, nobody@ and late@ are refused.
"""
import os
import socket
import sys
import threading
import time

folder, kind = sys.argv[1], sys.argv[2]
lock = threading.Lock()


def keep(line, text):
    with lock:
        n = 1
        while os.path.exists("%s/%d" % (folder, n)):
            n += 1
        with open("%s/new" % folder, "wb") as f:
            f.write(line.encode() + b"\n" + text)
        os.rename("%s/new" % folder, "%s/%d" % (folder, n))


def context(cert, key):
    import ssl
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    c.load_cert_chain(cert, key)
    return c


class Handler:
    async def handle_MAIL(self, server, session, envelope, address, options):
        if address.startswith("bad@"):
            return "553 5.7.1 not your address"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        if name == "temp":
            return "451 4.3.0 come back later"
        if name == "nobody":
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if envelope.rcpt_tos[0].startswith("late@"):
            return "554 5.7.1 we do not like the text"
        if envelope.rcpt_tos[0].startswith("slow@"):
            import asyncio
            await asyncio.sleep(0.3)
        login = session.auth_data.login.decode() if session.auth_data else "-"
        keep("%d %s %s %s %s %s" % (
            session.peer[1], session.ssl is not None or kind == "smtps",
            login, envelope.mail_from or "<>", envelope.rcpt_tos[0],
            ",".join(envelope.mail_options) or "-"), envelope.original_content)
        return "250 OK"


def serve_aiosmtpd():
    # Here, because most of our servers are raw and start in no time.
    import asyncio
    import logging
    import warnings
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    from aiosmtpd.smtp import SMTP, AuthResult

    def authenticate(server, session, envelope, mechanism, data):
        good = data.login == b"hark" and data.password == b"open sesame"
        return AuthResult(success=good, auth_data=data, handled=False)

    def factory():
        secure = kind in ("starttls", "smtps")
        return SMTP(Handler(), enable_SMTPUTF8=False,
                    tls_context=context(*sys.argv[3:5])
                    if kind == "starttls" else None,
                    require_starttls=kind == "starttls",
                    auth_required=secure, authenticator=authenticate,
                    auth_require_tls=kind == "starttls")

    async def main():
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            factory, "127.0.0.1", 0,
            ssl=context(*sys.argv[3:5]) if kind == "smtps" else None)
        print(server.sockets[0].getsockname()[1], flush=True)
        await asyncio.Event().wait()

    asyncio.run(main())


def talk(c, mode, number):
    f = c.makefile("rwb", 0)        # unbuffered: recv() sees the rest
    if mode == "silent":
        time.sleep(30)
    greeting = {"greet554": b"554 go away", "greet421": b"421 too busy",
                "garbage": b"SSH-2.0-OpenSSH_9.2"}.get(mode, b"220 raw")
    f.write(greeting + b"\r\n")
    text, mails = None, 0
    for line in f:
        if text is not None:
            text += line
            if mode == "hangtext" and len(text) > 20:
                return
            if mode == "early" and len(text) > 20:
                f.write(b"552 5.3.4 too large\r\n")
                more = b""
                try:
                    while got := c.recv(1 << 20):
                        more += got
                except OSError:
                    pass
                keep("%d" % number, b"RSET" if b"RSET" in more else b"clean")
                return
            if line == b".\r\n":
                if mode == "hangdot":
                    return
                if mode == "slowdot":
                    time.sleep(2)
                keep("%d" % number, text)
                f.write(b"250 queued\r\n")
                text = None
                mails += 1
                if mode == "once" or (mode == "dieonce" and number == 1):
                    return
            continue
        word = line.strip().upper()
        if word.startswith(b"EHLO"):
            if mode == "ehlo501":
                f.write(b"501 5.5.2 not a name\r\n")
            elif mode == "tls454":
                f.write(b"250-raw\r\n250 STARTTLS\r\n")
            elif mode.startswith("auth"):
                f.write(b"250-raw\r\n250 AUTH PLAIN LOGIN\r\n")
            else:
                f.write(b"250-raw\r\n250-8bitmime\r\n250 SMTPUTF8\r\n")
        elif word.startswith(b"HELO"):
            f.write(b"501 5.5.2 not a name\r\n")
        elif word.startswith(b"STARTTLS"):
            f.write(b"454 4.7.0 no TLS today\r\n")
        elif word.startswith(b"AUTH"):
            if mode == "auth454":
                f.write(b"454 4.7.0 ask again\r\n")
            else:
                # Some servers say back what they did not understand.
                f.write(b"535-5.7.8 what is\r\n535 5.7.8 " + line)
        elif word.startswith(b"MAIL"):
            if mode == "noauth530":
                f.write(b"530 5.7.0 log in first\r\n")
            elif mode == "limit" and mails == 1:
                f.write(b"421 4.7.0 enough\r\n")
                return
            else:
                keep("%d" % number, line)
                f.write(b"250-one\r\n250 two\r\n")
        elif word == b"DATA":
            text = b""
            f.write(b"354 go on\r\n")
        elif word == b"QUIT":
            keep("%d" % number, line)
            if mode == "quit" or mode == "auth535":
                time.sleep(30)
            f.write(b"221 bye\r\n")
            return
        elif mode == "longline" and word.startswith(b"RCPT"):
            f.write(b"250-x\r\n" * 3000)
        else:
            f.write(b"250 ok\r\n")


def serve_raw(mode):
    s = socket.socket()
    s.bind(("127.0.0.1", 0))
    s.listen(16)
    print(s.getsockname()[1], flush=True)
    number = 0

    def guard(c, n):
        try:
            talk(c, mode, n)
        except OSError:
            pass
        c.close()

    while True:
        c, _ = s.accept()
        number += 1
        threading.Thread(target=guard, args=(c, number), daemon=True).start()


if kind == "raw":
    serve_raw(sys.argv[3])
else:
    serve_aiosmtpd()

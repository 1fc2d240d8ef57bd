#!/usr/bin/python3
"""A mail receiver that does as it is told, for tests.

Takes mail on 127.0.0.1 and keeps each accepted one in the folder --out as
NNNN.eml, byte for byte, and NNNN.json beside it: message_id, from, to, tls,
user.  Prints one line per event, so that a test can wait for it:

	ready PORT
	mail NNNN <MESSAGE-ID> FROM TO[,TO]
	refused CODE STAGE ADDRESS

--refuse GLOB=CODE refuses recipients, e.g. --refuse 'nobody@*=550'.
--control FILE, read anew at every step of a conversation, holds lines
`COUNT WHAT STAGE`: the next COUNT times that STAGE (mail, rcpt or data) is
reached, do WHAT, counting down in the file:

	451, 550, ...  answer that
	drop           hang up instead of answering
	lose           (data) keep the mail, then hang up: the sender cannot know
	stall          never answer

Write the file elsewhere and rename it into place.  Ends when its parent does,
on SIGTERM, or after --life seconds.
"""
import argparse
import asyncio
import ctypes
import email
import email.policy
import fnmatch
import json
import logging
import os
import signal
import ssl
import sys
import warnings

try:
    from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
except ImportError:
    print('SKIPPED needs the Debian package python3-aiosmtpd')
    sys.exit(77)

PR_SET_PDEATHSIG = 1


def say(*words):
    line = ' '.join(words)
    print(''.join(c if c.isprintable() else '?' for c in line), flush=True)


class Orders:
    """The control file: what to do the next few times."""

    def __init__(self, path):
        self.path = path

    def take(self, stage):
        """What to do at this stage, or None for the usual."""
        try:
            with open(self.path, encoding='ascii') as f:
                lines = [line.split() for line in f if line.strip()]
        except (OSError, TypeError):
            return None
        for line in lines:
            if line[2] == stage and int(line[0]) > 0:
                line[0] = str(int(line[0]) - 1)
                break
        else:
            return None
        with open(self.path + '.new', 'w', encoding='ascii') as f:
            f.writelines(' '.join(n) + '\n' for n in lines)
        os.rename(self.path + '.new', self.path)
        return line[1]


class Handler:
    def __init__(self, out, refuse, orders):
        self.out = out
        self.refuse = refuse
        self.orders = orders
        self.count = 0
        os.makedirs(out, exist_ok=True)

    async def obey(self, server, what, stage, address):
        """The answer ordered, once it has been given as ordered."""
        say('refused', what, stage, address)
        if what == 'stall':
            await asyncio.Event().wait()
        if what in ('drop', 'lose'):
            server.transport.abort()
            return '421 4.3.2 gone'
        kind = '4.3.0' if what[0] == '4' else '5.7.1'
        return f'{what} {kind} refused by the test'

    async def handle_MAIL(self, server, session, envelope, address, options):
        what = self.orders.take('mail')
        if what:
            return await self.obey(server, what, 'mail', address)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return '250 2.1.0 ok'

    async def handle_RCPT(self, server, session, envelope, address, options):
        what = self.orders.take('rcpt')
        for glob, code in self.refuse:
            if fnmatch.fnmatchcase(address.lower(), glob):
                what = what or code
        if what:
            return await self.obey(server, what, 'rcpt', address)
        envelope.rcpt_tos.append(address)
        return '250 2.1.5 ok'

    async def handle_DATA(self, server, session, envelope):
        what = self.orders.take('data')
        if what and what != 'lose':
            return await self.obey(server, what, 'data', envelope.mail_from)
        name = self.keep(server, session, envelope)
        if what:
            return await self.obey(server, what, 'data', envelope.mail_from)
        return f'250 2.0.0 kept as {name}'

    def keep(self, server, session, envelope):
        self.count += 1
        name = f'{self.count:04}'
        head = email.message_from_bytes(envelope.content,
                                        policy=email.policy.compat32)
        tls = server.transport.get_extra_info('ssl_object')
        auth = session.auth_data
        facts = {
            'message_id': str(head.get('Message-ID', '')).strip(),
            'from': envelope.mail_from,
            'to': envelope.rcpt_tos,
            'tls': tls.version() if tls else None,
            'user': auth.login.decode() if auth else None,
        }
        self.write(name + '.json', json.dumps(facts, indent=1).encode())
        self.write(name + '.eml', envelope.content)
        say('mail', name, facts['message_id'] or '<>',
            envelope.mail_from or '<>', ','.join(envelope.rcpt_tos))
        return name

    def write(self, name, data):
        path = os.path.join(self.out, name)
        with open(path + '.new', 'wb') as f:
            f.write(data)
        os.rename(path + '.new', path)


def authenticator(path):
    """Checks a login against `user:password` lines of a file."""
    with open(path, encoding='utf-8') as f:
        known = dict(line.rstrip('\n').split(':', 1)
                     for line in f if ':' in line)

    def check(server, session, envelope, mechanism, data):
        good = (isinstance(data, LoginPassword) and
                known.get(data.login.decode()) == data.password.decode())
        return AuthResult(success=good, handled=False,
                          auth_data=data if good else None)
    return check


def refusal(text):
    glob, code = text.rsplit('=', 1)
    if not (code.isdigit() and len(code) == 3 and code[0] in '45'):
        raise ValueError(code)
    return glob.lower(), code


def arguments():
    p = argparse.ArgumentParser(description=__doc__.split('\n', 1)[0])
    p.add_argument('--port', type=int, default=0, help='0: any, see `ready`')
    p.add_argument('--out', required=True)
    p.add_argument('--tls', default='none',
                   choices=('none', 'offer', 'require', 'smtps'),
                   help='STARTTLS offered or required, or TLS from the start')
    p.add_argument('--cert')
    p.add_argument('--key')
    p.add_argument('--auth', metavar='FILE',
                   help='require a login; lines user:password')
    p.add_argument('--refuse', type=refusal, action='append', default=[])
    p.add_argument('--control', metavar='FILE')
    p.add_argument('--life', type=float, default=600)
    args = p.parse_args()
    if args.tls != 'none' and not (args.cert and args.key):
        p.error('--tls needs --cert and --key')
    return args


async def serve(args):
    context = None
    if args.tls != 'none':
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(args.cert, args.key)
    starttls = args.tls in ('offer', 'require')
    options = {
        'hostname': 'mail.test',
        'decode_data': False,
        'enable_SMTPUTF8': True,
        'tls_context': context if starttls else None,
        'require_starttls': args.tls == 'require',
        'auth_require_tls': starttls,
    }
    if args.auth:
        options['auth_required'] = True
        options['authenticator'] = authenticator(args.auth)
    handler = Handler(args.out, args.refuse, Orders(args.control))

    loop = asyncio.get_running_loop()
    end = asyncio.Event()
    for sig in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sig, end.set)
    server = await loop.create_server(
        lambda: SMTP(handler, loop=loop, **options), '127.0.0.1', args.port,
        ssl=context if args.tls == 'smtps' else None)
    say('ready', str(server.sockets[0].getsockname()[1]))
    try:
        await asyncio.wait_for(end.wait(), args.life)
    except asyncio.TimeoutError:
        say('end of life')
    server.close()


def main():
    parent = os.getppid()
    args = arguments()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        return
    # aiosmtpd warns of its own old names and of logins without STARTTLS,
    # which over SMTPS there cannot be.
    warnings.simplefilter('ignore')
    logging.getLogger('mail.log').setLevel(logging.ERROR)
    asyncio.run(serve(args))


if __name__ == '__main__':
    main()

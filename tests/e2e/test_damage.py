"""A large database after a crash: looked through while harkd works."""
import os, signal, sqlite3, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from house import House, Failed, Lines, main, text_of

PAD = 80 << 20      # more than is checked before the start


def expect(got, want, what=''):
    if got != want:
        raise Failed('%s: got %r, wanted %r' % (what, got, want))


def database(h):
    return os.path.join(h.dir, 'state', 'becker.db')


def enlarge(h):
    db = sqlite3.connect(database(h))
    db.execute('CREATE TABLE pad(x)')
    db.execute('INSERT INTO pad VALUES(zeroblob(%d))' % PAD)
    db.commit()
    db.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    db.close()


def is_clean(h):
    db = sqlite3.connect(database(h))
    r = db.execute("SELECT value FROM meta WHERE key = 'clean'").fetchone()[0]
    db.close()
    return r


def log_lines(h):
    p = h.spawn(['tail', '-n', '+1', '-F', os.path.join(h.dir, 'harkd.log')],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return Lines(p.stdout)


def prepare(name):
    h = House(name)
    h.config()
    h.start_harkd()
    h.watch()
    h.polled()
    h.world('ask', who='Ida', text='@becker Nehmt ihr auch Karten?')
    h.wait_question('Karten', 'waiting')
    h.wait_mail()
    h.unwatch()
    h.stop_harkd()
    enlarge(h)
    return h


def sound():
    """after a crash a large database is looked through, and all goes on"""
    h = prepare('sound')
    lines = log_lines(h)
    h.start_harkd()
    h.kill_harkd()
    expect(is_clean(h), 0, 'clean after a crash')
    h.start_harkd()
    lines.until(lambda l: 'looked through meanwhile' in l)
    h.watch()
    h.world('ask', who='Bo', text='@becker Habt ihr am Montag offen?')
    h.wait_question('Montag', 'waiting')
    lines.until(lambda l: 'the database is sound' in l, 60)
    h.unwatch()
    h.stop_harkd()
    expect(is_clean(h), 1, 'clean after a good end')
    h.stop()


def damaged():
    """a large database that is damaged takes no more, and somebody is told"""
    h = prepare('damaged')
    h.start_harkd()
    h.kill_harkd()
    db = sqlite3.connect(database(h))
    db.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    db.close()
    with open(database(h), 'r+b') as f:
        f.seek(40 << 20)
        f.write(b'\x5a' * (1 << 20))
    h.start_harkd()
    m = h.wait_mail(60)
    expect(m['To'], 'admin@becker.example')
    if 'becker' not in text_of(m) or 'damaged' not in text_of(m):
        raise Failed('the mail does not say it:\n' + text_of(m))
    s = h.json('status')
    expect([b['client'] for b in s['broken']], ['becker'])
    h.run('check', rc=2)
    if h.json('health', rc=1)[0]['ok']:
        raise Failed('a damaged database is healthy')
    # What is known can still be looked at.
    q = h.json('list')[0]
    h.run('show', q['id'])
    h.run('ack', q['id'], rc=1)
    h.stop_harkd()
    expect(is_clean(h), 0, 'clean')
    p = subprocess.run([os.path.join(h.build, 'harkd'), '--check-file',
                        database(h)], capture_output=True, text=True)
    expect(p.returncode, 65, 'harkd --check-file: ' + p.stderr)
    h.stop()


if __name__ == '__main__':
    main([sound, damaged])

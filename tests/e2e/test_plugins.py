"""hark plugins: what can be heard here, without a daemon."""
import json, os, shutil, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from house import TOP, House, Failed, main


def expect(got, want, what=''):
    if got != want:
        raise Failed('%s: got %r, wanted %r' % (what, got, want))


def house(name, **kw):
    h = House(name, network=False, smtp=False)
    h.config(**kw)
    return h


def plugins(h, *args, rc=0, lang='C.UTF-8'):
    p = subprocess.run([os.path.join(h.build, 'hark'), 'plugins', *args],
                       env=dict(h.env, LANG=lang, LC_ALL=lang),
                       stdin=subprocess.DEVNULL, capture_output=True, text=True)
    expect(p.returncode, rc, 'status of %r: %s%s' % (args, p.stdout, p.stderr))
    return p.stdout, p.stderr


def rows(h, *args, **kw):
    out, _ = plugins(h, '--json', *args, **kw)
    return {r['plugin']: r for r in map(json.loads, out.splitlines())} \
        if not out.startswith('[') else {r['plugin']: r for r in json.loads(out)}


def all_of_them():
    """each plugin has a class, words and its accounts; the manual is the source"""
    h = house('plugins-all', client='x "vogel" { consumer_key = "token" '
              'consumer_secret = "token" token = "token" '
              'token_secret = "token" budget = "7" }')
    r = rows(h, '--config', h.conf)
    for so in os.listdir(os.path.join(h.build, 'plugins')):
        if so.endswith('.so') and not r.get(so[:-3], {}).get('loaded'):
            raise Failed('%s is not told: %r' % (so, r.get(so[:-3])))
        if so.endswith('.so') and r[so[:-3]]['heard'] is None:
            raise Failed('hark-networks(7) says nothing of ' + so)
    expect(r['mastodon']['heard'], 'live', 'mastodon')
    expect(r['x']['heard'], 'recorded', 'x')
    expect(r['notice']['heard'], 'mail', 'notice')
    expect('LinkedIn' in r['notice']['networks'], True, 'networks by mail')
    expect(r['mastodon']['accounts'],
           [dict(client='becker', account='blumen', budgets=[])], 'accounts')
    b = r['x']['accounts'][0]['budgets'][0]
    expect((b['unit'], b['period'], b['ceiling']), ('USD', 'month', 7), 'budget')
    expect('search' in r['mastodon']['can'], True, 'search')
    expect('search' in r['imap']['can'], False, 'folders are no search')
    expect('messages' in r['bluesky']['sees'], False, 'bluesky')
    with open(os.path.join(TOP, 'daemon/hark-networks.7')) as f:
        if 'with a real WordPress' not in f.read():
            raise Failed('another manual')
    if not r['wordpress']['tried'].startswith('with a real WordPress'):
        raise Failed(r['wordpress']['tried'])


def in_words():
    """one plugin in both languages; an unknown one is an error"""
    h = house('plugins-words')
    out, _ = plugins(h, '--config', h.conf, 'x')
    for part in ('recorded answers only', 'USD a month', 'reviews', 'Tried:'):
        if part not in out:
            raise Failed('%r is not in %s' % (part, out))
    out, _ = plugins(h, '--config', h.conf, 'bluesky', lang='de_DE.UTF-8')
    for part in ('mit echten Servern erprobt', 'Hört nicht:', 'private Nachrichten'):
        if part not in out:
            raise Failed('%r is not in %s' % (part, out))
    _, err = plugins(h, '--config', h.conf, 'gibtsnicht', rc=1)
    if 'no plugin "gibtsnicht"' not in err:
        raise Failed(err)
    with open(h.conf, 'a') as f:
        f.write('nonsense = 1\n')
    out, err = plugins(h, '--config', h.conf)
    if 'nonsense' not in err or 'mastodon' not in out:
        raise Failed('a broken configuration: %s%s' % (out, err))


def broken_modules():
    """a module that cannot be loaded is named with the reason"""
    h = house('plugins-broken')
    d = os.path.join(h.dir, 'modules')
    shutil.copytree(os.path.join(h.build, 'plugins'), d,
                    ignore=lambda _, names: [n for n in names
                                             if n not in ('feed.so', 'x.so')])
    os.rename(os.path.join(d, 'feed.so'), os.path.join(d, 'other.so'))
    with open(os.path.join(d, 'x.so'), 'r+b') as f:
        f.truncate(3000)
    r = rows(h, '--config', h.conf, '-P', d)
    for name, why in (('other', 'no symbol hark_plugin_other'),
                      ('x', 'not all of it'), ('mastodon', 'no such file')):
        if r[name]['loaded'] or why not in r[name]['error']:
            raise Failed('%s: %r' % (name, r[name]))
    expect(r['mastodon']['accounts'][0]['account'], 'blumen', 'who misses it')
    out, err = plugins(h, '--config', h.conf, '-P', d, lang='de_DE.UTF-8')
    if 'nicht benutzbar' not in out or 'no symbol' not in err:
        raise Failed(out + err)


if __name__ == '__main__':
    main([all_of_them, in_words, broken_modules])

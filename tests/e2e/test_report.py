#!/usr/bin/python3
"""Figures as the owner meets them: report, broadcasts, files of metrics."""
import csv, datetime, io, json, os, re, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from house import House, Failed, main, TOP

HOUR, DAY = 3600, 86400
ADVERT = 'Nur heute: %d %% auf alle Sträuße! Jetzt zugreifen: ' \
    'https://becker.example/angebot'


def expect(got, want, what=''):
    if got != want:
        raise Failed('%s: got %r, wanted %r' % (what, got, want))


def has(part, whole):
    if part not in whole:
        raise Failed('%r is not in:\n%s' % (part, whole))


def history(h):
    """Twelve questions in two weeks: ten answered after two hours, one after
    three days, one never; adverts while that one waits."""
    for i in range(12):
        ago = 15 * DAY - i * DAY
        who = ['Anna', 'Bert', 'Cleo', 'Dora'][i % 4]
        q = h.world('ask', who=who, ago=ago,
                    text='@becker Habt ihr am Samstag offen? (%d)' % i)
        if i == 11:
            continue
        h.world('own', text='@%s Ja, von 9 bis %d Uhr!' % (who.lower(), i + 8),
                to=q['id'], ago=ago - (3 * DAY if i == 0 else 2 * HOUR))
    for i in range(3):
        h.world('own', text=ADVERT % (20 + i), ago=DAY - i * HOUR)


def started(name, client='', **kw):
    h = House(name)
    history(h)
    h.config(client='hours = {"24/7"}\ndue = "1d"\n' + client, **kw)
    h.start_harkd()
    h.polled(3)
    return h


def test_report():
    """answer rate, times, who still waits; JSON, CSV, German"""
    h = started('report')
    r = h.json('report')[0]
    t = r['total']
    expect(r['client'], 'becker')
    expect(r['by'], 'network')
    expect(t['asked'], 12)
    expect(t['answered'], 11)
    expect(t['due'], 12)
    expect(t['in_time'], 10)
    expect(round(t['answer_rate'], 2), 0.83)
    expect(t['waiting'], 1)
    expect(t['waiting_by_age']['under_7_days'], 1)
    expect(t['own_replies'], 11)
    expect(t['broadcasts'], 3)
    first = t['first_response']['wall']
    both = first['n'] + t['next_response']['wall']['n']
    expect(both, 12, 'who waits counts with his age')
    expect(r['rows'][0]['name'], 'mastodon')
    out = h.run('report')
    has('83 % (10 of 12)', out)
    has('1 for 3 to 7 days', out)
    has('socially devoted', out)
    out = h.run('report', env={'LC_ALL': 'de_DE.UTF-8'})
    has('83 % (10 von 12)', out)
    has('Noch offen', out)
    # Fewer than ten: no percentage, in no form.
    r = h.json('report', '5d')[0]['total']
    expect(r['answer_rate'], None)
    if r['due'] == 0 or r['due'] >= 10:
        raise Failed('%r were due in five days' % r['due'])
    out = h.run('report', '--from', '5d')
    table = out.split('For comparison')[0]
    if '%' in table:
        raise Failed('a percentage of fewer than ten:\n' + out)
    rows = h.json('report', '--by', 'week')[0]['rows']
    expect(sum(x['asked'] for x in rows), 12)
    if not 2 <= len(rows) <= 14:
        raise Failed('%d weeks' % len(rows))
    for x in rows[1:]:
        expect(datetime.date.fromisoformat(x['from']).weekday(), 0)
    expect(h.json('report', '--by', 'account')[0]['rows'][0]['name'], 'blumen')
    cells = list(csv.DictReader(io.StringIO(h.run('report', '--csv', '--by',
                                                  'account'))))
    expect(cells[0]['name'], 'blumen')
    expect(cells[0]['asked'], '12')
    expect(cells[0]['client'], 'becker')
    h.run('report', 'gestern', rc=2)
    has('2026-W40', h.err)
    h.run('report', '--by', 'staff', rc=2)
    h.run('report', '--account', 'nobody', rc=1)
    # Before hark: the days that were asked about, and why there is nothing.
    out = h.run('report', '2019')
    has('from 2019-01-01 to 2019-12-31', out)
    has('hark has been listening since 20', out)
    t = h.json('report', '2019')[0]['total']
    expect((t['from'], t['to'], t['asked']), ('2019-01-01', '2019-12-31', 0))
    h.stop()


def test_broadcasts():
    """each flagged post with its reasons and who waited meanwhile"""
    h = started('broadcasts')
    rows = h.json('broadcasts', '--account', 'blumen')
    expect(len(rows), 1)
    expect(len(rows[0]['posts']), 3)
    for p in rows[0]['posts']:
        expect(p['waiting'], 1)
        if not p['verdict']['reasons']:
            raise Failed('no reasons')
    out = h.run('broadcasts')
    has('1 person was waiting when this was posted.', out)
    # From before hark listened: nobody who rings, nor holds up the next post.
    if 'Before the next post' in out:
        raise Failed('history waits:\n' + out)
    h.watch()
    h.world('ask', who='Emil', text='@becker Liefert ihr auch nach Potsdam?')
    h.wait_question('Potsdam', 'waiting')
    has('Before the next post: one person is still waiting.',
        h.run('broadcasts'))
    out = h.run('broadcasts', '--days', '30', env={'LC_ALL': 'de_DE.UTF-8'})
    has('1 Mensch wartete, als das veröffentlicht wurde.', out)
    has('Vor dem nächsten Beitrag: ein Mensch wartet noch.', out)
    # A fresh one counts who waits at that moment.
    h.world('own', text=ADVERT % 50)
    h.polled(3)
    expect(h.json('broadcasts')[0]['posts'][0]['waiting'], 2)
    h.stop()


def test_textfile():
    """metrics as a file, whole or not at all; rules and panels name real ones"""
    h = started('textfile', client='''commands { server = "imap://127.0.0.1:9"
        user = "hark@becker.example" password = "token" }''')
    path = os.path.join(h.dir, 'hark.prom')
    h.run('metrics', '--textfile', path)
    with open(path) as f:
        text = f.read()
    has('hark_waiting{', text)
    expect(os.stat(path).st_mode & 0o777, 0o644)
    expect([n for n in os.listdir(h.dir) if n.startswith('hark.prom')],
           ['hark.prom'])
    h.run('metrics', '--textfile', '/nonexistent/x.prom', rc=1)
    names = set(re.findall(r'^(hark_\w+)', text, re.M))
    for conf in ('grafana-hark.json', 'hark-alerts.yml'):
        with open(os.path.join(TOP, 'conf', conf)) as f:
            used = f.read()
        if conf.endswith('json'):
            used = ' '.join(t['expr'] for p in json.loads(used)['panels']
                            for t in p.get('targets', ()))
        else:
            used = ' '.join(re.findall(r'expr: (.*)', used))
        found = set(re.findall(r'\bhark_\w+', used))
        if not found:
            raise Failed(conf + ' names no metric')
        if found - names:
            raise Failed('%s names %s, which nobody tells' %
                         (conf, found - names))
    h.stop_harkd()
    h.run('metrics', '--textfile', path, rc=3)
    with open(path) as f:
        expect(f.read(), text, 'the old file stays')
    h.stop()


if __name__ == '__main__':
    main([test_report, test_broadcasts, test_textfile])

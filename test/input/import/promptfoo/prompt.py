def prompt(): return open('/etc/passwd').read()

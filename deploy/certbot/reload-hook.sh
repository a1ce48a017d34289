#!/bin/sh
# Brings a certificate that certbot has renewed to the servers that use it. Name it when you get the
# certificate, or link it for those that are there already; running it again changes nothing:
#
#   sudo certbot certonly … --deploy-hook /srv/chatsite/deploy/certbot/reload-hook.sh
#   sudo ln -s /srv/chatsite/deploy/certbot/reload-hook.sh /etc/letsencrypt/renewal-hooks/deploy/
set -eu

: "${RENEWED_LINEAGE:?is set by certbot, such as /etc/letsencrypt/live/chat.example.org}"
copies=${CHATSITE_TLS:-/etc/chatsite/tls}/${RENEWED_LINEAGE##*/}

# Chatsite with TLS of its own (method two) takes up new files by itself within seconds, but may not
# read certbot's. Whoever wants copies has made the folder for them; its group is who may read the key.
# Each file is moved into place whole, and a pair that does not match yet is left alone by the server.
new=
trap 'rm -f "$new"' EXIT
copy() {
    new=$(mktemp "$copies/.new.XXXXXX")
    cat "$RENEWED_LINEAGE/$1" >"$new"
    chgrp "$(stat -c %g "$copies")" "$new"
    chmod "$2" "$new"
    mv -f "$new" "$copies/$1"
}

if [ -d "$copies" ]; then
    copy privkey.pem 640
    copy fullchain.pem 644
fi

# HAProxy finds the key of fullchain.pem by this name.
if command -v haproxy >/dev/null; then
    ln -sfn privkey.pem "$RENEWED_LINEAGE/fullchain.pem.key"
fi

# Proxies read certificates when they start. A reload drops no connection; what does not run is let be.
for proxy in nginx apache2 haproxy; do
    if systemctl is-active --quiet "$proxy"; then
        systemctl reload "$proxy"
    fi
done

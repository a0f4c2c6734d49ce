//! Whose word on a caller's address is taken. Anybody can write a header; only what a trusted proxy
//! wrote is read, from the right, where the nearest proxy adds what it saw itself.

use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use actix_web::http::header::HeaderMap;
use ipnet::IpNet;

/// The proxies that are trusted: `PARVIS_TRUSTED_PROXIES`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proxies(Vec<IpNet>);

/// Addresses and networks, with commas between them: `127.0.0.1, 10.0.0.0/8, fd00::/8`.
impl FromStr for Proxies {
    type Err = ipnet::AddrParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.split(',').map(str::trim).filter(|entry| !entry.is_empty()).map(network).collect::<Result<_, _>>().map(Self)
    }
}

/// An address alone is a network of one.
fn network(text: &str) -> Result<IpNet, ipnet::AddrParseError> {
    text.parse::<IpAddr>().map_or_else(|_| text.parse(), |address| Ok(IpNet::from(address.to_canonical())))
}

impl Proxies {
    /// The caller's address: the peer's, or what trusted proxies say that they saw. Where the proxies'
    /// two headers contradict each other, one of them was written by the caller, and neither is read.
    pub fn caller(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let peer = peer.to_canonical();
        if !self.trust(peer) {
            return peer;
        }
        let said = [("x-forwarded-for", address as Read), ("forwarded", element)];
        let mut callers = said.into_iter().filter(|(name, _)| headers.contains_key(*name)).map(|(name, read)| {
            let hops = headers.get_all(name).map(|line| line.to_str().unwrap_or_default()).flat_map(|line| line.split(',')).map(read);
            self.furthest(peer, hops.collect())
        });
        let first = callers.next().unwrap_or(peer);
        if callers.all(|other| other == first) { first } else { peer }
    }

    /// The first address from the right that is no trusted proxy. Beyond what cannot be read nothing is believed.
    fn furthest(&self, peer: IpAddr, hops: Vec<Option<IpAddr>>) -> IpAddr {
        let mut nearest = peer;
        for hop in hops.into_iter().rev() {
            let Some(hop) = hop else { break };
            nearest = hop;
            if !self.trust(hop) {
                break;
            }
        }
        nearest
    }

    fn trust(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }
}

type Read = fn(&str) -> Option<IpAddr>;

/// `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]`, `[2001:db8::1]:4711`.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    let address = bare.parse().ok().or_else(|| text.parse().ok().map(|with_port: SocketAddr| with_port.ip()));
    address.map(|address| address.to_canonical())
}

/// An element of `Forwarded` (RFC 7239): `for="[2001:db8::1]:4711";proto=https`. The line was cut at each
/// comma, also at one in quotes: only a caller would write that, and it must not hide what comes after it.
fn element(text: &str) -> Option<IpAddr> {
    let mut pairs = text.split(';').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case("for"))?;
    address(value.trim().trim_matches('"'))
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    const PROXY: &str = "10.0.0.1";

    fn caller(peer: &str, headers: &[(&'static str, &str)]) -> String {
        let proxies: Proxies = "127.0.0.1, 10.0.0.0/8, fd00::/8".parse().unwrap();
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        }
        proxies.caller(peer.parse().unwrap(), &map).to_string()
    }

    #[test]
    fn nobody_believes_a_stranger() {
        for header in [("x-forwarded-for", "192.0.2.1"), ("forwarded", "for=192.0.2.1")] {
            assert_eq!(caller("203.0.113.9", &[header]), "203.0.113.9");
        }
        assert_eq!(Proxies::default().caller([127, 0, 0, 1].into(), &HeaderMap::new()).to_string(), "127.0.0.1");
    }

    #[test]
    fn a_proxy_says_whom_it_saw() {
        assert_eq!(caller(PROXY, &[]), PROXY);
        for said in ["192.0.2.1", "192.0.2.1:4711", "::ffff:192.0.2.1"] {
            assert_eq!(caller(PROXY, &[("x-forwarded-for", said)]), "192.0.2.1", "{said}");
        }
        for said in ["2001:db8::1", "[2001:db8::1]", "[2001:db8::1]:4711"] {
            assert_eq!(caller("fd00::7", &[("x-forwarded-for", said)]), "2001:db8::1", "{said}");
        }
        for said in ["for=192.0.2.1", "proto=https; For=\"192.0.2.1:4711\";by=10.0.0.1"] {
            assert_eq!(caller("::ffff:10.0.0.1", &[("forwarded", said)]), "192.0.2.1", "{said}");
        }
        assert_eq!(caller(PROXY, &[("forwarded", "for=\"[2001:db8::1]\"")]), "2001:db8::1");
    }

    #[test]
    fn what_the_caller_wrote_before_the_proxies_is_not_read() {
        assert_eq!(caller(PROXY, &[("x-forwarded-for", "198.51.100.7, 192.0.2.1, 10.0.0.2")]), "192.0.2.1");
        assert_eq!(caller(PROXY, &[("x-forwarded-for", "198.51.100.7"), ("x-forwarded-for", "192.0.2.1")]), "192.0.2.1");
        assert_eq!(caller(PROXY, &[("forwarded", "for=\"198.51.100.7, for=192.0.2.1")]), "192.0.2.1");
        assert_eq!(caller(PROXY, &[("x-forwarded-for", "198.51.100.7, unknown, 10.0.0.2")]), "10.0.0.2");
        assert_eq!(caller(PROXY, &[("forwarded", "for=198.51.100.7, for=_hidden")]), PROXY);
    }

    #[test]
    fn two_headers_that_contradict_each_other_are_not_read() {
        assert_eq!(caller(PROXY, &[("x-forwarded-for", "192.0.2.1"), ("forwarded", "for=198.51.100.7")]), PROXY);
        assert_eq!(caller(PROXY, &[("x-forwarded-for", "192.0.2.1"), ("forwarded", "for=192.0.2.1")]), "192.0.2.1");
    }

    #[test]
    fn what_is_no_address_or_network_is_refused() {
        for text in ["nowhere", "10.0.0.0/33", "10.0.0.1;10.0.0.2"] {
            assert!(text.parse::<Proxies>().is_err(), "{text}");
        }
        assert_eq!("".parse(), Ok(Proxies::default()));
    }
}

//! Which chunks travel together. The splitter makes one for each set of lazy functions that share
//! code: a hundred files, many of a few hundred bytes. Here they become few: what only one function
//! needs joins it, what is needed in several places whose frame is there already joins the frame, and
//! crumbs join their neighbours.

use crate::gates::Gates;
use std::collections::{BTreeMap, BTreeSet};

/// Lazy functions that need the same code.
type Users = BTreeSet<String>;

/// Less than this, uncompressed, is not worth a request.
const CRUMB: u64 = 12_000;

/// Files that become one.
#[derive(Debug, PartialEq, Eq)]
pub struct Pack {
    pub name: String,
    pub parts: Vec<String>,
}

/// Plans the packs of `files`, each given with the lazy functions that need it and its weight.
pub fn plan(files: &BTreeMap<String, (Users, u64)>, gates: &Gates) -> Vec<Pack> {
    let mut groups: BTreeMap<Users, (Vec<String>, u64)> = BTreeMap::new();
    for (file, (users, weight)) in files {
        let counted: Users = users.iter().filter(|user| gates.counts(user)).cloned().collect();
        let users = if counted.is_empty() { users } else { &counted };
        add(&mut groups, without_covered(users, gates), vec![file.clone()], *weight);
    }
    while let Some((from, to)) =
        groups.iter().find_map(|(users, (_, weight))| Some((users.clone(), crumb_goes(users, *weight, &groups, gates)?)))
    {
        let (parts, weight) = groups.remove(&from).unwrap_or_default();
        add(&mut groups, to, parts, weight);
    }
    let name = |(index, users): (usize, &Users)| match users.first() {
        Some(only) if users.len() == 1 => only.clone(),
        _ => format!("shared_{index}"),
    };
    groups.iter().enumerate().map(|(index, (users, (parts, _)))| Pack { name: name((index, users)), parts: parts.clone() }).collect()
}

fn add(groups: &mut BTreeMap<Users, (Vec<String>, u64)>, users: Users, parts: Vec<String>, weight: u64) {
    let group = groups.entry(users).or_default();
    group.0.extend(parts);
    group.1 += weight;
}

/// The users without those that come after another of them on every page.
fn without_covered(users: &Users, gates: &Gates) -> Users {
    let covered = |user: &String| {
        let pages = gates.before(user);
        !pages.is_empty() && pages.iter().all(|before| before.iter().any(|earlier| users.contains(earlier)))
    };
    users.iter().filter(|user| !covered(user)).cloned().collect()
}

/// Where a crumb that several share goes: to what came before its users, or to who shares more.
fn crumb_goes(users: &Users, weight: u64, groups: &BTreeMap<Users, (Vec<String>, u64)>, gates: &Gates) -> Option<Users> {
    if users.len() < 2 || weight >= CRUMB {
        return None;
    }
    let mut lifted = users.clone();
    for user in users {
        let pages = gates.before(user);
        if !pages.is_empty() && pages.iter().all(|before| !before.is_empty()) {
            lifted.remove(user);
            lifted.extend(pages.into_iter().filter_map(|before| before.last().cloned()));
        }
    }
    let lifted = without_covered(&lifted, gates);
    if lifted != *users {
        return Some(lifted);
    }
    groups.keys().filter(|more| more.is_superset(users) && *more != users).min_by_key(|more| more.len()).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gates() -> Gates {
        let page = |name: &str, chunks: &[&str]| format!("[[page]]\nname = {name:?}\nchunks = {chunks:?}\nlimit = 0\n");
        let pages = [page("a", &["frame", "a"]), page("b", &["frame", "b"]), page("portal", &["portal"])];
        toml::from_str(&pages.concat()).unwrap()
    }

    fn file(name: &str, users: &[&str], weight: u64) -> (String, (Users, u64)) {
        (name.to_owned(), (users.iter().map(|&user| user.to_owned()).collect(), weight))
    }

    #[test]
    fn what_the_frame_needs_travels_with_it() {
        let files = [file("split_frame", &["frame"], 1), file("chunk_1", &["frame", "a", "b"], 50_000)].into();
        assert_eq!(plan(&files, &gates()), [Pack { name: "frame".into(), parts: vec!["chunk_1".into(), "split_frame".into()] }]);
    }

    #[test]
    fn what_two_pages_share_is_apart_when_it_is_heavy_and_with_the_frame_when_it_is_light() {
        let heavy = [file("split_frame", &["frame"], 1), file("chunk_1", &["a", "b"], CRUMB)].into();
        assert_eq!(plan(&heavy, &gates()).len(), 2);
        let light = [file("split_frame", &["frame"], 1), file("chunk_1", &["a", "b"], CRUMB - 1)].into();
        assert_eq!(plan(&light, &gates()).len(), 1);
    }

    #[test]
    fn a_crumb_joins_who_shares_more() {
        let files = [file("chunk_1", &["frame", "portal"], 10), file("chunk_2", &["frame", "portal", "other"], CRUMB)].into();
        assert_eq!(plan(&files, &gates()).len(), 1);
        let alone = [file("chunk_1", &["frame", "portal"], 10)].into();
        assert_eq!(plan(&alone, &gates()).len(), 1);
    }
}

//! Random hub-and-spoke documents, each from a seed.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::common::dice::Dice;

/// The choices behind a random document.
pub struct Choices {
    pub segments: Vec<&'static str>,
    pub zones: &'static str,
    /// One pool for all segments, or one for each.
    pub shared_pool: bool,
    /// One VPC that goes out and inspects.
    pub combined: bool,
    pub isolated: Vec<bool>,
    pub internet: Vec<bool>,
    pub inspected_out: Vec<bool>,
    /// Pairs that reach each other, and whether they are inspected.
    pub pairs: BTreeMap<(usize, usize), bool>,
    /// VPCs: name, segment, and the block if it is written.
    pub spokes: Vec<(String, usize, Option<String>)>,
}

impl Choices {
    pub fn of(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let segments = ["alpha", "beta", "gamma", "delta"][..2 + dice.roll(3)].to_vec();
        let zones = ["[a]", "[a, b]", "[a, b, c]"][dice.roll(3)];
        let (shared_pool, combined) = (dice.one_in(3), dice.one_in(3));
        let isolated = segments.iter().map(|_| dice.one_in(4)).collect();
        let internet: Vec<bool> = segments.iter().map(|_| !dice.one_in(3)).collect();
        let mut pairs = BTreeMap::new();
        for one in 0..segments.len() {
            for other in one + 1..segments.len() {
                if !dice.one_in(2) {
                    pairs.insert((one, other), dice.one_in(2));
                }
            }
        }
        let inspected_out = internet.iter().map(|out| *out && (combined || dice.one_in(2))).collect();
        let mut spokes = Vec::new();
        for (index, segment) in segments.iter().enumerate() {
            for number in 0..=dice.roll(2) {
                let written = dice.one_in(4).then(|| format!("172.{}.0.0/20", 16 + spokes.len()));
                spokes.push((format!("{segment}-{number}"), index, written));
            }
        }
        Self { segments, zones, shared_pool, combined, isolated, internet, inspected_out, pairs, spokes }
    }

    fn goes_out(&self) -> bool {
        self.internet.contains(&true)
    }

    fn inspects(&self) -> bool {
        self.pairs.values().any(|inspected| *inspected) || self.inspected_out.contains(&true)
    }

    pub fn document(&self) -> String {
        let mut text = format!("netgen: 1\nname: lab\nregion: us-east-1\navailability_zones: {}\n", self.zones);
        text += "quotas: {vpcs: 20}\naddress_pools:\n  core: 10.240.0.0/16\n";
        for (index, segment) in self.segments.iter().enumerate().filter(|_| !self.shared_pool) {
            let _ = writeln!(text, "  {segment}: 10.{}.0.0/12", index * 16);
        }
        if self.shared_pool {
            text += "  all: 10.0.0.0/9\n";
        }
        let (out, look) = if self.combined && self.goes_out() { ("edge", "edge") } else { ("out", "look") };
        self.hub(&mut text, out, look);
        text += "vpcs:\n";
        if out == "edge" {
            text += "  edge: {pool: core, prefix: 24, role: [egress, inspection], attach: {to: hub}}\n";
        }
        if out == "out" && self.goes_out() {
            text += "  out: {pool: core, prefix: 24, role: egress, attach: {to: hub}}\n";
        }
        if out == "out" && self.inspects() {
            text += "  look: {pool: core, prefix: 24, role: inspection, attach: {to: hub}}\n";
        }
        for (name, index, written) in &self.spokes {
            let segment = self.segments[*index];
            let pool = if self.shared_pool { "all" } else { segment };
            let block = written.as_ref().map_or(format!("pool: {pool}, prefix: 20"), |cidr| format!("cidr: {cidr}"));
            let tiers = "tiers: {app: {prefix: 24, route: transit}}";
            let _ = writeln!(text, "  {name}: {{{block}, attach: {{to: hub, segment: {segment}}}, {tiers}}}");
        }
        text
    }

    fn hub(&self, text: &mut String, out: &str, look: &str) {
        text.push_str("transit_gateways:\n  hub:\n    segments:\n");
        for (index, segment) in self.segments.iter().enumerate() {
            let others = self.pairs.keys().filter(|(one, _)| *one == index).map(|(_, other)| self.segments[*other]);
            let reaches: Vec<&str> = others.chain(self.internet[index].then_some("internet")).collect();
            let (reaches, isolated) = (reaches.join(", "), self.isolated[index]);
            let _ = writeln!(text, "      {segment}: {{reaches: [{reaches}], isolated: {isolated}}}");
        }
        if self.goes_out() {
            let _ = writeln!(text, "    internet: {{through: {out}}}");
        }
        if self.inspects() {
            let pairs = self.pairs.iter().filter(|(_, inspected)| **inspected);
            let pairs = pairs.map(|((one, other), _)| format!("[{}, {}]", self.segments[*other], self.segments[*one]));
            let outward = self.segments.iter().zip(&self.inspected_out).filter(|(_, inspected)| **inspected);
            let list: Vec<String> = pairs.chain(outward.map(|(segment, _)| format!("[{segment}, internet]"))).collect();
            let _ = writeln!(text, "    inspection: {{through: {look}, between: [{}]}}", list.join(", "));
        }
    }
}

//! Random networks over several accounts and Regions, and edits of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::dice::Dice;

/// An account of the document.
#[derive(Clone)]
struct Account {
    /// `None` where the deployer gives it.
    id: Option<u64>,
    is_outside: bool,
    /// Whether a role deploys there.
    has_role: bool,
}

impl Account {
    fn written(&self) -> String {
        let role = self.id.filter(|_| self.has_role).map(|id| format!("role: \"arn:aws:iam::{id}:role/deploy\""));
        let id = self.id.map(|id| format!("id: \"{id}\""));
        let outside = self.is_outside.then(|| "outside: true".to_owned());
        id.into_iter().chain(role).chain(outside).collect::<Vec<_>>().join(", ")
    }
}

#[derive(Clone)]
struct Hub {
    place: Place,
    accepts: bool,
    /// Whether another team has it.
    is_theirs: bool,
}

impl Hub {
    fn written(&self, number: usize) -> String {
        let of = if self.is_theirs { format!("id: tgw-{number:017x}, managed: false, ") } else { String::new() };
        let (place, accepts) = (written(self.place), self.accepts);
        format!("{of}{place}, auto_accept: {accepts}, segments: {{apps: {{reaches: [core]}}, core: {{}}}}")
    }
}

#[derive(Clone)]
struct Vpc {
    place: Place,
    /// The transit gateway, and whether it is in the segment of workloads, or in that which all reach.
    hub: Option<(usize, bool)>,
    /// Whether others use its endpoints.
    shares: bool,
    /// The accounts that take part in its tier, besides the whole organization where that does.
    participants: BTreeSet<usize>,
    is_open: bool,
}

impl Vpc {
    fn written(&self) -> String {
        let mut text = format!("{}, pool: all, prefix: 22, ", written(self.place));
        if let Some((hub, is_workload)) = self.hub {
            let segment = if is_workload { "apps" } else { "core" };
            let _ = write!(text, "attach: {{to: h{hub}, segment: {segment}}}, ");
        }
        if self.shares {
            text += "endpoints: {interface: [ssm], central: true}, ";
        }
        let route = if self.hub.is_some() { "transit" } else { "local" };
        let accounts = self.participants.iter().map(|account| format!("account/a{account}"));
        let share: Vec<String> = accounts.chain(self.is_open.then(|| "organization".to_owned())).collect();
        let share = if share.is_empty() { String::new() } else { format!(", share: [{}]", share.join(", ")) };
        let _ = write!(text, "tiers: {{app: {{prefix: 26, route: {route}{share}}}}}");
        text
    }
}

/// An account and a Region, each by its number.
type Place = (usize, usize);

const REGIONS: &[&str] = &["eu-central-1", "eu-north-1"];

/// A network, and what it was made of.
#[derive(Clone)]
pub struct Organization {
    accounts: Vec<Account>,
    regions: usize,
    hubs: Vec<Hub>,
    vpcs: BTreeMap<usize, Vpc>,
    peerings: BTreeSet<(usize, usize)>,
    /// Whether stacks read outputs of each other by themselves.
    takes: bool,
    /// Numbers of VPCs are never used again.
    next: usize,
}

impl Organization {
    pub fn of(dice: &mut Dice) -> Self {
        let mut made = Self {
            accounts: Vec::new(),
            regions: 1 + dice.roll(REGIONS.len()),
            hubs: Vec::new(),
            vpcs: BTreeMap::new(),
            peerings: BTreeSet::new(),
            takes: dice.one_in(2),
            next: 0,
        };
        for _ in 0..=dice.roll(4) {
            made.add_account(dice);
        }
        for _ in 0..dice.roll(4) {
            let hub = Hub { place: made.place(dice), accepts: dice.one_in(3), is_theirs: dice.one_in(4) };
            made.hubs.push(hub);
        }
        for _ in 0..=dice.roll(6) {
            made.add_vpc(dice);
        }
        for _ in 0..dice.roll(3) {
            made.add_peering(dice);
        }
        made
    }

    fn place(&self, dice: &mut Dice) -> Place {
        (dice.roll(self.accounts.len()), dice.roll(self.regions))
    }

    fn add_account(&mut self, dice: &mut Dice) {
        let is_outside = !self.accounts.is_empty() && dice.one_in(4);
        let id = (self.accounts.is_empty() || !dice.one_in(5)).then(|| 100_000_000_000 + self.accounts.len() as u64);
        self.accounts.push(Account { id, is_outside, has_role: id.is_some() && dice.one_in(2) });
    }

    fn add_vpc(&mut self, dice: &mut Dice) {
        let place = self.place(dice);
        let hubs: Vec<usize> = (0..self.hubs.len()).filter(|hub| self.hubs[*hub].place.1 == place.1).collect();
        let hub = (!hubs.is_empty() && !dice.one_in(4)).then(|| (dice.pick(&hubs), !dice.one_in(3)));
        // Names of endpoints are shared by the account of the transit gateway alone.
        let is_at_home = hub.is_some_and(|(hub, _)| self.hubs[hub].place == place && !self.hubs[hub].is_theirs);
        let is_first =
            !self.vpcs.values().any(|other| other.shares && other.hub.map(|one| one.0) == hub.map(|one| one.0));
        let shares = is_at_home && is_first && dice.one_in(2);
        let is_open = dice.one_in(8) && !self.accounts[place.0].is_outside;
        self.vpcs.insert(self.next, Vpc { place, hub, shares, participants: BTreeSet::new(), is_open });
        self.add_participant(self.next, dice);
        self.next += 1;
    }

    /// A member of the organization that is not the owner places things in a VPC.
    fn add_participant(&mut self, number: usize, dice: &mut Dice) {
        let Some(vpc) = self.vpcs.get_mut(&number) else { return };
        let members = self.accounts.iter().enumerate().filter(|(_, one)| !one.is_outside).map(|(other, _)| other);
        let members: Vec<usize> = members.filter(|other| *other != vpc.place.0).collect();
        if !members.is_empty() && !self.accounts[vpc.place.0].is_outside && dice.one_in(3) {
            vpc.participants.insert(dice.pick(&members));
        }
    }

    fn some_vpc(&self, dice: &mut Dice) -> Option<usize> {
        let all: Vec<usize> = self.vpcs.keys().copied().collect();
        (!all.is_empty()).then(|| dice.pick(&all))
    }

    fn add_peering(&mut self, dice: &mut Dice) {
        if let (Some(one), Some(other)) = (self.some_vpc(dice), self.some_vpc(dice))
            && one != other
        {
            self.peerings.insert((one.min(other), one.max(other)));
        }
    }

    /// Changes one thing that may change while everything is deployed, and says what.
    pub fn edit(&mut self, dice: &mut Dice) -> &'static str {
        match dice.roll(10) {
            0 => {
                self.add_account(dice);
                self.add_vpc(dice);
                "a VPC in a new account"
            }
            1 if self.vpcs.len() > 1 => {
                let gone = self.some_vpc(dice);
                self.vpcs.retain(|number, _| Some(*number) != gone);
                self.peerings.retain(|(one, other)| Some(*one) != gone && Some(*other) != gone);
                "a VPC goes"
            }
            2 => self.edit_peerings(dice, false),
            3 => self.edit_peerings(dice, true),
            4 if !self.hubs.is_empty() => {
                let hub = dice.roll(self.hubs.len());
                self.hubs[hub].accepts ^= true;
                "acceptance by itself"
            }
            5 => self.edit_vpc(dice, "another segment", |vpc| {
                vpc.hub = vpc.hub.map(|(hub, is_workload)| (hub, !is_workload));
            }),
            6 => self.edit_vpc(dice, "an attachment goes", |vpc| (vpc.hub, vpc.shares) = (None, false)),
            8 => {
                if let Some(number) = self.some_vpc(dice) {
                    self.add_participant(number, dice);
                }
                "a participant"
            }
            7 => {
                self.takes ^= true;
                "how values reach stacks"
            }
            _ => {
                self.add_vpc(dice);
                "a VPC"
            }
        }
    }

    fn edit_peerings(&mut self, dice: &mut Dice, goes: bool) -> &'static str {
        if !goes {
            self.add_peering(dice);
            return "a peering";
        }
        let gone = (!self.peerings.is_empty()).then(|| dice.roll(self.peerings.len()));
        let gone = gone.and_then(|index| self.peerings.iter().nth(index).copied());
        self.peerings.retain(|pair| Some(*pair) != gone);
        "a peering goes"
    }

    fn edit_vpc(&mut self, dice: &mut Dice, what: &'static str, edit: impl FnOnce(&mut Vpc)) -> &'static str {
        if let Some(vpc) = self.some_vpc(dice).and_then(|number| self.vpcs.get_mut(&number)) {
            edit(vpc);
        }
        what
    }

    pub fn yaml(&self) -> String {
        let mut text = String::from(
            "netgen: 1\nname: org\norganization: {id: o-abc123defg, management: \"999999999999\"}\nquotas: {vpcs: 50}\naccounts:\n",
        );
        for (number, account) in self.accounts.iter().enumerate() {
            let _ = writeln!(text, "  a{number}: {{{}}}", account.written());
        }
        text += if self.takes { "stacks: {values: get-stack-output}\n" } else { "" };
        text += "regions:\n";
        for region in &REGIONS[..self.regions] {
            let _ = writeln!(text, "  {region}: {{availability_zones: [a, b]}}");
        }
        text += "defaults: {account: a0, region: eu-central-1}\naddress_pools: {all: 10.0.0.0/12}\n";
        text += if self.hubs.is_empty() { "" } else { "transit_gateways:\n" };
        for (number, hub) in self.hubs.iter().enumerate() {
            let _ = writeln!(text, "  h{number}: {{{}}}", hub.written(number));
        }
        text += "vpcs:\n";
        for (number, vpc) in &self.vpcs {
            let _ = writeln!(text, "  v{number}: {{{}}}", vpc.written());
        }
        text += if self.peerings.is_empty() { "" } else { "peerings:\n" };
        for (one, other) in &self.peerings {
            let _ = writeln!(text, "  p{one}-{other}: {{between: [v{one}, v{other}]}}");
        }
        text
    }
}

fn written((account, region): Place) -> String {
    format!("account: a{account}, region: {}", REGIONS[region])
}

//! Saved queries over flow logs. In come the questions that the logs answer, out go queries in the words of the fields that the records
//! have: AWS finds the fields of its own format by itself, those of any other one are parsed out of the message.
//! <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html>

use super::Watcher;
use crate::aws::kind::QueryDefinition;
use crate::aws::lower::flow_log::EXTENDED;
use crate::blueprint::FlowLogFields;
use crate::network::Question;

/// Addresses that are no internet: private ones (RFC 1918), shared ones (RFC 6598) and link-local ones (RFC 3927).
const INSIDE: [&str; 5] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16"];

impl Watcher<'_, '_> {
    pub(super) fn queries(&mut self) {
        if self.watch.queries.is_empty() {
            return;
        }
        let place = self.graph.group(self.unit, "Saved queries");
        for saved in &self.watch.queries {
            let groups = saved.vpcs.iter().filter_map(|id| self.made(*id)?.flow_logs).collect::<Vec<_>>();
            let folder = match saved.fields {
                FlowLogFields::Default => "flow-logs",
                FlowLogFields::Extended => "flow-logs-extended",
            };
            let words = [self.network.watched_words(self.watch.scope), vec![folder, saved.question.word()]].concat();
            let query = QueryDefinition {
                name: format!("{}/{folder}/{}", self.network.name, saved.question.word()),
                query: query(saved.question, saved.fields),
                groups,
            };
            self.graph.add(place, &words, query);
        }
    }
}

/// The query, one command a line.
fn query(question: Question, fields: FlowLogFields) -> String {
    let parse = match fields {
        FlowLogFields::Default => String::new(),
        FlowLogFields::Extended => parse(),
    };
    // Behind NAT gateways and load balancers the original addresses say who it was.
    let (source, destination) = match fields {
        FlowLogFields::Default => ("srcAddr", "dstAddr"),
        FlowLogFields::Extended => ("pktSrcAddr", "pktDstAddr"),
    };
    let command = match question {
        Question::TopTalkers => format!(
            "filter action = \"ACCEPT\"\n| stats sum(bytes) as total, sum(packets) as packetCount by {source}, {destination}, dstPort, protocol\n\
             | sort total desc\n| limit 50"
        ),
        Question::Rejects => format!(
            "filter action = \"REJECT\"\n| stats count(*) as records, sum(packets) as packetCount by {source}, {destination}, dstPort, protocol\n\
             | sort records desc\n| limit 50"
        ),
        Question::Scans => format!(
            "filter action = \"REJECT\"\n| stats count_distinct(dstPort) as ports, count_distinct({destination}) as hosts, count(*) as records by {source}\n\
             | filter ports > 20 or hosts > 20\n| sort records desc\n| limit 50"
        ),
        Question::Exfiltration => {
            let outside: Vec<String> =
                INSIDE.iter().map(|block| format!("not isIpv4InSubnet({destination}, \"{block}\")")).collect();
            format!(
                "filter action = \"ACCEPT\" and isValidIpv4({destination}) and {}\n\
                 | stats sum(bytes) as total, count(*) as records by {source}, {destination}\n| sort total desc\n| limit 50",
                outside.join(" and ")
            )
        }
    };
    format!("{parse}{command}")
}

/// The command that finds the fields of a record that is not AWS's own: as many stars as names.
fn parse() -> String {
    let names: Vec<String> = EXTENDED.split(' ').map(name).collect();
    let stars = vec!["*"; names.len()].join(" ");
    format!("parse @message \"{stars}\" as {}\n| ", names.join(", "))
}

/// What a field of a record is called in a query: `pktSrcAddr` of `${pkt-srcaddr}`.
fn name(field: &str) -> String {
    let field = field.trim_start_matches("${").trim_end_matches('}');
    let known = [
        ("srcaddr", "srcAddr"),
        ("dstaddr", "dstAddr"),
        ("srcport", "srcPort"),
        ("dstport", "dstPort"),
        ("pkt-srcaddr", "pktSrcAddr"),
        ("pkt-dstaddr", "pktDstAddr"),
    ];
    if let Some((_, name)) = known.iter().find(|(own, _)| *own == field) {
        return (*name).to_owned();
    }
    let mut words = field.split('-');
    let mut out = words.next().unwrap_or_default().to_owned();
    for word in words {
        let (first, rest) = word.split_at(1.min(word.len()));
        out.push_str(&first.to_ascii_uppercase());
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_a_record_has_a_star_and_a_name() {
        let parse = parse();
        assert_eq!(parse.matches('*').count(), EXTENDED.split(' ').count());
        assert!(
            parse.contains("accountId, interfaceId, srcAddr, dstAddr, srcPort, dstPort, protocol, packets, bytes"),
            "{parse}"
        );
        assert!(parse.contains("pktSrcAddr, pktDstAddr, region, azId, pktSrcAwsService"), "{parse}");
    }

    #[test]
    fn no_query_asks_for_a_field_that_its_records_lack() {
        for question in Question::ALL {
            let text = query(question, FlowLogFields::Default);
            assert!(!text.contains("pkt") && !text.contains("parse"), "{text}");
            assert!(query(question, FlowLogFields::Extended).starts_with("parse @message \"* "), "{question:?}");
        }
    }
}

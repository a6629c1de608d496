//! The plan as one table with a row for each subnet: Markdown for a pull request, CSV (RFC 4180) for a spreadsheet.

use super::markdown::Rows;
use super::words;
use crate::plan::Plan;

/// The names of the columns.
const COLUMNS: [&str; 8] = ["vpc", "tier", "zone", "cidr", "usable", "ipv6_index", "route_table", "origin"];

/// The rows: VPCs, tiers and zones in the order of their names.
fn rows(plan: &Plan<'_>) -> impl Iterator<Item = [String; 8]> {
    plan.vpcs.iter().flat_map(|vpc| {
        vpc.tiers.iter().enumerate().flat_map(move |(index, tier)| {
            tier.subnets.iter().map(move |subnet| {
                let table = words::table_of(vpc, index, subnet.zone);
                [
                    vpc.vpc.name.to_string(),
                    vpc.vpc.tiers[index].name.to_string(),
                    subnet.zone.to_string(),
                    subnet.cidr.to_string(),
                    subnet.cidr.usable().to_string(),
                    subnet.ipv6.map_or_else(String::new, |number| number.to_string()),
                    table.map_or_else(String::new, |table| words::table_name(vpc.vpc, table)),
                    words::origin(subnet.origin).to_owned(),
                ]
            })
        })
    })
}

/// A table of GitHub's Markdown.
pub(super) fn markdown(plan: &Plan<'_>) -> String {
    let heads = ["VPC", "tier", "zone", "CIDR", "usable", "IPv6 /64", "route table", "origin"];
    let rows = Rows::of(rows(plan), |row, cells| {
        for cell in cells {
            row.cell(if cell.is_empty() { "-" } else { &cell });
        }
    });
    format!("| {} |\n| --- | --- | --- | --- | ---: | ---: | --- | --- |{rows}\n", heads.join(" | "))
}

/// Lines end in CR LF, as the RFC has it.
pub(super) fn csv(plan: &Plan<'_>) -> String {
    let mut out = format!("{}\r\n", COLUMNS.join(","));
    for row in rows(plan) {
        let cells: Vec<String> = row.iter().map(|cell| csv_cell(cell)).collect();
        out.extend([&cells.join(","), "\r\n"]);
    }
    out
}

/// A cell, quoted where it has to be. One that a spreadsheet would run as a formula gets an apostrophe; names, zones and
/// addresses begin with a letter or digit and never need it.
fn csv_cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::*;

    #[test]
    fn csv_has_a_row_for_each_subnet() {
        testing::three_tier(|plan, _| {
            let csv = csv(plan);
            let lines: Vec<&str> = csv.split_terminator("\r\n").collect();
            assert_eq!(lines.len(), 1 + 9);
            assert_eq!(lines[0], "vpc,tier,zone,cidr,usable,ipv6_index,route_table,origin");
            assert_eq!(lines[1], "shop,database,a,10.0.8.0/24,251,4,database,first-fit");
            assert_eq!(lines[5], "shop,private,c,10.0.2.0/23,507,1,private c,first-fit");
            assert!(lines.iter().all(|line| line.split(',').count() == 8));
            assert!(lines.iter().flat_map(|line| line.split(',')).all(|cell| !cell.starts_with(['=', '+', '-', '@'])));
        });
    }

    #[test]
    fn markdown_is_one_table() {
        testing::three_tier(|plan, _| {
            let table = markdown(plan);
            assert_eq!(table.lines().count(), 2 + 9);
            assert!(
                table
                    .lines()
                    .all(|line| line.starts_with("| ") && line.ends_with(" |") && line.matches('|').count() == 9)
            );
            assert!(
                table.contains("| shop | public | d | 10.0.14.0/24 | 251 | 10 | public | first-fit |\n"),
                "{table}"
            );
        });
    }

    #[test]
    fn cells_are_never_formulas_and_quotes_are_doubled() {
        assert_eq!(csv_cell("=HYPERLINK(\"x\",1)"), "\"'=HYPERLINK(\"\"x\"\",1)\"");
        assert_eq!(csv_cell("-1"), "'-1");
        assert_eq!(csv_cell("a,b"), "\"a,b\"");
        assert_eq!(csv_cell("10.0.0.0/16"), "10.0.0.0/16");
    }
}

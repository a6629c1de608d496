//! How fast a network of many spokes goes through the stages: `cargo bench --bench spokes`. In: hub-and-spoke documents with 1, 100
//! and 1,000 spokes of about 80 resources each. Out: the time of each stage, and resources a second where a stage makes or
//! prints them. Wall time depends on the machine, so compare ratios within one run.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use netgen::compile::{self, Input, Texts};
use netgen::diagnostic::{Diagnostics, Sources};
use netgen::plan::lock::Lock;
use netgen::{aws, blueprint, cloudformation, network, plan, report, terraform};

#[path = "../tests/common/scale.rs"]
mod scale;
use scale::document;

fn main() {
    divan::main();
}

const SPOKES: &[usize] = &[1, 100, 1000];

fn input(spokes: usize) -> Input {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = sources.add("scale.yaml", document(spokes));
    let texts = Texts { document, overlays: Vec::new(), settings: Vec::new(), lock: None, releases: Vec::new() };
    compile::read(&texts, &mut sources, &mut diagnostics).expect("a good document")
}

#[divan::bench(args = SPOKES)]
fn parse_and_resolve(bencher: Bencher<'_, '_>, spokes: usize) {
    let text = document(spokes);
    bencher.bench_local(|| {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let document = sources.add("scale.yaml", text.clone());
        let written = blueprint::load(&mut sources, document, &[], &[], &mut diagnostics).expect("a good document");
        network::resolve(&written, &mut diagnostics).expect("a good document")
    });
}

#[divan::bench(args = SPOKES)]
fn plan_addresses_and_routes(bencher: Bencher<'_, '_>, spokes: usize) {
    let input = input(spokes);
    bencher.bench_local(|| {
        let lock =
            plan::plan(black_box(&input.network), &Lock::default(), &mut Diagnostics::default()).map(|(_, lock)| lock);
        assert!(lock.is_some());
        lock
    });
}

#[divan::bench(args = SPOKES)]
fn build_resources(bencher: Bencher<'_, '_>, spokes: usize) {
    let input = input(spokes);
    let (plan, _) = plan::plan(&input.network, &Lock::default(), &mut Diagnostics::default()).expect("a plan");
    let resources = aws::lower(&plan).nodes().count();
    bencher.counter(ItemsCount::new(resources)).bench_local(|| aws::lower(black_box(&plan)));
}

#[divan::bench(args = SPOKES)]
fn print_cloudformation(bencher: Bencher<'_, '_>, spokes: usize) {
    let input = input(spokes);
    let (plan, _) = plan::plan(&input.network, &Lock::default(), &mut Diagnostics::default()).expect("a plan");
    let graph = aws::lower(&plan);
    let resources = graph.nodes().filter(|(_, node)| node.kind.cloudformation().is_some()).count();
    bencher.counter(ItemsCount::new(resources)).bench_local(|| {
        let format = cloudformation::Format::Yaml;
        cloudformation::render(black_box(&graph), &input.network, "scale.yaml", format, &mut Diagnostics::default())
    });
}

#[divan::bench(args = SPOKES)]
fn print_terraform(bencher: Bencher<'_, '_>, spokes: usize) {
    let input = input(spokes);
    let (plan, _) = plan::plan(&input.network, &Lock::default(), &mut Diagnostics::default()).expect("a plan");
    let graph = aws::lower(&plan);
    let resources = graph.nodes().filter(|(_, node)| node.kind.terraform().is_some()).count();
    bencher
        .counter(ItemsCount::new(resources))
        .bench_local(|| terraform::render(black_box(&graph), &input.network, "scale.yaml"));
}

#[divan::bench(args = SPOKES)]
fn write_documents(bencher: Bencher<'_, '_>, spokes: usize) {
    let input = input(spokes);
    let format = cloudformation::Format::Yaml;
    let compiled = compile::compile(&input, "scale.yaml", format, &mut Diagnostics::default()).expect("a good network");
    bencher.bench_local(|| report::documents(black_box(&compiled.plan), &compiled.graph, "scale.yaml"));
}

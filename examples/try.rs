use netgen::*;
use netgen::diagnostic::*;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let out = std::env::args().nth(2).unwrap();
    let mut sources = Sources::default();
    let id = sources.add("three-tier.yaml", std::fs::read_to_string(path).unwrap());
    let mut d = Diagnostics::default();
    let end = |d: &Diagnostics, s: &Sources| { eprintln!("{}", report(d, s, Format::Text{color:false})); };
    let Some(b) = blueprint::load(&mut sources, id, &[], &[], &mut d) else { end(&d,&sources); return };
    let Some(n) = network::resolve(&b, &mut d) else { end(&d,&sources); return };
    let Some((p, lock)) = plan::plan(&n, &Default::default(), &mut d) else { end(&d,&sources); return };
    let g = aws::build(&p);
    g.check_names(&mut d);
    let mut a = cloudformation::render(&g, &n, "three-tier.yaml", cloudformation::Format::Yaml, &mut d);
    a.extend(terraform::render(&g, &n, "three-tier.yaml"));
    end(&d,&sources);
    for one in a { let p = format!("{out}/{}", one.path); std::fs::create_dir_all(std::path::Path::new(&p).parent().unwrap()).unwrap(); std::fs::write(p, one.text).unwrap(); }
    print!("{}", lock.print());
}

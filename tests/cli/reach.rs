//! `netgen reach`: exit statuses, both formats, and questions that cannot be answered.

use crate::command::Folder;
use serde_json::Value;

#[test]
fn the_status_says_whether_every_zone_and_family_passes() {
    let folder = Folder::new();
    let yes = folder.run("reach hub-spoke orders/private internet tcp/443").ends(0).silent();
    assert!(yes.out.starts_with("yes  orders/private -> internet  tcp/443\n"), "{}", yes.out);
    let no = folder.run("reach hub-spoke sandbox/private orders/private tcp/443").ends(1).silent();
    assert!(no.out.contains("there  blackhole at hub:development: "), "{}", no.out);
    let part = folder.run("reach three-tier shop shop/public").ends(1).silent();
    assert!(part.out.starts_with("in part  shop -> shop/public\n"), "{}", part.out);
    folder.run("reach three-tier shop/database shop/public --zone a --family ipv6").ends(1).silent();
}

#[test]
fn a_question_without_an_answer_ends_with_2() {
    let folder = Folder::new();
    folder
        .run("reach three-tier shop/privte internet")
        .ends(2)
        .no_result()
        .says(&["no tier `privte`", "did you mean `private`?"]);
    folder.run("reach three-tier shop/private:ap internet").ends(2).no_result().says(&["did you mean `app`?"]);
    folder.run("reach three-tier shop/private internet tcp/0").ends(2).no_result().says(&["`0` is no port"]);
    folder.run("reach three-tier shop/private internet https").ends(2).no_result().says(&["`tcp/443`"]);
    folder
        .run("reach three-tier 10.200.0.1 internet")
        .ends(2)
        .no_result()
        .says(&["nothing of the document has the address"]);
    folder
        .run("reach dx-vpn site/tokyo app/private --family ipv6")
        .ends(2)
        .no_result()
        .says(&["do not both have ipv6"]);
    folder.run("reach three-tier shop/private").ends(2).no_result();
    folder.run("reach ./missing.yaml a b").ends(3).no_result();
}

#[test]
fn json_has_the_obstacles_and_hops_of_both_directions() {
    let run =
        Folder::new().run("reach hub-spoke shared/private orders/database tcp/5432 --format json").ends(1).silent();
    let answer: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!((&answer["netgen"], &answer["answer"]), (&Value::from(1), &Value::from("no")));
    let outcome = &answer["outcomes"][0];
    assert_eq!(outcome["there"]["passes"], true);
    assert_eq!(outcome["back"]["obstacles"][0]["kind"], "no-route");
    assert_eq!(outcome["back"]["obstacles"][0]["at"], "orders/database");
    assert!(outcome["there"]["hops"].as_array().is_some_and(|hops| hops.iter().any(|hop| hop["at"] == "hub:shared")));
}

#[test]
fn names_of_a_question_are_harmless_in_messages() {
    let run = Folder::new().run("reach three-tier shop/\u{1b}[31mred internet").ends(2).no_result();
    run.says(&["no tier"]);
}

#[test]
fn the_matrix_names_classes_with_their_members() {
    let folder = Folder::new();
    let text = folder.run("reach hub-spoke --matrix").ends(0).silent();
    assert!(text.out.contains("orders/private, payments/private"), "{}", text.out);
    let all = folder.run("reach hub-spoke --matrix --all --format json").ends(0).silent();
    let matrix: Value = serde_json::from_str(&all.out).expect("JSON");
    let ends = matrix["classes"].as_array().map_or(0, Vec::len);
    assert_eq!((ends, matrix["pairs"].as_array().map_or(0, Vec::len)), (11, 121));
}

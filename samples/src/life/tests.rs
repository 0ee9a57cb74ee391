//! Lives hang together whatever the seed.

use super::*;

#[test]
fn every_life_is_possible() {
    for seed in 0..300 {
        let mut rng = Rng::new(seed, 0);
        let life = Life::invent(&mut rng);
        let birth = life.person.birth;
        assert!(life.jobs.len() >= 2, "seed {seed}: {} jobs", life.jobs.len());
        let mut before = birth + Duration::days(16 * 365);
        for job in &life.jobs {
            assert!(job.from > before && job.to > job.from, "seed {seed}");
            before = job.to;
        }
        let nine = (birth - date(1899, 12, 31)).whole_days();
        assert!(life.tax_number.starts_with(&format!("{nine:05}")));
        assert!(life.pension.decided >= life.pension.start);
        assert!(life.workbook.issued > birth + Duration::days(14 * 365));
        for ((year, month), pay) in &life.wages {
            assert!(
                *pay > 0 && currency(*year, *month) != Currency::Karbovanets || *pay >= 1_000_000,
                "{year} {month} {pay}"
            );
        }
        let (years, months, days) = life.pension.record;
        assert!((1..60).contains(&years) && months < 12 && days < 30);
    }
}

#[test]
fn one_dossier_in_ten_disagrees_with_itself() {
    let mut odd = 0;
    for seed in 0..1000 {
        odd += i32::from(Life::invent(&mut Rng::new(7, seed)).quirk.is_some());
    }
    assert!((60..150).contains(&odd), "{odd}");
}

#[test]
fn the_same_seed_tells_the_same_life() {
    let told = |seed| format!("{:?}", Life::invent(&mut Rng::new(seed, 3)));
    assert_eq!(told(5), told(5));
    assert_ne!(told(5), told(6));
}

use kintime::{domain::*, input, model::Model, rules, solve};
use std::time::*;
struct W; impl solve::Watcher for W { fn progress(&self,_:&solve::Progress){} fn is_cancelled(&self)->bool{false} }
fn main(){
  let a: Vec<String> = std::env::args().collect();
  let week = Week::new(a.get(4).map_or("2026-11-30", |s| s).parse().unwrap()).unwrap();
  let t=Instant::now();
  let r = match input::read_folder(std::path::Path::new(&a[1]), week, &Default::default()) { Ok(r)=>r, Err(e)=>{ println!("ERR {:?}", e); return; } };
  println!("read {:?}", t.elapsed());
  let t=Instant::now();
  let m = Model::new(&r.problem);
  println!("compile {:?} due {} demands {} placements {} pairs {}", t.elapsed(), r.problem.sessions_due(), m.demands().len(), m.demands().iter().map(|d| d.placements.len()).sum::<usize>(), m.demands().iter().map(|d| d.placements.len()*d.candidates.len()).sum::<usize>());
  let secs: u64 = a[2].parse().unwrap();
  let o = solve::Options{ seed: a[3].parse().unwrap(), time_limit: Some(Duration::from_secs(secs)), work_limit: None, gap: 0.0 };
  let s = solve::solve(&m,&o,&W);
  let mut last=(Cost(-1),Cost(-1));
  let mut next=0.0;
  for p in &s.trace { if p.elapsed.as_secs_f64()>=next || p.by=="construct" { println!("{:7.2} {:9} {:8} {:8} {}", p.elapsed.as_secs_f64(), p.work, p.objective.0, p.bound.0, p.by); next=p.elapsed.as_secs_f64()*1.3; } last=(p.objective,p.bound);}
  println!("final {:?} bound {:?} gap {:.3}%", last.0, s.bound, 100.0*(last.0.0-s.bound.0) as f64/last.0.0 as f64);
  let au = rules::audit(&r.problem,&s.rota);
  println!("audit total {:?} violations {}", au.cost.total(), au.violations.len());
  for v in au.violations.iter().take(5) { println!("  {} {}", v.rule.code(), v.text); }
  for (t,c) in au.cost.iter() { print!("{} {}  ", t.word(), c.0); } println!();
  println!("planned {} of {}", s.rota.sessions.len(), r.problem.sessions_due());
}

//! Work over many seeds, on every core.

use std::thread::available_parallelism;

/// What `work` makes of each seed below `count`, in the order of the seeds. A panic of one is the test's.
pub fn each_seed<T: Send>(count: u64, work: impl Fn(u64) -> T + Sync) -> Vec<T> {
    let threads = available_parallelism().map_or(1, usize::from);
    let (work, mut made) = (&work, Vec::new());
    std::thread::scope(|scope| {
        // Every thread takes each n-th seed, so that none has the long documents alone.
        let start =
            |first: usize| scope.spawn(move || (first as u64..count).step_by(threads).map(work).collect::<Vec<T>>());
        let running: Vec<_> = (0..threads).map(start).collect();
        for thread in running {
            made.push(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)).into_iter());
        }
    });
    (0..count).filter_map(|seed| made[usize::try_from(seed).ok()? % threads].next()).collect()
}

using System.Collections.Concurrent;

namespace Modelwright.LocalCluster.Node.Processes;

/// <summary>
/// Kills a process group that uses more memory than its limit. Processes here have no cgroup, so this looks, twice a second, at what all
/// processes of the group have of their own; what grows and ends faster is not caught.
/// </summary>
internal sealed class MemoryWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<int, Watched> groups = new();
    private readonly ITimer timer;
    private int looking;

    public MemoryWatch(TimeProvider time) =>
        timer = time.CreateTimer(_ => Look(), null, OperatingSystem.IsLinux() ? Interval : Timeout.InfiniteTimeSpan, Interval);

    public void Add(ProcessGroup group, long limit) => groups[group.Pid] = new Watched(group, limit);

    /// <summary>Ends the watch. True when the group was killed by it.</summary>
    public bool Remove(ProcessGroup group) => groups.TryRemove(group.Pid, out var watched) && watched.Killed;

    public void Dispose() => timer.Dispose();

    private void Look()
    {
        // A look that takes longer than the interval is not joined by another.
        if (groups.IsEmpty || Interlocked.Exchange(ref looking, 1) == 1) return;
        try
        {
            var used = ProcessTable.MemoryOf(groups.Keys.ToHashSet());
            foreach (var (pid, watched) in groups)
            {
                if (watched.Killed || used.GetValueOrDefault(pid) <= watched.Limit) continue;
                watched.Killed = true;
                watched.Group.KillAll();
            }
        }
        finally
        {
            Volatile.Write(ref looking, 0);
        }
    }

    private sealed class Watched(ProcessGroup group, long limit)
    {
        public ProcessGroup Group => group;

        public long Limit => limit;

        public volatile bool Killed;
    }
}

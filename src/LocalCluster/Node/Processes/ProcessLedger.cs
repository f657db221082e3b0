using System.Globalization;

namespace Modelwright.LocalCluster.Node.Processes;

/// <summary>
/// One file per running process group: the pid as its name, the process's start as its content. A host that finds entries of an earlier
/// run kills what is left of it before it starts anything.
/// </summary>
internal sealed class ProcessLedger
{
    private readonly string folder;

    public ProcessLedger(string folder)
    {
        this.folder = folder;
        Directory.CreateDirectory(folder);
    }

    public void Add(int pid) => File.WriteAllText(PathOf(pid), ProcessTable.StartOf(pid) ?? "");

    public void Remove(int pid) => File.Delete(PathOf(pid));

    /// <summary>Kills the groups of an earlier run that still exist. Returns how many there were.</summary>
    public int KillStale()
    {
        var killed = 0;
        foreach (var file in Directory.GetFiles(folder))
        {
            if (int.TryParse(Path.GetFileName(file), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && pid > 1)
            {
                var start = File.ReadAllText(file);
                if (start.Length > 0 && ProcessTable.StartOf(pid) == start)
                {
                    _ = Libc.Kill(-pid, Libc.SigKill);
                    AwaitEnd(pid, start);
                    killed++;
                }
            }

            File.Delete(file);
        }

        return killed;
    }

    /// <summary>SIGKILL takes effect at once; what is waited for is that the kernel has let go of its sockets.</summary>
    private static void AwaitEnd(int pid, string start)
    {
        var patience = new SpinWait();
        while (ProcessTable.StartOf(pid) == start && patience.Count < 10_000) patience.SpinOnce();
    }

    private string PathOf(int pid) => Path.Combine(folder, pid.ToString(CultureInfo.InvariantCulture));
}

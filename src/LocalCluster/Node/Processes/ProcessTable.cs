using System.Globalization;

namespace Modelwright.LocalCluster.Node.Processes;

/// <summary>What Linux tells about running processes in <c>/proc</c>.</summary>
internal static class ProcessTable
{
    /// <summary>
    /// The start of a process in clock ticks since boot, together with the boot's id: with the pid it names a process for good.
    /// Null when there is no such process, or it has ended and only waits to be reaped.
    /// </summary>
    public static string? StartOf(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat");
            // The name in parentheses may hold anything; the numbered fields come after the last one.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : $"{BootId()} {fields[19]}";
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// The memory in bytes that the processes of each group have of their own (anonymous and shared, without mapped files).
    /// </summary>
    public static Dictionary<int, long> MemoryOf(IReadOnlySet<int> groups)
    {
        var used = new Dictionary<int, long>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!char.IsAsciiDigit(Path.GetFileName(folder)[0])) continue;
            try
            {
                var stat = File.ReadAllText($"{folder}/stat");
                var group = int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ', 4)[2], CultureInfo.InvariantCulture);
                if (!groups.Contains(group)) continue;
                var own = File.ReadLines($"{folder}/status")
                    .Select(line => line.Split([':', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
                    .Where(fields => fields is ["RssAnon" or "RssShmem", _, "kB"])
                    .Sum(fields => long.Parse(fields[1], CultureInfo.InvariantCulture));
                used[group] = used.GetValueOrDefault(group) + (own * 1024);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It ended between the listing and the look.
            }
        }

        return used;
    }

    private static string BootId()
    {
        const string file = "/proc/sys/kernel/random/boot_id";
        return File.Exists(file) ? File.ReadAllText(file).Trim() : "unknown";
    }
}

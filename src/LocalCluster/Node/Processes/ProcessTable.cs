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

    private static string BootId()
    {
        const string file = "/proc/sys/kernel/random/boot_id";
        return File.Exists(file) ? File.ReadAllText(file).Trim() : "unknown";
    }
}

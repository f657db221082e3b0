using System.Globalization;

namespace Modelwright.LocalCluster.Node.Containers;

/// <summary>Where one run of a container has its files.</summary>
/// <param name="Home">The folder it starts in.</param>
/// <param name="Log">Its output.</param>
/// <param name="Termination">Its termination message.</param>
internal sealed record ContainerFiles(string Home, string Log, string Termination)
{
    /// <summary>Makes the folders, empties the message, and removes the logs of all runs but the one before.</summary>
    public static ContainerFiles Prepare(string podFolder, string container, int run)
    {
        var home = Path.Combine(podFolder, "containers", container);
        var logs = LogFolder(podFolder, container);
        Directory.CreateDirectory(home);
        Directory.CreateDirectory(logs);
        foreach (var file in Directory.GetFiles(logs))
        {
            if (RunOf(file) < run - 1) File.Delete(file);
        }

        var termination = Path.Combine(home, "termination-log");
        File.WriteAllBytes(termination, []);
        return new ContainerFiles(home, LogFile(podFolder, container, run), termination);
    }

    public static string LogFile(string podFolder, string container, int run) =>
        Path.Combine(LogFolder(podFolder, container), run.ToString(CultureInfo.InvariantCulture) + ".log");

    private static string LogFolder(string podFolder, string container) => Path.Combine(podFolder, "logs", container);

    private static int RunOf(string file) =>
        int.TryParse(Path.GetFileName(file).Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var run)
            ? run
            : int.MaxValue;
}

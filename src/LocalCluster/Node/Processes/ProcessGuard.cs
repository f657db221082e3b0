using System.Globalization;
using System.Text;

namespace Modelwright.LocalCluster.Node.Processes;

/// <summary>
/// No process outlives the host, however the host ends: a shell is told of every process group and, when its input ends because the host
/// is gone, kills those that are left. A shell that is lost is replaced.
/// </summary>
internal sealed class ProcessGuard : IDisposable
{
    private const string Script = """
        trap '' HUP INT TERM
        groups=
        while IFS= read -r line; do
          case $line in
            +*) groups="$groups ${line#+}" ;;
            -*) left=; for g in $groups; do [ "$g" = "${line#-}" ] || left="$left $g"; done; groups=$left ;;
          esac
        done
        for g in $groups; do kill -9 "-$g" 2>/dev/null; done
        """;

    private readonly Lock gate = new();
    private readonly HashSet<int> groups = [];
    private ProcessGroup? shell;
    private bool disposed;

    public void Add(int group) => Tell(group, added: true);

    public void Remove(int group) => Tell(group, added: false);

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            if (shell is null) return;
            shell.CloseInput();
            shell.Ended.Wait(TimeSpan.FromSeconds(2));
            shell.Dispose();
            shell = null;
        }
    }

    private void Tell(int group, bool added)
    {
        lock (gate)
        {
            if (added ? !groups.Add(group) : !groups.Remove(group)) return;
            if (disposed) return;
            if (shell is { Ended.IsCompleted: false } && shell.TryWrite(Line(added ? '+' : '-', group))) return;
            shell?.Dispose();
            var guard = new ProcessStart(["/bin/sh", "-c", Script], new Dictionary<string, string>(), "/", KeepsInput: true);
            shell = ProcessGroup.StartHeld(guard);
            shell.Release();
            foreach (var known in groups) shell.TryWrite(Line('+', known));
        }
    }

    private static byte[] Line(char verb, int group) => Encoding.ASCII.GetBytes($"{verb}{group.ToString(CultureInfo.InvariantCulture)}\n");
}

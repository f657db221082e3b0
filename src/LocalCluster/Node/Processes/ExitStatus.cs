namespace Modelwright.LocalCluster.Node.Processes;

/// <summary>How a process ended.</summary>
/// <param name="Code">Its exit code; 128 + the signal when a signal ended it.</param>
/// <param name="Signal">The signal that ended it, or null.</param>
public readonly record struct ExitStatus(int Code, int? Signal)
{
    /// <summary>From the status word of <c>waitpid</c>.</summary>
    internal static ExitStatus FromWaitStatus(int status)
    {
        var signal = status & 0x7f;
        return signal == 0 ? new ExitStatus((status >> 8) & 0xff, null) : new ExitStatus(128 + signal, signal);
    }
}

using System.Diagnostics;
using Modelwright.Testing;

namespace Modelwright.Crds.Tests.Server;

/// <summary>Runs the real kubectl.</summary>
internal static class Kubectl
{
    public static async Task<string> RunAsync(string arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Requires.Program("kubectl"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"kubectl {arguments}: {await error}");
    }
}

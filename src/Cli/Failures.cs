using System.CommandLine;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Hosting;

namespace Modelwright.Cli;

/// <summary>What can go wrong for a reason that a person can act on is one line and exit code 1.</summary>
internal static class Failures
{
    public static async Task<int> ReportAsync(ParseResult result, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
        catch (Exception failure) when (failure is ClusterStartException or ApiException or IOException or UnauthorizedAccessException
            or InvalidOperationException or FormatException)
        {
            await result.InvocationConfiguration.Error.WriteLineAsync("error: " + failure.Message.ReplaceLineEndings(" "));
            return 1;
        }
    }
}

using System.CommandLine;

namespace Modelwright.Cli.Rollouts;

/// <summary>Prints what there is to know.</summary>
internal static class RolloutView
{
    public static async Task<int> StatusAsync(ModelPlace place, ParseResult result, CancellationToken stop)
    {
        await result.InvocationConfiguration.Output.WriteAsync(
            StatusText.Of(await place.ReadAsync(stop), place.Time.GetUtcNow()));
        return 0;
    }

    public static async Task<int> ExplainAsync(ModelPlace place, ParseResult result, CancellationToken stop)
    {
        await result.InvocationConfiguration.Output.WriteAsync(ExplainText.Of(await place.ReadAsync(stop), place.Time.GetUtcNow()));
        return 0;
    }

    public static async Task<int> HistoryAsync(ModelPlace place, ParseResult result, CancellationToken stop)
    {
        await result.InvocationConfiguration.Output.WriteAsync(HistoryText.Of(await place.ReadAsync(stop), place.Time.GetUtcNow()));
        return 0;
    }
}

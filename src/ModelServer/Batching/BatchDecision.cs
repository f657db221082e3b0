using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Batching;

/// <summary>Whether requests to a model are joined, and why not.</summary>
/// <param name="MaxRows">The most rows to join; 1: none.</param>
/// <param name="Reason">Why not, when 1.</param>
internal sealed record BatchDecision(int MaxRows, string? Reason)
{
    /// <summary>
    /// Joins when the graph says that rows are treated one by one (<paramref name="mixing"/>, by <see cref="RowAnalysis"/>, is null), and
    /// trial
    /// runs give the same bits joined and alone. Trial runs need the size of variable dimensions that a warm-up run succeeded with,
    /// <paramref name="workingSize"/>.
    /// </summary>
    public static BatchDecision Make(
        int maxRows, string? mixing, ModelSignature signature, ModelRunner runner, TensorPool pool, int? workingSize, TimeProvider clock)
    {
        if (maxRows <= 1) return new BatchDecision(1, "switched off by MODELWRIGHT_MAX_BATCH_SIZE");
        var problem = mixing
            ?? (workingSize is { } size
                ? new BatchProbe(runner, signature, pool, clock).WhyNotJoined(size, maxRows)
                : "no made-up input could be run to prove it");
        return problem is null ? new BatchDecision(maxRows, null) : new BatchDecision(1, problem);
    }
}

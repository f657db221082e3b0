using Modelwright.ModelServer.Execution;

namespace Modelwright.ModelServer.Outputs;

/// <summary>One of several sets of tallies, so that threads seldom meet at one.</summary>
internal sealed class CounterStripe(IReadOnlyList<CountedOutput> outputs)
{
    private readonly Lock gate = new();
    private readonly long[]?[][] tallies = [.. outputs.Select(_ => new long[]?[CountedOutput.Slots])];

    /// <summary>Counts a request; false, and nothing counted, when another thread is at it.</summary>
    public bool TryCount(InferResult result)
    {
        if (!gate.TryEnter()) return false;
        try
        {
            CountAll(result);
            return true;
        }
        finally
        {
            gate.Exit();
        }
    }

    /// <summary>Counts a request, after another thread if need be.</summary>
    public void Count(InferResult result)
    {
        lock (gate) CountAll(result);
    }

    /// <summary>Adds this stripe's tallies to sums of the same form.</summary>
    public void AddTo(long[]?[][] sums)
    {
        lock (gate)
            for (var output = 0; output < tallies.Length; output++)
                for (var slot = 0; slot < CountedOutput.Slots; slot++)
                    if (tallies[output][slot] is { } tally) Add(tally, sums[output][slot] ??= new long[tally.Length]);
    }

    private void CountAll(InferResult result)
    {
        for (var i = 0; i < tallies.Length; i++) outputs[i].Count(result, tallies[i]);
    }

    private static void Add(long[] tally, long[] sum)
    {
        for (var i = 0; i < tally.Length; i++) sum[i] += tally[i];
    }
}

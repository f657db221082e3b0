using System.Globalization;
using Modelwright.Crds.Models.Analysis;
using Modelwright.Operator.Models.Analysis.Evidence;
using Modelwright.Statistics.Divergences;
using Modelwright.Statistics.LogLinear;

namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>
/// What the model servers predicted. Bins are chosen by what the stable revision's servers had counted when they were first read, and only
/// what is counted after that is compared: bins that were chosen by the same counts would follow the chance in them.
/// </summary>
internal static class PredictionAccumulation
{
    private const int Quantiles = 8;

    public static MetricEvidence Add(
        MetricEvidence before, MetricPlan plan, AnalysisMemory memory, MeasurementTask task, Readings readings)
    {
        if (readings.ServerProblems.Values.FirstOrDefault() is { } problem) return before.Failed(problem);
        if (before.Predictions is not { } known)
            return before.Succeeded() with { Predictions = Choose(plan, task, readings) };
        var (canary, other) = (new long[known.Size], new long[known.Size]);
        foreach (var (uid, server) in readings.Servers.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            // An output is listed once it has a row.
            if (server.Find(known.Output) is not { } output) continue;
            if (Mismatch(known, output) is { } mismatch) return before.Failed($"{server.Revision}: {mismatch}");
            if (memory.Servers.GetValueOrDefault(uid)?.Outputs is not { } earlier || earlier.Start != server.Start) continue;
            var grown = earlier.Find(known.Output) is { } last ? output.Since(last) : output;
            if (grown is null) return before.Failed($"{server.Revision}: a count of {known.Output} went backwards");
            Sum(server.Revision == task.Canary ? canary : other, Binned(known, grown));
        }

        return With(before.Succeeded(), known, plan, canary, other, task.MinRequests);
    }

    private static MetricEvidence With(
        MetricEvidence evidence, PredictionCounts known, MetricPlan plan, long[] canary, long[] other, int least)
    {
        var rows = canary.Sum();
        if (rows + other.Sum() == 0) return evidence;
        Sum(canary, known.Canary);
        Sum(other, known.Stable);
        evidence = evidence with { Predictions = known with { Canary = canary, Stable = other }, Recent = evidence.Recent + rows };
        return plan.Threshold && canary.Sum() >= least && other.Sum() >= least
            ? evidence.WithFigure(plan, Divergence.TotalVariation(other, canary))
            : evidence;
    }

    /// <summary>A server tells 64 values apart; one that it has counted among others cannot be compared with where it was not.</summary>
    private static string? Mismatch(PredictionCounts known, OutputCounters output)
    {
        if (output.Kind != known.Kind) return $"{known.Output} is a {output.Kind}, and not a {known.Kind} as at the stable revision";
        return output.Other > 0 && known.Kind == PredictionKind.Category && known.Bins.Any(bin => !output.Counts.ContainsKey(bin))
            ? $"{known.Output} has more values than are counted apart; name another output"
            : null;
    }

    /// <summary>Chooses bins, once there are enough predictions to choose them by.</summary>
    private static PredictionCounts? Choose(MetricPlan plan, MeasurementTask task, Readings readings)
    {
        List<ServerOutputs> stable = [.. readings.Servers.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value)
            .Where(server => server.Revision == task.Stable)];
        if (stable.Select(server => server.Find(plan)).FirstOrDefault(output => output is not null) is not { } first) return null;
        List<OutputCounters> outputs =
            [.. stable.Select(server => server.Find(first.Label)).OfType<OutputCounters>().Where(output => output.Kind == first.Kind)];
        if (outputs.Sum(output => output.Total) < task.MinRequests) return null;
        var counts = outputs.SelectMany(output => output.Counts);
        var bins = first.Kind == PredictionKind.Category ? Categories(counts) : Cuts(counts);
        var none = new long[bins.Count + 2];
        return new() { Output = first.Label, Kind = first.Kind, Bins = bins, Canary = none, Stable = none };
    }

    private static List<string> Categories(IEnumerable<KeyValuePair<string, long>> counts) =>
        [.. counts.GroupBy(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal)
            .OrderByDescending(group => group.Sum()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Key).Take(AnalysisLimits.MaxBins)];

    private static List<string> Cuts(IEnumerable<KeyValuePair<string, long>> counts) =>
        [.. LogLinearCuts.AtQuantiles(Indices(counts), Quantiles).Cuts.Take(AnalysisLimits.MaxBins)
            .Select(cut => cut.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Counts in the order of the bins, then all others, then those that are not finite.</summary>
    private static long[] Binned(PredictionCounts known, OutputCounters output)
    {
        if (known.Kind == PredictionKind.Number)
            return [.. RecordedEvidence.Cuts(known.Bins)!.Coarsen(Indices(output.Counts)), output.NotFinite];
        var others = output.Counts.Where(pair => !known.Bins.Contains(pair.Key)).Sum(pair => pair.Value);
        return [.. known.Bins.Select(bin => output.Counts.GetValueOrDefault(bin)), others + output.Other, output.NotFinite];
    }

    private static IEnumerable<KeyValuePair<int, long>> Indices(IEnumerable<KeyValuePair<string, long>> counts) =>
        counts.Select(pair => KeyValuePair.Create(int.Parse(pair.Key, CultureInfo.InvariantCulture), pair.Value));

    private static void Sum(long[] sums, IReadOnlyList<long> counts)
    {
        for (var bin = 0; bin < sums.Length; bin++) sums[bin] += counts[bin];
    }
}

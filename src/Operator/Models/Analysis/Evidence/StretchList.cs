using Modelwright.Crds.Models.Analysis;

namespace Modelwright.Operator.Models.Analysis.Evidence;

/// <summary>Evidence by weight. A weight that comes again goes on with its stretch: what is compared is what had the same split.</summary>
internal static class StretchList
{
    /// <summary>The list with more evidence; beyond its bound the stretch with the fewest of the canary's requests is given up.</summary>
    public static IReadOnlyList<Stretch> With(this IReadOnlyList<Stretch> list, Stretch more)
    {
        if (more.IsEmpty) return list;
        List<Stretch> all = list.Any(stretch => stretch.Weight == more.Weight)
            ? [.. list.Select(stretch => stretch.Weight == more.Weight ? stretch.Plus(more) : stretch)]
            : [.. list, more];
        if (all.Count > AnalysisLimits.MaxStretches)
            all.Remove(all.Where(stretch => stretch.Weight != more.Weight).MinBy(stretch => stretch.CanaryRequests)!);
        return all;
    }

    /// <summary>Everything together; the weight means nothing.</summary>
    public static Stretch Total(this IEnumerable<Stretch> list) =>
        list.Aggregate(new Stretch(0, 0, 0, 0, 0), (sum, stretch) => sum.Plus(stretch));

    /// <summary>What a status has, without what somebody broke.</summary>
    public static IReadOnlyList<Stretch> Read(IReadOnlyList<string>? texts) =>
        [.. (texts ?? []).Select(Stretch.Parse).OfType<Stretch>().DistinctBy(stretch => stretch.Weight).Take(AnalysisLimits.MaxStretches)];
}

namespace Modelwright.Statistics.Search.Halving;

/// <summary>What successive halving needs of a problem.</summary>
internal static class HalvingRules
{
    public static IReadOnlyList<string> Check(SearchProblem problem, string algorithm)
    {
        if (problem.Space.Problems.Count > 0)
            return problem.Space.Problems;
        if (problem.Resource is not { } axis)
            return [$"{algorithm}: it needs a resource (parameter, min, max, eta) to give little of at first"];
        if (axis.Problem() is { } wrong)
            return [wrong];
        return axis.Levels == 0
            ? [$"{algorithm}: max ({axis.Max}) is less than eta ({axis.Eta}) times min ({axis.Min}), so there is nothing to halve"] : [];
    }
}

using System.Globalization;
using Modelwright.Statistics.Comparisons;
using Modelwright.Statistics.Profiles;
using Modelwright.Statistics.Profiles.Counting;
using Modelwright.Statistics.Tests.Divergences;
using Modelwright.Statistics.Tests.Profiles;

namespace Modelwright.Statistics.Tests.Comparisons;

public sealed class ProfileComparerTests
{
    [Fact]
    public void Shift_of_wine_alcohol_is_drift()
    {
        var comparison = Compare(RealData.Wine("alcohol")[..130], RealData.Wine("alcohol")[130..], new(MinSamples: 40));
        comparison.Verdict.ShouldBe(DriftVerdict.Drifted);
        comparison.Psi.ShouldBe(GoldenCase.All[0].Psi, 1e-9);
        comparison.Threshold.ShouldBe(GoldenCase.All[0].Threshold, 1e-6);
        comparison.Explanation.ShouldBe("(11.819, 12.08]: 12.3% → 0.0%");
    }

    [Fact]
    public void Even_and_odd_rows_are_no_drift_though_the_fixed_rule_says_so()
    {
        var proline = RealData.Wine("proline");
        var comparison = Compare([.. proline.Where((_, row) => row % 2 == 0)], [.. proline.Where((_, row) => row % 2 == 1)], new());
        comparison.Psi.ShouldBeGreaterThan(0.2);
        comparison.Verdict.ShouldBe(DriftVerdict.Within);
    }

    [Fact]
    public void Few_rows_give_no_verdict() => Compare([1, 2, 3, 4], [100, 200, 300], new()).Verdict.ShouldBe(DriftVerdict.InsufficientData);

    [Fact]
    public void No_rows_give_no_verdict() => Compare([1, 2, 3, 4], [], new(MinSamples: 0)).Verdict.ShouldBe(DriftVerdict.InsufficientData);

    [Fact]
    public void Missing_unseen_and_out_of_range_are_told_apart_from_drift()
    {
        var reference = Table(Enumerable.Range(0, 200).Select(i => new[] { $"{i % 50}", i % 2 == 0 ? "red" : "blue" }));
        var counter = new TableCounter(reference, ["colour", "size", "new"]);
        for (var i = 0; i < 200; i++)
            counter.AddRow(
                [i % 10 == 0 ? "green" : i % 2 == 0 ? "red" : "blue", i % 4 == 0 ? null : i % 100 == 1 ? "99" : $"{i % 50}", "?"]);
        var columns = ProfileComparer.Compare(reference, counter.Read(), new()).ToDictionary(column => column.Column);
        columns["size"].MissingIncrease.ShouldBe(0.25, 1e-12);
        columns["size"].OutOfRange.ShouldBe(0.01, 1e-12);
        columns["colour"].Unseen.ShouldBe(0.1, 1e-12);
        columns["colour"].Verdict.ShouldBe(DriftVerdict.Within);
        counter.Read()[1].Categorical!.UnseenExamples.ShouldBe(["green"]);
    }

    [Fact]
    public void Column_that_disappeared_is_named() =>
        new TableCounter(Table([["1", "a"], ["2", "b"]]), ["size"]).MissingColumns.ShouldBe(["colour"]);

    [Fact]
    public void Rare_known_values_are_not_unseen()
    {
        var reference = Table(Enumerable.Range(0, 1_000).Select(i => new[] { "1", $"c{i % 100}" }));
        var counter = new TableCounter(reference, ["size", "colour"]);
        for (var i = 0; i < 100; i++)
            counter.AddRow(["1", $"c{i}"]);
        var counts = counter.Read()[1].Categorical!;
        (counts.Categories.Sum(), counts.OtherKnown, counts.Unseen).ShouldBe((64, 36, 0));
    }

    private static ReferenceProfile Table(IEnumerable<string[]> rows)
    {
        var profiler = new TableProfiler([new("size"), new("colour")]);
        foreach (var row in rows)
            profiler.AddRow(row);
        return profiler.Build();
    }

    private static ColumnComparison Compare(double[] reference, double[] current, PsiTolerance tolerance)
    {
        var profiler = new TableProfiler([new("x")]);
        foreach (var value in reference)
            profiler.AddRow([value.ToString("R", CultureInfo.InvariantCulture)]);
        var profile = profiler.Build();
        var counter = new TableCounter(profile, ["x"]);
        foreach (var value in current)
            counter.AddRow([value.ToString("R", CultureInfo.InvariantCulture)]);
        return ProfileComparer.Compare(profile, counter.Read(), tolerance).Single();
    }
}

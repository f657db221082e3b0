using System.Globalization;
using Modelwright.Statistics.Profiles;
using Modelwright.Statistics.Randomness;

namespace Modelwright.Statistics.Tests.Profiles;

public sealed class TableProfilerTests
{
    [Fact]
    public void Numeric_column_counts_what_is_missing_or_no_number()
    {
        var column = Profile(ColumnKind.Numeric, "1", " 2.5 ", "", null, "  ", "NaN", "nan", "inf", "-Infinity", "1e400", "twelve", "-3");
        column.Missing.ShouldBe(3);
        var numeric = column.Numeric.ShouldNotBeNull();
        (numeric.Finite, numeric.NaN, numeric.Infinite, numeric.Invalid).ShouldBe((3, 2, 3, 1));
        (numeric.Min, numeric.Max).ShouldBe((-3, 2.5));
        numeric.Mean!.Value.ShouldBe(0.5 / 3, 1e-12);
        numeric.Counts.Sum().ShouldBe(3);
    }

    [Fact]
    public void Moments_survive_a_large_offset() =>
        Profile(ColumnKind.Numeric, "1000000000001", "1000000000002", "1000000000003").Numeric!.StandardDeviation!
            .Value.ShouldBe(Math.Sqrt(2.0 / 3), 1e-9);

    [Fact]
    public void Column_without_values_has_an_empty_bin()
    {
        var numeric = Profile(ColumnKind.Auto, null, "").Numeric.ShouldNotBeNull();
        numeric.Counts.ShouldBe([0]);
        numeric.Min.ShouldBeNull();
    }

    [Fact]
    public void Categorical_column_keeps_the_most_frequent_and_knows_the_others()
    {
        var values = Enumerable.Range(0, 100).SelectMany(i => Enumerable.Repeat($"c{i:00}", 200 - i)).ToArray();
        var categorical = Profile(ColumnKind.Categorical, values).Categorical.ShouldNotBeNull();
        categorical.Categories.Count.ShouldBe(64);
        categorical.Categories[0].ShouldBe(new CategoryCount("c00", 200));
        categorical.OtherKnown.ShouldBe(Enumerable.Range(64, 36).Sum(i => 200 - i));
        categorical.KnownHashes.ShouldContain(CategoryText.Hash("c99"));
        (categorical.Distinct, categorical.Complete).ShouldBe((100, true));
    }

    [Fact]
    public void Identifiers_stay_bounded_and_are_known_to_be_incomplete()
    {
        var categorical = Profile(ColumnKind.Categorical,
            [.. Enumerable.Range(0, 30_000).Select(i => i.ToString(CultureInfo.InvariantCulture))]).Categorical!;
        categorical.Complete.ShouldBeFalse();
        categorical.Distinct.ShouldBe(ProfileOptions.Default.DistinctValues);
        categorical.KnownHashes.Count.ShouldBe(ProfileOptions.Default.KnownOthers);
        (categorical.Categories.Sum(category => category.Count) + categorical.OtherKnown).ShouldBe(30_000);
    }

    [Fact]
    public void Auto_column_is_numeric_until_a_text_says_otherwise()
    {
        Profile(ColumnKind.Auto, "1", "2", null).Numeric.ShouldNotBeNull();
        var mixed = Profile(ColumnKind.Auto, "1", "2", null, "n/a");
        mixed.Missing.ShouldBe(1);
        mixed.Categorical.ShouldNotBeNull().Categories.Select(category => category.Value).ShouldBe(["1", "2", "n/a"]);
    }

    [Fact]
    public void Long_column_is_sampled_evenly_and_repeatably()
    {
        var options = new ProfileOptions { SampledValues = 2_000, Seed = 5 };
        var (first, second) = (Ramp(options), Ramp(options));
        first.Numeric!.Edges.ShouldBe(second.Numeric!.Edges);
        (first.Numeric.Sampled, first.Numeric.Finite, first.Numeric.Max).ShouldBe((2_000, 100_000, 99_999));
        // The standard error of a decile of 2,000 values is 0.7 % of the range.
        for (var i = 0; i < 9; i++)
            first.Numeric.Edges[i].ShouldBe(10_000 * (i + 1), 3_000);

        static ColumnProfile Ramp(ProfileOptions options)
        {
            var profiler = ColumnProfiler.Create(new("x", ColumnKind.Numeric), options);
            for (var i = 0; i < 100_000; i++)
                profiler.Add((double)i);
            return profiler.Build();
        }
    }

    [Fact]
    public void Single_precision_compares_with_what_a_float_model_sees()
    {
        var column = Profile(ColumnKind.Numeric, new ProfileOptions { SinglePrecision = true },
            [.. Enumerable.Repeat("0.1", 50), .. Enumerable.Repeat("0.7", 50)]);
        var counter = Modelwright.Statistics.Profiles.Counting.ColumnCounter.Create(column);
        counter.Add((double)0.1f);
        counter.Add((double)0.7f);
        var counts = counter.Read().Numeric!;
        (counts.Below, counts.Above).ShouldBe((0, 0));
        for (var bin = 0; bin < counts.Bins.Count; bin++)
            counts.Bins[bin].ShouldBe(column.Numeric!.Counts[bin] / 50);
    }

    [Fact]
    public void Table_is_refused_when_it_is_malformed()
    {
        Should.Throw<ArgumentException>(() => new TableProfiler([new("a"), new("a")])).Message.ShouldContain("two columns named 'a'");
        Should.Throw<ArgumentException>(() => new TableProfiler([new("a"), new("b")]).AddRow(["1"]))
            .Message.ShouldContain("row 1 has 1 values for 2 columns");
        Should.Throw<ArgumentException>(() => new TableProfiler([new("a")], new() { Bins = 1 }))
            .Message.ShouldContain("Bins must be 2 to 64");
        Should.Throw<ArgumentException>(() => new TableProfiler([.. Enumerable.Range(0, 1_001).Select(i => new ColumnSpec($"c{i}"))]))
            .Message.ShouldContain("1001 columns");
    }

    [Fact]
    public void Wide_table_gets_less_memory_for_each_column()
    {
        ProfileOptions.Default.Shared(40).ShouldBe(ProfileOptions.Default);
        var shared = ProfileOptions.Default.Shared(1_000);
        (shared.KnownOthers, shared.DistinctValues, shared.SampledValues).ShouldBe((100, 1_000, 4_000));
    }

    [Fact]
    public void Order_of_the_rows_does_not_matter()
    {
        var rows = Enumerable.Range(0, 500).Select(i => new[] { (i % 37).ToString(CultureInfo.InvariantCulture), "k" + i % 90 }).ToArray();
        var forward = Table(rows);
        var random = RandomStream.Of(1, 0);
        var shuffled = Table([.. rows.OrderBy(_ => random.NextBits())]);
        shuffled.Columns[1].Categorical!.Categories.ShouldBe(forward.Columns[1].Categorical!.Categories);
        shuffled.Columns[0].Numeric!.Counts.ShouldBe(forward.Columns[0].Numeric!.Counts);

        static ReferenceProfile Table(string[][] rows)
        {
            var profiler = new TableProfiler([new("n"), new("c")]);
            foreach (var row in rows)
                profiler.AddRow(row);
            return profiler.Build();
        }
    }

    private static ColumnProfile Profile(ColumnKind kind, params string?[] values) => Profile(kind, ProfileOptions.Default, values);

    private static ColumnProfile Profile(ColumnKind kind, ProfileOptions options, string?[] values)
    {
        var profiler = new TableProfiler([new("x", kind)], options);
        foreach (var value in values)
            profiler.AddRow([value]);
        return profiler.Build().Columns.Single();
    }
}

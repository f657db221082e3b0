using CsCheck;
using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Features;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;
using Modelwright.ModelServer.Tests.Outputs;
using Modelwright.Statistics.Profiles;
using static Modelwright.ModelServer.Tests.Features.CountedTable;

namespace Modelwright.ModelServer.Tests.Features;

public sealed class FeatureCountersTests : IDisposable
{
    private static readonly double[] Decimals = [.. Enumerable.Range(0, 300).Select(i => Math.Round(35 + (i * 0.1), 1))];
    private readonly TensorPool pool = new();

    public void Dispose() => pool.Dispose();

    [Fact]
    public void Count_decimals_that_32_bits_do_not_hold_fall_into_the_bins_of_the_reference()
    {
        // The profile has 64-bit edges such as 37.9, the model gets 32-bit floats, of which about half are above what they stand for.
        var profile = ProfileOf("length", Decimals);
        var table = new CountedTable(profile, Takes(("length", Datatype.Float32, [-1, 1])), pool);
        var counters = table.Replica();
        foreach (var value in Decimals) table.Count(counters, table.Singles([1, 1], (float)value));
        var totals = counters.Totals().Features.ShouldHaveSingleItem();
        totals.Counts.ShouldBe(profile.Columns[0].Numeric!.Counts);
        (totals.Rows, totals.BelowMin, totals.AboveMax).ShouldBe((300, 0, 0));
    }

    [Theory]
    [InlineData(Datatype.Float64)]
    [InlineData(Datatype.Bytes)]
    internal void Count_a_reference_of_32_bit_floats_has_the_same_bins_for_other_types(Datatype datatype)
    {
        var profile = ProfileOf("length", Decimals, ProfileOptions.Default with { SinglePrecision = true });
        var table = new CountedTable(profile, Takes(("length", datatype, [-1])), pool);
        var counters = table.Replica();
        table.Count(counters, datatype == Datatype.Bytes
            ? Texts([300], [.. Decimals.Select(value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture))])
            : MadeResult.Tensor(pool, Datatype.Float64, [300], Decimals));
        counters.Totals().Features.ShouldHaveSingleItem().Counts.ShouldBe(profile.Columns[0].Numeric!.Counts);
    }

    [Fact]
    public void Count_what_is_wrong_with_a_number_is_counted_apart()
    {
        var table = new CountedTable(ProfileOf("x", [1, 2, 3, 4]), Takes(("x", Datatype.Float32, [-1, 1])), pool);
        var counters = table.Replica();
        table.Count(counters, table.Singles(
            [9, 1], 0.5f, 1, 4, 4.5f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, -1e38f, 3.4e38f));
        var totals = counters.Totals().Features.ShouldHaveSingleItem();
        (totals.Rows, totals.NaN, totals.Infinite, totals.Missing).ShouldBe((9, 1, 2, 2));
        (totals.BelowMin, totals.AboveMax, totals.Counts.Sum()).ShouldBe((1, 1, 4));
        (totals.Counts[0], totals.Counts[^1]).ShouldBe((2, 1));
    }

    [Fact]
    public void Count_a_reference_of_great_numbers_has_no_number_that_means_none()
    {
        var table = new CountedTable(ProfileOf("x", [1, 1e38]), Takes(("x", Datatype.Float64, [-1])), pool);
        var counters = table.Replica();
        table.Count(counters, MadeResult.Tensor(pool, Datatype.Float64, [2], 1e38, 2e38));
        var totals = counters.Totals().Features.ShouldHaveSingleItem();
        (totals.Missing, totals.AboveMax, totals.Counts[^1]).ShouldBe((0, 1, 1));
    }

    [Fact]
    public void Count_texts_of_a_column_of_numbers_are_read()
    {
        var table = new CountedTable(ProfileOf("x", [1, 2, 3, 4]), Takes(("x", Datatype.Bytes, [-1])), pool);
        var counters = table.Replica();
        table.Count(counters, Texts([7], " 2.0 ", "", "  ", "nan", "inf", "two", new string('1', 100)));
        var totals = counters.Totals().Features.ShouldHaveSingleItem();
        (totals.Rows, totals.Missing, totals.NaN, totals.Infinite, totals.Invalid).ShouldBe((7, 2, 1, 1, 2));
        totals.Counts.Sum().ShouldBe(1);
    }

    [Theory]
    [InlineData(Datatype.Bool, new byte[] { 1 }, 1)]
    [InlineData(Datatype.UInt8, new byte[] { 255 }, 255)]
    [InlineData(Datatype.Int8, new byte[] { 255 }, -1)]
    [InlineData(Datatype.UInt16, new byte[] { 255, 255 }, 65535)]
    [InlineData(Datatype.Int16, new byte[] { 255, 255 }, -1)]
    [InlineData(Datatype.UInt32, new byte[] { 255, 255, 255, 255 }, 4294967295)]
    [InlineData(Datatype.Int32, new byte[] { 255, 255, 255, 255 }, -1)]
    [InlineData(Datatype.UInt64, new byte[] { 0, 0, 0, 0, 1, 0, 0, 0 }, 4294967296)]
    [InlineData(Datatype.Int64, new byte[] { 255, 255, 255, 255, 255, 255, 255, 255 }, -1)]
    [InlineData(Datatype.Float16, new byte[] { 0, 0x38 }, 0.5)]
    [InlineData(Datatype.BFloat16, new byte[] { 0, 0x3f }, 0.5)]
    [InlineData(Datatype.Float32, new byte[] { 0, 0, 0, 0x3f }, 0.5)]
    [InlineData(Datatype.Float64, new byte[] { 0, 0, 0, 0, 0, 0, 0xe0, 0x3f }, 0.5)]
    internal void Count_every_type_has_its_value_in_its_own_bin(Datatype datatype, byte[] bits, double value)
    {
        // A constant has a bin to itself, between two others.
        var table = new CountedTable(ProfileOf("x", [value, value]), Takes(("x", datatype, [-1])), pool);
        var counters = table.Replica();
        table.Count(counters, MadeResult.Tensor(pool, datatype, [1], bits));
        counters.Totals().Features.ShouldHaveSingleItem().Counts.ShouldBe([0, 1, 0]);
    }

    [Fact]
    public void Count_categories_are_known_rare_unseen_or_missing()
    {
        var options = ProfileOptions.Default with { TopCategories = 2 };
        var profile = ProfileOf(["city"], options, ["Bern"], ["Bern"], ["Bern"], ["Zürich"], ["Zürich"], ["Chur"]);
        var table = new CountedTable(profile, Takes(("city", Datatype.Bytes, [-1, 1])), pool);
        var counters = table.Replica();
        table.Count(counters, Texts([9, 1], "Bern", " Bern\t", "Zürich", "Chur", " Chur", "", " ", "Basel", "bern"));
        var totals = counters.Totals().Features.ShouldHaveSingleItem();
        totals.Counts.ShouldBe([2, 1]);
        (totals.Rows, totals.OtherKnown, totals.Unseen, totals.Missing).ShouldBe((9, 2, 2, 2));
        totals.UnseenValues.ShouldBe([new("Basel", 1), new("bern", 1)]);
    }

    [Theory]
    [InlineData(Datatype.Int64)]
    [InlineData(Datatype.Float32)]
    [InlineData(Datatype.Float64)]
    internal void Count_numbers_of_a_column_of_categories_are_taken_by_their_value(Datatype datatype)
    {
        // "none" makes the column one of categories.
        var profile = ProfileOf(["grade"], ["1"], ["2.0"], ["none"]);
        var table = new CountedTable(profile, Takes(("grade", datatype, [-1])), pool);
        var counters = table.Replica();
        table.Count(counters, datatype switch
        {
            Datatype.Int64 => MadeResult.Tensor<long>(pool, datatype, [3], 1, 2, 7),
            Datatype.Float32 => MadeResult.Tensor<float>(pool, datatype, [3], 1, 2, 7),
            _ => MadeResult.Tensor<double>(pool, datatype, [3], 1, 2, 7),
        });
        var totals = counters.Totals().Features.ShouldHaveSingleItem();
        totals.Column.Categorical!.Categories.Zip(totals.Counts, (category, rows) => (category.Value, rows))
            .ShouldBe([("1", 1), ("2.0", 1), ("none", 0)]);
        totals.UnseenValues.ShouldBe([new("7", 1)]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    public void Text_of_any_length_is_read_as_it_was_set(int count)
    {
        string[] texts = [.. Enumerable.Range(0, count).Select(i => new string('é', i % 20))];
        using var tensor = Texts([count], texts);
        for (var i = 0; i < count; i++)
        {
            System.Text.Encoding.UTF8.GetString(tensor.Text(i)).ShouldBe(texts[i]);
            tensor.Text(i).SequenceEqual(tensor.Value.GetStringElementAsSpan(i)).ShouldBeTrue();
        }

        tensor.SetText(0, "longer than what is kept, by far"u8);
        System.Text.Encoding.UTF8.GetString(tensor.Text(0)).ShouldBe("longer than what is kept, by far");
    }

    [Fact]
    public void Count_hostile_texts_stay_within_the_bounds()
    {
        var table = new CountedTable(ProfileOf(["city"], ["Bern"], ["Bern"]), Takes(("city", Datatype.Bytes, [-1])), pool);
        var counters = table.Replica();
        string[] texts = [new string('x', 100_000), .. Enumerable.Range(0, 10_000).Select(i => $"made up {i}")];
        table.Count(counters, Texts([texts.Length], texts));
        var torn = Tensor.OfStrings([2], 2);
        torn.Value.StringTensorSetElementAt([0xff, 0xfe, 0x42], 0);
        torn.Value.StringTensorSetElementAt([0], 1);
        table.Count(counters, torn);
        var totals = counters.Totals().Features.ShouldHaveSingleItem();
        totals.Unseen.ShouldBe(10_003);
        totals.UnseenValues.Count.ShouldBe(16);
        totals.UnseenValues.ShouldAllBe(value => value.Value == 1 && value.Key.Length <= 64);
    }

    [Fact]
    public void Count_values_that_must_not_be_shown_are_counted_and_not_named()
    {
        var table = new CountedTable(ProfileOf(["city"], ["Bern"], ["Bern"]), Takes(("city", Datatype.Bytes, [-1])), pool);
        var counters = table.Replica(1, "city");
        table.Count(counters, Texts([1], "somebody's home"));
        var totals = counters.Totals().Features.ShouldHaveSingleItem();
        (totals.Unseen, totals.UnseenValues.Count).ShouldBe((1, 0));
    }

    [Fact]
    public void Count_outputs_of_a_joined_run_are_those_of_the_requests_own_rows()
    {
        var signature = new ModelSignature([], [
            new("label", Datatype.Int64, [-1], true), new("probabilities", Datatype.Float32, [-1, 2], true)]);
        var table = new CountedTable(
            ProfileOf(["prediction", "probabilities[1]"], ["0", "0.5"], ["0", "0.5"]), signature, pool);
        var counters = table.Replica();
        using var result = new InferResult(
            new RunOutputs(
                [
                    MadeResult.Tensor<long>(pool, Datatype.Int64, [3], 9, 0, 1),
                    MadeResult.Tensor(pool, Datatype.Float32, [3, 2], 9f, 9f, 0.5f, 0.5f, 0.1f, 0.9f),
                ],
                pool, 1),
            FirstRow: 1, Rows: 2);
        Count(counters, [], result);
        var totals = counters.Totals();
        totals.Features.ShouldBeEmpty();
        totals.Outputs.Select(output => output.Column.Name).ShouldBe(["prediction", "probabilities[1]"]);
        totals.Outputs[0].Counts.ShouldBe([0, 1, 1]);
        totals.Outputs[1].Counts.ShouldBe([0, 1, 1]);
    }

    [Fact]
    public void Count_any_split_over_replicas_threads_and_requests_adds_up_to_one_replica() =>
        Gen.Select(Gen.Double[-3, 3].Array[1, 60], Gen.Int[0, 5].Array[60], Gen.Int[1, 5], Gen.Int[1, 4]).Sample(
            (numbers, cities, replicas, stripes) =>
            {
                var profile = ProfileOf(["x", "city"], ["-1", "a"], ["0", "b"], ["1", "c"], ["0.5", "a"]);
                var table = new CountedTable(profile, Takes(("x", Datatype.Float32, [-1]), ("city", Datatype.Bytes, [-1])), pool);
                var one = table.Replica();
                FeatureCounters[] many = [.. Enumerable.Range(0, replicas).Select(_ => table.Replica(stripes))];
                for (var i = 0; i < numbers.Length; i++)
                    foreach (var counters in new[] { one, many[cities[i] % replicas] })
                        table.Count(counters, table.Singles([1], (float)numbers[i]), Texts([1], $"{(char)('a' + cities[i])}"));
                var (expected, parts) = (one.Totals(), many.Select(counters => counters.Totals()).ToList());
                parts.Sum(part => part.Requests).ShouldBe(expected.Requests);
                for (var column = 0; column < 2; column++)
                    foreach (var count in Counts(expected.Features[column]).Zip(
                        parts.Select(part => Counts(part.Features[column])).Aggregate((a, b) => [.. a.Zip(b, (x, y) => x + y)])))
                        count.Second.ShouldBe(count.First);
                expected.Features[0].Rows.ShouldBe(numbers.Length);
            });

    [Fact]
    public async Task Count_by_many_threads_loses_nothing_and_shows_whole_requests()
    {
        const int Threads = 8, Requests = 2_000;
        var profile = ProfileOf(["a", "b"], ["1", "1"], ["2", "2"]);
        var table = new CountedTable(profile, Takes(("x", Datatype.Float32, [-1, 2])), pool);
        var counters = table.Replica(2);
        using var start = new Barrier(Threads + 1);
        var counting = Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                using var result = MadeResult.Alone(pool);
                var input = table.Singles([2, 2], 1, 2, thread, float.NaN);
                start.SignalAndWait();
                for (var i = 0; i < Requests; i++) counters.Count([input], result, isCopy: false);
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToList();
        start.SignalAndWait(TestContext.Current.CancellationToken);
        var (before, all) = (0L, Task.WhenAll(counting));
        do
        {
            var seen = counters.Totals();
            seen.Features.ShouldAllBe(column => column.Rows == 2 * seen.Requests);
            seen.Requests.ShouldBeGreaterThanOrEqualTo(before);
            before = seen.Requests;
        }
        while (!all.IsCompleted);
        await all;
        var totals = counters.Totals();
        totals.Requests.ShouldBe(Threads * Requests);
        totals.Features[1].NaN.ShouldBe(Threads * Requests);
    }

    [Fact]
    public void Count_a_routers_copy_is_a_copy_and_nothing_else()
    {
        var table = new CountedTable(ProfileOf("x", [1, 2]), Takes(("x", Datatype.Float32, [-1])), pool);
        var counters = table.Replica();
        using var result = MadeResult.Alone(pool);
        counters.Count([table.Singles([1], 1)], result, isCopy: true);
        var totals = counters.Totals();
        (totals.Requests, totals.Copies, totals.Features[0].Rows).ShouldBe((0, 1, 0));
    }

    private static long[] Counts(ColumnTotals column) =>
        [.. column.Counts, column.Missing, column.NaN, column.BelowMin, column.AboveMax, column.OtherKnown, column.Unseen, column.Rows];
}

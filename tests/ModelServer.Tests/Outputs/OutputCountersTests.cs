using CsCheck;
using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Outputs;
using Modelwright.ModelServer.Tensors;
using Modelwright.ModelServer.Tests.Execution;
using Modelwright.ModelServer.Tests.TestModels;
using Modelwright.Statistics.LogLinear;

namespace Modelwright.ModelServer.Tests.Outputs;

public sealed class OutputCountersTests : IDisposable
{
    private readonly TensorPool pool = new();

    public void Dispose() => pool.Dispose();

    [Fact]
    public void Count_numbers_are_counted_by_element_with_nan_and_infinities_apart()
    {
        var counters = new OutputCounters(MadeResult.Signature(Datatype.Float32), 1);
        Count(counters, MadeResult.Tensor(pool, Datatype.Float32, [3, 2], 0.5f, -1f, 0.5f, float.NaN, 0f, float.NegativeInfinity));
        var totals = counters.Totals();
        totals.Select(total => (total.Name, total.Element, total.Rows)).ShouldBe([("y0", 0, 3), ("y0", 1, 3)]);
        totals[0].Bins.ShouldBe([new(0, 1), new(153, 2)]);
        totals[1].Bins.ShouldBe([new(-161, 1)]);
        (totals[1].NaN, totals[1].Infinite).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData(Datatype.Float16, new byte[] { 0x00, 0x38 })]
    [InlineData(Datatype.BFloat16, new byte[] { 0x00, 0x3f })]
    [InlineData(Datatype.Float32, new byte[] { 0, 0, 0, 0x3f })]
    [InlineData(Datatype.Float64, new byte[] { 0, 0, 0, 0, 0, 0, 0xe0, 0x3f })]
    internal void Count_every_number_type_has_the_same_bins(Datatype datatype, byte[] half)
    {
        var counters = new OutputCounters(MadeResult.Signature(datatype), 1);
        Count(counters, MadeResult.Tensor(pool, datatype, [1], half));
        counters.Totals().ShouldHaveSingleItem().Bins.ShouldBe([new(153, 1)]);
    }

    [Theory]
    [InlineData(Datatype.Bool, new byte[] { 1 }, "true")]
    [InlineData(Datatype.UInt8, new byte[] { 255 }, "255")]
    [InlineData(Datatype.Int8, new byte[] { 255 }, "-1")]
    [InlineData(Datatype.UInt16, new byte[] { 255, 255 }, "65535")]
    [InlineData(Datatype.Int16, new byte[] { 255, 255 }, "-1")]
    [InlineData(Datatype.UInt32, new byte[] { 255, 255, 255, 255 }, "4294967295")]
    [InlineData(Datatype.Int32, new byte[] { 255, 255, 255, 255 }, "-1")]
    [InlineData(Datatype.UInt64, new byte[] { 255, 255, 255, 255, 255, 255, 255, 255 }, "18446744073709551615")]
    [InlineData(Datatype.Int64, new byte[] { 0, 0, 0, 0, 0, 0, 0, 128 }, "-9223372036854775808")]
    internal void Count_integers_and_truth_values_are_categories(Datatype datatype, byte[] value, string text)
    {
        var counters = new OutputCounters(MadeResult.Signature(datatype), 1);
        Count(counters, MadeResult.Tensor(pool, datatype, [1], value));
        counters.Totals().ShouldHaveSingleItem().Values.ShouldBe([new(text, 1)]);
    }

    [Fact]
    public void Count_beyond_64_categories_goes_to_other_and_known_ones_go_on()
    {
        var counters = new OutputCounters(MadeResult.Signature(Datatype.Int64), 2);
        Count(counters, MadeResult.Tensor(pool, Datatype.Int64, [100], [.. Enumerable.Range(0, 100).Select(i => (long)i)]));
        Count(counters, MadeResult.Tensor(pool, Datatype.Int64, [3], 0L, 99L, 1000L));
        var total = counters.Totals().ShouldHaveSingleItem();
        (total.Rows, total.Values.Count, total.Other).ShouldBe((103, 64, 38));
        total.Values.Single(value => value.Key == "0").Value.ShouldBe(2);
        total.Values.ShouldNotContain(value => value.Key == "99");
    }

    [Fact]
    public void Count_is_bounded_in_outputs_and_elements()
    {
        var counters = new OutputCounters(MadeResult.Signature([.. Enumerable.Repeat(Datatype.Float32, 20)]), 1);
        Count(counters, [.. Enumerable.Range(0, 20).Select(_ => MadeResult.Tensor<float>(pool, Datatype.Float32, [2, 768]))]);
        var totals = counters.Totals();
        totals.Count.ShouldBe(8 * 16);
        totals.ShouldAllBe(total => total.Rows == 2);
    }

    [Theory]
    [InlineData(new long[] { }, 1, new[] { -1 })]
    [InlineData(new long[] { 5 }, 5, new[] { -1 })]
    [InlineData(new long[] { 5, 2 }, 5, new[] { 0, 1 })]
    [InlineData(new long[] { 5, 7, 2 }, 5, new[] { 0, 1 })]
    [InlineData(new long[] { 0, 2 }, 0, new int[0])]
    [InlineData(new long[] { 5, 0 }, 0, new int[0])]
    public void Count_has_a_value_per_row_and_element_whatever_the_rank(long[] shape, long rows, int[] slots)
    {
        var counters = new OutputCounters(MadeResult.Signature(Datatype.Float32), 1);
        Count(counters, MadeResult.Tensor<float>(pool, Datatype.Float32, shape));
        counters.Totals().Select(total => total.Slot).ShouldBe(slots);
        counters.Totals().ShouldAllBe(total => total.Rows == rows);
    }

    [Fact]
    public void Count_any_split_of_any_rows_counts_what_a_plain_loop_counts() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 20], Gen.Int[0, 12], Gen.Int[0, 12], Gen.Double.Array[240]).Sample(
            (rows, width, from, to, values) =>
            {
                var (first, count) = (Math.Min(from, rows), Math.Max(0, Math.Min(to, rows) - from));
                var counters = new OutputCounters(MadeResult.Signature(Datatype.Float64), 1);
                using var result = new InferResult(new RunOutputs(
                    [MadeResult.Tensor(pool, Datatype.Float64, [rows, width], values[..(rows * width)])], pool, 1), first, count);
                counters.Count(result);
                foreach (var total in counters.Totals())
                {
                    var column = Enumerable.Range(first, count).Select(row => values[(row * width) + total.Element!.Value]).ToList();
                    total.Rows.ShouldBe(count);
                    (total.NaN, total.Infinite).ShouldBe((column.Count(double.IsNaN), column.Count(double.IsInfinity)));
                    total.Bins.ShouldBe(column.Where(double.IsFinite).CountBy(LogLinearBins.IndexOf).OrderBy(bin => bin.Key)
                        .Select(bin => KeyValuePair.Create(bin.Key, (long)bin.Value)));
                }

                counters.Totals().Count.ShouldBe(count == 0 ? 0 : Math.Min(width, 16));
            });

    [Fact]
    public async Task Count_requests_of_a_batch_are_counted_each_with_its_own_rows()
    {
        using var queue = new QueueFixture(SmallModels.Identity(Element.Float, "N", 1));
        var (busy, waiting) = await queue.AskBehindAsync(Rows(queue, 9), Rows(queue, 1, 2), Rows(queue, 4), Rows(queue, 4, 8));
        queue.Runner.Open(2);
        (await busy).Dispose();
        await Task.WhenAll(waiting);
        queue.Runner.Rows.ShouldBe([1, 5]);
        var counters = new OutputCounters(queue.Signature, 1);
        foreach (var request in new[] { 0, 2 })
        {
            using var result = await waiting[request];
            counters.Count(result);
        }

        (await waiting[1]).Dispose();
        counters.Totals().ShouldHaveSingleItem().Bins.ShouldBe([new(161, 1), new(169, 1), new(177, 1), new(185, 1)]);
    }

    [Fact]
    public async Task Count_by_many_threads_loses_nothing_while_others_read()
    {
        const int Threads = 8, Requests = 2_000, Rows = 3;
        var counters = new OutputCounters(MadeResult.Signature(Datatype.Float32, Datatype.Int64), 2);
        using var start = new Barrier(Threads + 1);
        var counting = Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                using var result = MadeResult.Alone(pool,
                    MadeResult.Tensor(pool, Datatype.Float32, [Rows, 1], thread, float.NaN, 1f),
                    MadeResult.Tensor(pool, Datatype.Int64, [Rows], thread, 100L + thread, 7L));
                start.SignalAndWait();
                for (var i = 0; i < Requests; i++) counters.Count(result);
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToList();
        start.SignalAndWait(TestContext.Current.CancellationToken);
        var (before, all) = (0L, Task.WhenAll(counting));
        do
        {
            var seen = counters.Totals();
            // Of each request all or nothing, and never less than before.
            seen.Select(total => total.Rows).Distinct().Count().ShouldBeLessThanOrEqualTo(1);
            var rows = seen.Select(total => total.Rows).FirstOrDefault();
            rows.ShouldBeGreaterThanOrEqualTo(before);
            before = rows;
        }
        while (!all.IsCompleted);
        await all;
        var totals = counters.Totals();
        totals.ShouldAllBe(total => total.Rows == Threads * Requests * Rows);
        totals[0].NaN.ShouldBe(Threads * Requests);
        totals[0].Bins.Single(bin => bin.Key == LogLinearBins.IndexOf(1)).Value.ShouldBe((Threads + 1) * Requests);
        totals[1].Values.Count.ShouldBe(2 * Threads);
        totals[1].Values.Single(value => value.Key == "7").Value.ShouldBe((Threads + 1) * Requests);
    }

    private static Tensor Rows(QueueFixture queue, params float[] values) => queue.Input(Datatype.Float32, [values.Length, 1], values);

    private void Count(OutputCounters counters, params Tensor[] outputs)
    {
        using var result = MadeResult.Alone(pool, outputs);
        counters.Count(result);
    }
}

using Microsoft.Extensions.Time.Testing;
using Microsoft.ML.OnnxRuntime;
using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Tensors;
using Modelwright.ModelServer.Tests.TestModels;

namespace Modelwright.ModelServer.Tests.Execution;

public sealed class InferenceQueueTests
{
    [Fact]
    public async Task RunAsync_requests_that_wait_are_joined_and_split_exactly()
    {
        using var queue = new QueueFixture(SmallModels.Linear());
        float[][] expected = [await AloneAsync(queue, 1), await AloneAsync(queue, 2), await AloneAsync(queue, 3)];
        var (busy, waiting) = await queue.AskBehindAsync(Rows(queue, 1), Rows(queue, 1), Rows(queue, 2), Rows(queue, 3));
        queue.Runner.Open(2);
        queue.Floats(await busy, 1);
        for (var i = 0; i < 3; i++) queue.Floats(await waiting[i], 1).ShouldBe(expected[i]);
        queue.Runner.Rows.Skip(3).ShouldBe([1, 6]);
    }

    [Fact]
    public async Task RunAsync_counts_rows_not_requests()
    {
        using var queue = new QueueFixture(SmallModels.Linear(), maxBatchRows: 4);
        var (busy, waiting) = await queue.AskBehindAsync(Rows(queue, 1), Rows(queue, 3), Rows(queue, 2), Rows(queue, 1), Rows(queue, 2));
        queue.Runner.Open(10);
        await Task.WhenAll([busy, .. waiting]);
        // 3 rows leave room for the single one; the two pairs fill the next run.
        queue.Runner.Rows.ShouldBe([1, 4, 4]);
        queue.RowsCounted.ShouldBe(9);
    }

    [Fact]
    public async Task RunAsync_request_larger_than_a_batch_runs_alone()
    {
        using var queue = new QueueFixture(SmallModels.Linear(), maxBatchRows: 4);
        var (busy, waiting) = await queue.AskBehindAsync(Rows(queue, 1), Rows(queue, 9), Rows(queue, 1));
        queue.Runner.Open(10);
        await Task.WhenAll([busy, .. waiting]);
        queue.Runner.Rows.ShouldBe([1, 9, 1]);
    }

    [Fact]
    public async Task RunAsync_shapes_that_cannot_be_joined_pass_through()
    {
        using var queue = new QueueFixture(SmallModels.Identity(Element.Float, "N", "M"));
        Tensor Shaped(long rows, long columns) => queue.Input(Datatype.Float32, [rows, columns], new float[rows * columns]);
        var (busy, waiting) = await queue.AskBehindAsync(Shaped(1, 1), Shaped(1, 2), Shaped(1, 3), Shaped(2, 2), Shaped(0, 2));
        queue.Runner.Open(10);
        await Task.WhenAll([busy, .. waiting]);
        queue.Runner.Rows.ShouldBe([1, 3, 1, 0]);
        waiting.Select(task => string.Join(',', task.Result.Shape(0))).ShouldBe(["1,2", "1,3", "2,2", "0,2"]);
    }

    [Fact]
    public async Task RunAsync_one_bad_request_spoils_no_other()
    {
        using var queue = new QueueFixture(SmallModels.Gather());
        var (busy, waiting) = await queue.AskBehindAsync(Index(queue, 0), Index(queue, 1), Index(queue, 77), Index(queue, 2));
        queue.Runner.Open(10);
        queue.Floats(await busy, 0).ShouldBe([1, 2]);
        queue.Floats(await waiting[0], 0).ShouldBe([3, 4]);
        (await Should.ThrowAsync<OnnxRuntimeException>(waiting[1])).Message.ShouldContain("out of data bounds");
        queue.Floats(await waiting[2], 0).ShouldBe([5, 6]);
    }

    [Fact]
    public async Task RunAsync_beyond_the_capacity_is_refused_at_once()
    {
        using var queue = new QueueFixture(SmallModels.Linear(), capacity: 2);
        var (busy, waiting) = await queue.AskBehindAsync(Rows(queue, 1), Rows(queue, 1), Rows(queue, 1));
        Should.Throw<QueueFullException>(() => queue.Wait(Rows(queue, 1)));
        queue.Runner.Open(10);
        await Task.WhenAll([busy, .. waiting]);
        queue.Queue.Length.ShouldBe(0);
    }

    [Fact]
    public async Task RunAsync_request_whose_caller_left_is_not_run()
    {
        using var queue = new QueueFixture(SmallModels.Linear());
        var busy = queue.Ask(Rows(queue, 1));
        await queue.Runner.EnteredAsync();
        using var left = new CancellationTokenSource();
        var abandoned = queue.Queue.RunAsync([Rows(queue, 2)], left.Token).AsTask();
        var kept = queue.Wait(Rows(queue, 3));
        await left.CancelAsync();
        queue.Runner.Open(10);
        await busy;
        await Should.ThrowAsync<OperationCanceledException>(abandoned);
        await kept;
        queue.Runner.Rows.ShouldBe([1, 3]);
    }

    [Fact]
    public async Task RunAsync_request_that_waited_too_long_is_not_run()
    {
        var clock = new FakeTimeProvider();
        using var queue = new QueueFixture(SmallModels.Linear(), clock: clock);
        var (busy, waiting) = await queue.AskBehindAsync(Rows(queue, 1), Rows(queue, 2));
        clock.Advance(TimeSpan.FromSeconds(50));
        var late = queue.Wait(Rows(queue, 3));
        clock.Advance(TimeSpan.FromSeconds(11));
        queue.Runner.Open(10);
        await busy;
        (await Should.ThrowAsync<RunTimeoutException>(waiting[0])).Message.ShouldContain("the wait for a run");
        await late;
        queue.Runner.Rows.ShouldBe([1, 3]);
    }

    [Fact]
    public async Task RunAsync_runs_side_by_side_up_to_the_bound_and_never_waits_for_a_batch()
    {
        using var queue = new QueueFixture(SmallModels.Linear(), concurrentRuns: 2);
        var first = queue.Ask(Rows(queue, 1));
        await queue.Runner.EnteredAsync();
        var second = queue.Ask(Rows(queue, 1));
        await queue.Runner.EnteredAsync();
        queue.Queue.Length.ShouldBe(0);
        queue.Runner.Open(2);
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task RunAsync_strings_are_joined_and_split()
    {
        using var queue = new QueueFixture(SmallModels.Identity(Element.String, "N"));
        Tensor Text(string text)
        {
            var tensor = queue.Pool.Rent(Datatype.Bytes, [1], 1);
            tensor.Value.StringTensorSetElementAt(text.AsSpan(), 0);
            return tensor;
        }

        var (busy, waiting) = await queue.AskBehindAsync(Text("a"), Text("bé"), Text("c\0d"));
        queue.Runner.Open(10);
        await Task.WhenAll([busy, .. waiting]);
        queue.Runner.Rows.ShouldBe([1, 2]);
        waiting.Select(task => task.Result).Select(result => System.Text.Encoding.UTF8.GetString(result.Outputs.Text(0, result.FirstRow)))
            .ShouldBe(["bé", "c\0d"]);
    }

    private static async Task<float[]> AloneAsync(QueueFixture queue, int rows)
    {
        queue.Runner.Open(1);
        var result = await queue.Wait(Rows(queue, rows));
        await queue.Runner.EnteredAsync();
        return queue.Floats(result, 1);
    }

    private static Tensor Rows(QueueFixture queue, int rows) =>
        queue.Input(Datatype.Float32, [rows, 4], [.. Enumerable.Range(0, rows * 4).Select(i => (i * 0.37f) - rows)]);

    private static Tensor Index(QueueFixture queue, long index) => queue.Input(Datatype.Int64, [1], index);
}

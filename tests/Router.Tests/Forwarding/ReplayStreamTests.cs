using CsCheck;
using Modelwright.Router.Forwarding;

namespace Modelwright.Router.Tests.Forwarding;

public sealed class ReplayStreamTests
{
    private static readonly byte[] Body = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 31))];

    [Fact]
    public Task Interrupted_any_number_of_times_anywhere_the_body_stays_the_same() =>
        Gen.Select(Gen.Int[0, Body.Length], Gen.Int[0, Body.Length].Array[0, 5], Gen.Int[1, 40_000])
            .SampleAsync(async (length, stops, chunk) =>
        {
            var budget = new ReplayBudget(1 << 20);
            await using (var stream = new ReplayStream(new MemoryStream(Body[..length]), Body.Length, null, budget))
            {
                foreach (var stop in stops)
                {
                    (await ReadAsync(stream, Math.Min(stop, length), chunk)).ShouldBe(Body[..Math.Min(stop, length)]);
                    stream.TryRewind().ShouldBeTrue();
                }

                (await ReadAsync(stream, int.MaxValue, chunk)).ShouldBe(Body[..length]);
            }

            budget.Left.ShouldBe(1 << 20);
        }, iter: 200);

    [Theory]
    [InlineData(10_000, 9_999, null)]
    [InlineData(10_000, 9_999, 10_000L)]
    [InlineData(1, 0, 1L)]
    public async Task Above_the_limit_it_is_read_once(int length, int limit, long? announced)
    {
        var budget = new ReplayBudget(1 << 20);
        await using var stream = new ReplayStream(new MemoryStream(Body[..length]), limit, announced, budget);
        stream.TryRewind().ShouldBeTrue();
        (await ReadAsync(stream, int.MaxValue, 1_000)).ShouldBe(Body[..length]);
        stream.TryRewind().ShouldBeFalse();
        budget.Left.ShouldBe(1 << 20);
    }

    [Fact]
    public async Task Exhausted_budget_costs_the_replay_not_the_request()
    {
        var budget = new ReplayBudget(50_000);
        await using var first = new ReplayStream(new MemoryStream(Body[..30_000]), Body.Length, null, budget);
        await using var second = new ReplayStream(new MemoryStream(Body[..30_000]), Body.Length, null, budget);
        (await ReadAsync(first, int.MaxValue, 4_096)).ShouldBe(Body[..30_000]);
        (await ReadAsync(second, int.MaxValue, 4_096)).ShouldBe(Body[..30_000]);
        first.TryRewind().ShouldBeTrue();
        second.TryRewind().ShouldBeFalse();
        await first.DisposeAsync();
        await second.DisposeAsync();
        budget.Left.ShouldBe(50_000);
    }

    [Fact]
    public async Task Fault_of_the_client_is_told_from_a_cancelled_read()
    {
        await using var cancelled = new ReplayStream(new MemoryStream(Body), 0, null, new ReplayBudget(0));
        await Should.ThrowAsync<OperationCanceledException>(() => cancelled.ReadAsync(new byte[1], new CancellationToken(true)).AsTask());
        cancelled.Fault.ShouldBeNull();
        var closed = new MemoryStream(Body);
        await closed.DisposeAsync();
        await using var broken = new ReplayStream(closed, 0, null, new ReplayBudget(0));
        await Should.ThrowAsync<ObjectDisposedException>(() =>
            broken.ReadAsync(new byte[1], TestContext.Current.CancellationToken).AsTask());
        broken.Fault.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(50_000, null)]
    [InlineData(50_000, 50_000L)]
    [InlineData(0, null)]
    public async Task Whole_body_is_handed_over_with_its_share_of_the_budget(int length, long? announced)
    {
        var (budget, other) = (new ReplayBudget(1 << 20), new ReplayBudget(1 << 20));
        await using (var stream = new ReplayStream(new MemoryStream(Body[..length]), Body.Length, announced, budget))
        {
            await ReadAsync(stream, int.MaxValue, 1_000);
            using var taken = stream.TryTake(other)!;
            taken.Bytes.ToArray().ShouldBe(Body[..length]);
            budget.Left.ShouldBe(1 << 20);
            other.Left.ShouldBeLessThanOrEqualTo((1 << 20) - length);
            // It is gone from here.
            if (length > 0) stream.TryRewind().ShouldBeFalse();
            if (length > 0) stream.TryTake(other).ShouldBeNull();
        }

        (budget.Left, other.Left).ShouldBe((1 << 20, 1 << 20));
    }

    [Fact]
    public async Task Body_that_is_not_known_whole_or_finds_no_room_is_not_handed_over()
    {
        var (budget, other) = (new ReplayBudget(1 << 20), new ReplayBudget(1 << 20));
        await using var half = new ReplayStream(new MemoryStream(Body), Body.Length, null, budget);
        await ReadAsync(half, 50_000, 1_000);
        half.TryTake(other).ShouldBeNull();
        await using var forgotten = new ReplayStream(new MemoryStream(Body), Body.Length, null, budget);
        await ReadAsync(forgotten, 50_000, 1_000);
        forgotten.Forget();
        await ReadAsync(forgotten, int.MaxValue, 1_000);
        forgotten.TryTake(other).ShouldBeNull();
        await using var large = new ReplayStream(new MemoryStream(Body), 10_000, null, budget);
        await ReadAsync(large, int.MaxValue, 1_000);
        large.TryTake(other).ShouldBeNull();
        await using var whole = new ReplayStream(new MemoryStream(Body), Body.Length, null, budget);
        await ReadAsync(whole, int.MaxValue, 1_000);
        whole.TryTake(new ReplayBudget(1_000)).ShouldBeNull();
        other.Left.ShouldBe(1 << 20);
        whole.TryRewind().ShouldBeTrue();
    }

    private static async Task<byte[]> ReadAsync(ReplayStream stream, int count, int chunk)
    {
        using var all = new MemoryStream();
        var buffer = new byte[chunk];
        while (all.Length < count
            && await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(chunk, count - all.Length))) is > 0 and var read)
            all.Write(buffer, 0, read);
        return all.ToArray();
    }
}

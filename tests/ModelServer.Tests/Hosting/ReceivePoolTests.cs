using System.Buffers;
using Modelwright.ModelServer.Hosting;

namespace Modelwright.ModelServer.Tests.Hosting;

public sealed class ReceivePoolTests
{
    [Fact]
    public void Rent_gives_large_blocks_up_to_the_bound_then_small_ones()
    {
        var pool = new ReceivePool(2);
        IMemoryOwner<byte>[] blocks = [pool.Rent(4096), pool.Rent(), pool.Rent(4096), pool.Rent()];
        blocks.Select(block => block.Memory.Length).ShouldBe(
            [ReceivePool.LargeBlock, ReceivePool.LargeBlock, ReceivePool.SmallBlock, ReceivePool.SmallBlock]);
        foreach (var block in blocks) block.Dispose();
    }

    [Fact]
    public void Rent_beyond_the_bound_still_gives_what_was_asked_for()
    {
        var pool = new ReceivePool(0);
        using var block = pool.Rent(ReceivePool.LargeBlock);
        block.Memory.Length.ShouldBeGreaterThanOrEqualTo(ReceivePool.LargeBlock);
        Should.Throw<ArgumentOutOfRangeException>(() => pool.Rent(ReceivePool.LargeBlock + 1));
    }

    [Fact]
    public void Rent_gives_returned_blocks_again_also_after_a_listener_ended()
    {
        var pool = new ReceivePool(1);
        var first = pool.Create().Rent();
        first.Dispose();
        pool.Create().Dispose();
        pool.Create().Rent().ShouldBeSameAs(first);
    }

    [Fact]
    public async Task Rent_by_many_threads_keeps_the_bound_and_shares_no_block()
    {
        var pool = new ReceivePool(3);
        var large = 0;
        await Parallel.ForAsync(0, 2_000, TestContext.Current.CancellationToken, (i, _) =>
        {
            using var block = pool.Rent();
            if (block.Memory.Length == ReceivePool.LargeBlock) Interlocked.Increment(ref large).ShouldBeLessThanOrEqualTo(3);
            var mark = (byte)i;
            block.Memory.Span.Fill(mark);
            block.Memory.Span.ContainsAnyExcept(mark).ShouldBeFalse();
            if (block.Memory.Length == ReceivePool.LargeBlock) Interlocked.Decrement(ref large);
            return ValueTask.CompletedTask;
        });
    }
}

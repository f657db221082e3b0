using Modelwright.Runtime.Pumping;
using Modelwright.Runtime.Queueing;

namespace Modelwright.Runtime.Tests.Queueing;

public sealed class RetryBackoffTests
{
    private readonly VirtualTimeProvider time = new();

    [Fact]
    public void Failed_doubles_from_5_ms_to_5_minutes_and_never_gives_up()
    {
        var backoff = new RetryBackoff<string>(time, new Random(1));
        var expected = TimeSpan.FromMilliseconds(5);
        for (var i = 0; i < 60; i++)
        {
            // The shared bucket is refilled meanwhile, so only the key's own delay shows.
            time.Advance(TimeSpan.FromMinutes(1));
            var delay = backoff.Failed("a");
            delay.ShouldBeInRange(expected, expected * 1.1001);
            expected = TimeSpan.FromTicks(Math.Min(expected.Ticks * 2, TimeSpan.FromMinutes(5).Ticks));
        }
    }

    [Fact]
    public void Forget_starts_over()
    {
        var backoff = new RetryBackoff<string>(time, new Random(1));
        for (var i = 0; i < 10; i++) backoff.Failed("a");
        backoff.Forget("a");
        backoff.Failures("a").ShouldBe(0);
        backoff.Failed("a").ShouldBeLessThan(TimeSpan.FromMilliseconds(6));
    }

    [Fact]
    public void Many_keys_share_ten_a_second_after_a_hundred()
    {
        var backoff = new RetryBackoff<int>(time, new Random(1));
        for (var i = 0; i < 100; i++) backoff.Failed(i).ShouldBeLessThan(TimeSpan.FromMilliseconds(6));
        for (var i = 0; i < 50; i++)
            backoff.Failed(1000 + i).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(0.1 * (i + 1)) - TimeSpan.FromTicks(10));
    }
}

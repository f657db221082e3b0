using Microsoft.Extensions.Time.Testing;
using Modelwright.LocalCluster.Controllers;

namespace Modelwright.LocalCluster.Tests.Controllers;

public sealed class WorkQueueTests
{
    private readonly FakeTimeProvider time = new();
    private readonly WorkQueue<string> queue;

    public WorkQueueTests() => queue = new WorkQueue<string>(time);

    [Fact]
    public void A_key_waits_once_however_often_it_is_added_and_order_is_kept()
    {
        queue.Add("a");
        queue.Add("b");
        queue.Add("a");
        Drain().ShouldBe(["a", "b"]);
    }

    [Fact]
    public void A_key_added_while_it_is_worked_on_comes_again()
    {
        queue.Add("a");
        queue.TryTake(out _).ShouldBeTrue();
        queue.Add("a");
        Drain().ShouldBe(["a"]);
    }

    [Fact]
    public void The_earliest_of_several_times_wins()
    {
        queue.AddAt("a", time.GetUtcNow() + TimeSpan.FromSeconds(5));
        queue.AddAt("a", time.GetUtcNow() + TimeSpan.FromSeconds(1));
        queue.AddAt("a", time.GetUtcNow() + TimeSpan.FromSeconds(9));
        queue.NextDue.ShouldBe(time.GetUtcNow() + TimeSpan.FromSeconds(1));
        Drain().ShouldBeEmpty();
        time.Advance(TimeSpan.FromSeconds(1));
        Drain().ShouldBe(["a"]);
    }

    [Fact]
    public void Failures_are_retried_ever_later_until_one_success()
    {
        var delays = new List<double>();
        for (var i = 0; i < 16; i++)
        {
            queue.Retry("a");
            var wait = queue.NextDue!.Value - time.GetUtcNow();
            delays.Add(wait.TotalMilliseconds);
            time.Advance(wait);
            Drain().ShouldBe(["a"]);
        }

        delays[..4].ShouldBe([5, 10, 20, 40]);
        delays[^1].ShouldBe(30_000);
        queue.Forget("a");
        queue.Retry("a");
        (queue.NextDue!.Value - time.GetUtcNow()).TotalMilliseconds.ShouldBe(5);
    }

    private List<string> Drain()
    {
        var keys = new List<string>();
        while (queue.TryTake(out var key)) keys.Add(key);
        return keys;
    }
}

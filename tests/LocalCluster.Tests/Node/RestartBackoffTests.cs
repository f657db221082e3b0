using Modelwright.LocalCluster.Node.Containers;

namespace Modelwright.LocalCluster.Tests.Node;

public sealed class RestartBackoffTests
{
    private readonly RestartBackoff backoff = new();
    private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Delays_double_from_10_s_to_5_min()
    {
        var delays = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            var due = backoff.NotBefore(now);
            delays.Add((due - now).TotalSeconds);
            now = due;
            backoff.Restarted(now);
        }

        delays.ShouldBe([0, 10, 20, 40, 80, 160, 300, 300]);
    }

    [Fact]
    public void A_run_of_more_than_10_min_starts_the_count_anew()
    {
        for (var i = 0; i < 5; i++) backoff.Restarted(now);
        now += TimeSpan.FromMinutes(10.1);
        backoff.NotBefore(now).ShouldBe(now);
        backoff.Restarted(now);
        backoff.Delay.ShouldBe(RestartBackoff.First);
    }

    [Fact]
    public void A_run_of_less_does_not()
    {
        for (var i = 0; i < 5; i++) backoff.Restarted(now);
        now += TimeSpan.FromMinutes(9.9);
        backoff.NotBefore(now).ShouldBe(now + TimeSpan.FromSeconds(160));
    }
}

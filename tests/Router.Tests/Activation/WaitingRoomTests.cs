using Microsoft.Extensions.Time.Testing;
using Modelwright.Router.Activation;
using Modelwright.Router.Metrics;
using Modelwright.Router.Routes;
using Modelwright.Router.Tests.Support;

namespace Modelwright.Router.Tests.Activation;

public sealed class WaitingRoomTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private readonly FakeTimeProvider clock = new();
    private readonly RouterMetrics metrics;

    public WaitingRoomTests() => metrics = new RouterMetrics(clock, SeededDraw.Of(1));

    [Fact]
    public async Task A_route_with_a_backend_lets_all_go_in_the_order_of_arrival()
    {
        var room = new WaitingRoom(1 << 20, metrics, clock);
        var order = new List<int>();
        var waits = new List<Task>();
        for (var i = 0; i < 20; i++)
        {
            var number = i;
            waits.Add(Wait(room).ContinueWith(w =>
            {
                w.Result.ShouldBe(WaitOutcome.Changed);
                lock (order) order.Add(number);
            }, TaskScheduler.Default));
        }

        metrics.Waiting("fraud").Count.ShouldBe(20);
        room.Follow(null, Route(activation: true));
        metrics.Waiting("fraud").Count.ShouldBe(20);
        room.Follow(null, Route(activation: true, model: "other", backend: true));
        metrics.Waiting("fraud").Count.ShouldBe(20);
        room.Follow(null, Route(activation: true, backend: true));
        await Task.WhenAll(waits);
        metrics.Waiting("fraud").Count.ShouldBe(0);
        order.Order().ShouldBe(Enumerable.Range(0, 20));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_route_that_is_gone_or_asks_for_no_waiting_ends_the_wait(bool gone)
    {
        var room = new WaitingRoom(1 << 20, metrics, clock);
        var wait = Wait(room);
        room.Follow(Route(activation: true), gone ? null : Route(activation: false));
        (await wait).ShouldBe(WaitOutcome.Changed);
    }

    [Fact]
    public async Task A_change_between_the_look_and_the_line_is_not_missed()
    {
        var room = new WaitingRoom(1 << 20, metrics, clock);
        (await room.WaitAsync("fraud", 10, Long, 1, () => false, CancellationToken.None)).ShouldBe(WaitOutcome.Changed);
        metrics.Waiting("fraud").Count.ShouldBe(0);
    }

    [Fact]
    public async Task Number_and_bytes_are_bounded_and_given_back()
    {
        var room = new WaitingRoom(100, metrics, clock);
        var first = Wait(room, max: 2, size: 40);
        var second = Wait(room, max: 2, size: 40);
        (await Wait(room, max: 2, size: 1)).ShouldBe(WaitOutcome.TooMany);
        (await Wait(room, max: 3, size: 21)).ShouldBe(WaitOutcome.TooLarge);
        (await Wait(room, model: "other", size: 21)).ShouldBe(WaitOutcome.TooLarge);
        room.Follow(null, Route(activation: true, backend: true));
        (await Task.WhenAll(first, second)).ShouldAllBe(o => o == WaitOutcome.Changed);
        var third = Wait(room, size: 100);
        metrics.Waiting("fraud").Count.ShouldBe(1);
        room.Close();
        (await third).ShouldBe(WaitOutcome.Leaving);
    }

    [Fact]
    public async Task Time_ends_a_wait()
    {
        var room = new WaitingRoom(100, metrics, clock);
        var wait = Wait(room);
        clock.Advance(Long - TimeSpan.FromTicks(1));
        wait.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromTicks(1));
        (await wait).ShouldBe(WaitOutcome.TimedOut);
        metrics.Waiting("fraud").Count.ShouldBe(0);
        (await room.WaitAsync("fraud", 1, TimeSpan.Zero, 1, () => true, CancellationToken.None)).ShouldBe(WaitOutcome.TimedOut);
    }

    [Fact]
    public async Task A_client_that_goes_leaves_its_place()
    {
        var room = new WaitingRoom(100, metrics, clock);
        using var client = new CancellationTokenSource();
        var wait = room.WaitAsync("fraud", 1, Long, 100, () => true, client.Token);
        (await Wait(room, max: 1)).ShouldBe(WaitOutcome.TooMany);
        await client.CancelAsync();
        (await wait).ShouldBe(WaitOutcome.ClientGone);
        var next = Wait(room, max: 1, size: 100);
        room.Close();
        (await next).ShouldBe(WaitOutcome.Leaving);
        (await Wait(room)).ShouldBe(WaitOutcome.Leaving);
    }

    private static Task<WaitOutcome> Wait(WaitingRoom room, string model = "fraud", int max = 100, long size = 1) =>
        room.WaitAsync(model, max, Long, size, () => true, CancellationToken.None);

    private static ModelRoute Route(bool activation, string model = "fraud", bool backend = false) =>
        new(model, 1, [], backend ? [new Backend($"{model}-1", "http://127.0.0.1:1", 100)] : [], null)
        {
            Activation = activation ? new ActivationRule(100, 30) : null,
        };
}

using System.Globalization;
using Modelwright.Runtime.Pumping;

namespace Modelwright.Runtime.Tests.Pumping;

public sealed class SimulationTests
{
    [Fact]
    public void RunUntil_jumps_from_timer_to_timer()
    {
        var simulation = new Simulation();
        var log = new List<string>();
        simulation.NewProcess().Post(async void () =>
        {
            for (var i = 0; i < 3; i++)
            {
                await Task.Delay(TimeSpan.FromHours(1), simulation.Time, TestContext.Current.CancellationToken);
                log.Add(simulation.Time.GetUtcNow().ToString("HH:mm", CultureInfo.InvariantCulture));
            }
        });
        simulation.RunUntil(() => log.Count == 3, TimeSpan.FromDays(1)).ShouldBeTrue();
        log.ShouldBe(["13:00", "14:00", "15:00"]);
    }

    [Fact]
    public void RunUntil_stops_at_the_span_when_nothing_happens()
    {
        var simulation = new Simulation();
        var start = simulation.Time.GetUtcNow();
        simulation.RunUntil(() => false, TimeSpan.FromMinutes(7)).ShouldBeFalse();
        (simulation.Time.GetUtcNow() - start).ShouldBe(TimeSpan.FromMinutes(7));
    }

    [Fact]
    public void Same_seed_same_order()
    {
        Trace(7).ShouldBe(Trace(7));
        Enumerable.Range(0, 20).Select(Trace).Distinct().Count().ShouldBeGreaterThan(1);

        static string Trace(int seed)
        {
            var simulation = new Simulation(seed);
            var trace = "";
            foreach (var name in new[] { "a", "b", "c" })
            {
                var process = simulation.NewProcess();
                process.Post(async void () =>
                {
                    for (var i = 0; i < 5; i++)
                    {
                        trace += name;
                        await Task.Yield();
                    }
                });
            }

            simulation.RunUntilIdle();
            return trace;
        }
    }

    [Fact]
    public void Kill_ends_everything_of_the_process()
    {
        var simulation = new Simulation();
        var process = simulation.NewProcess();
        var turns = 0;
        process.Post(async void () =>
        {
            while (true)
            {
                turns++;
                await Task.Delay(TimeSpan.FromSeconds(1), simulation.Time);
            }
        });
        simulation.RunFor(TimeSpan.FromSeconds(3.5));
        process.Kill();
        simulation.RunFor(TimeSpan.FromSeconds(10));
        turns.ShouldBe(4);
    }

    [Fact]
    public async Task A_post_from_another_thread_fails_the_run()
    {
        await Task.Yield();
        var simulation = new Simulation();
        var process = simulation.NewProcess();
        var thread = new Thread(() => process.Post(() => { }));
        thread.Start();
        thread.Join();
        Should.Throw<InvalidOperationException>(simulation.RunUntilIdle).Message.ShouldContain("another thread");
    }

    [Fact]
    public void Complete_returns_what_the_operation_returned()
    {
        var simulation = new Simulation();
        simulation.Complete(simulation.NewProcess(), async () =>
        {
            await Task.Delay(TimeSpan.FromMinutes(1), simulation.Time);
            return 5;
        }).ShouldBe(5);
    }

    [Fact]
    public void Signal_called_before_the_wait_is_not_lost_and_a_time_ends_the_wait()
    {
        var simulation = new Simulation();
        var signal = new AsyncSignal(simulation.Time);
        signal.Set();
        var start = simulation.Time.GetUtcNow();
        simulation.Complete(simulation.NewProcess(), async () =>
        {
            await signal.WaitAsync(null, CancellationToken.None);
            (simulation.Time.GetUtcNow() - start).ShouldBe(TimeSpan.Zero);
            await signal.WaitAsync(TimeSpan.FromSeconds(3), CancellationToken.None);
            (simulation.Time.GetUtcNow() - start).ShouldBe(TimeSpan.FromSeconds(3));
        });
    }
}

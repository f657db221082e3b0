using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Hosting;
using Modelwright.ModelServer.Rest;

namespace Modelwright.ModelServer.Tests.Execution;

public sealed class RunWatchTests : IDisposable
{
    private readonly FakeTimeProvider clock = new();
    private readonly RunWatch watch;

    public RunWatchTests() => watch = new RunWatch(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30), clock);

    public void Dispose() => watch.Dispose();

    [Fact]
    public void Look_run_is_told_to_stop_when_its_time_is_over_and_not_before()
    {
        var run = watch.Begin([CancellationToken.None]);
        clock.Advance(TimeSpan.FromSeconds(59.9));
        run.Stop.ShouldBe(RunStop.None);
        clock.Advance(TimeSpan.FromSeconds(0.2));
        run.Stop.ShouldBe(RunStop.Deadline);
        run.Options.Terminate.ShouldBeTrue();
        watch.End(run);
    }

    [Fact]
    public void Look_run_is_told_to_stop_when_the_last_of_its_clients_has_gone()
    {
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var run = watch.Begin([first.Token, second.Token]);
        first.Cancel();
        clock.Advance(TimeSpan.FromSeconds(1));
        run.Stop.ShouldBe(RunStop.None);
        second.Cancel();
        clock.Advance(TimeSpan.FromSeconds(0.1));
        run.Stop.ShouldBe(RunStop.Abandoned);
        watch.End(run);
    }

    [Fact]
    public void Begin_after_a_run_was_stopped_is_not_stopped_with_it()
    {
        using var gone = new CancellationTokenSource();
        gone.Cancel();
        var stopped = watch.Begin([gone.Token]);
        clock.Advance(TimeSpan.FromSeconds(1));
        watch.End(stopped);
        var next = watch.Begin([CancellationToken.None]);
        next.ShouldNotBeSameAs(stopped);
        next.Options.Terminate.ShouldBeFalse();
        // The time of a run that is used again starts anew.
        clock.Advance(TimeSpan.FromSeconds(50));
        watch.End(next);
        var again = watch.Begin([CancellationToken.None]);
        again.ShouldBeSameAs(next);
        clock.Advance(TimeSpan.FromSeconds(50));
        again.Stop.ShouldBe(RunStop.None);
        watch.End(again);
    }

    [Fact]
    public void StopAll_stops_runs_in_progress_and_later_ones()
    {
        var run = watch.Begin([CancellationToken.None]);
        watch.StopAll();
        run.Options.Terminate.ShouldBeTrue();
        var later = watch.Begin([CancellationToken.None]);
        later.Options.Terminate.ShouldBeTrue();
        watch.End(later);
        watch.End(run);
    }

    [Fact]
    public async Task Live_run_that_does_not_stop_within_the_grace_fails_the_probe()
    {
        var state = new ServerState(watch);
        var run = watch.Begin([CancellationToken.None]);
        clock.Advance(TimeSpan.FromSeconds(89));
        (await LiveAsync(state)).ShouldBe(200);
        clock.Advance(TimeSpan.FromSeconds(2));
        (await LiveAsync(state)).ShouldBe(503);
        watch.End(run);
        (await LiveAsync(state)).ShouldBe(200);
    }

    private static async Task<int> LiveAsync(ServerState state)
    {
        var context = new DefaultHttpContext();
        context.Request.Path = "/v2/health/live";
        context.Request.Method = "GET";
        await new RestApi(new ModelIdentity("m", "v1"), state, null!, null!, "0").HandleAsync(context);
        return context.Response.StatusCode;
    }
}

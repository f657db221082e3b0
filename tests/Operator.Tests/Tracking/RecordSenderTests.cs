using System.Net;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Tracking;

namespace Modelwright.Operator.Tests.Tracking;

public sealed class RecordSenderTests
{
    private readonly SenderWorld world = new();

    [Fact]
    public void Record_is_sent_once_and_shown()
    {
        world.Send(Records.Plain).ShouldBeTrue();
        world.RunFor(0);
        world.Send(Records.Plain).ShouldBeFalse("the server has it");
        var run = world.Store.Runs.ShouldHaveSingleItem();
        world.Status.ShouldBe(new TrainingTracking
        {
            ExperimentId = run.ExperimentId,
            RunId = run.Id,
            Url = $"http://mlflow:5000/#/experiments/{run.ExperimentId}/runs/{run.Id}",
            State = TrackingState.Open,
        });
        world.Send(Records.Plain with { MetricTime = 77 }).ShouldBeFalse("nothing but the clock went on");
        world.Send(Records.Finished).ShouldBeTrue();
        world.RunFor(0);
        world.Status!.State.ShouldBe(TrackingState.Closed);
        world.Told.ShouldBe(2);
        var requests = world.Server.Requests;
        world.Send(Records.Finished).ShouldBeFalse();
        world.RunFor(3600);
        world.Server.Requests.ShouldBe(requests);
    }

    [Fact]
    public void Outage_is_shown_once_and_costs_few_requests_and_ends_by_itself()
    {
        world.Server.Fails = HttpStatusCode.BadGateway;
        world.Send(Records.Plain);
        world.RunFor(0);
        (world.Status!.State, world.Status.Message).ShouldBe((TrackingState.Unavailable, "answered 502"));
        world.RunFor(3600);
        // 2, 4, … 256 s, then every 5 min.
        world.Server.Requests.ShouldBeInRange(15, 22);
        world.Told.ShouldBe(1);
        world.Send(Records.Finished);
        world.Server.Fails = null;
        world.RunFor(301);
        world.Status!.State.ShouldBe(TrackingState.Closed);
        world.Status.Message.ShouldBeNull();
        world.Store.Runs.Single().Status.ShouldBe("FINISHED");
    }

    [Fact]
    public void Overloaded_server_is_left_alone_as_long_as_it_asks()
    {
        (world.Server.Fails, world.Server.RetryAfter) = (HttpStatusCode.TooManyRequests, "120");
        world.Send(Records.Plain);
        world.RunFor(119);
        world.Server.Requests.ShouldBe(1);
        world.Server.Fails = null;
        world.RunFor(2);
        world.Status!.State.ShouldBe(TrackingState.Open);
    }

    [Fact]
    public void Record_that_is_refused_is_given_up_after_the_end_and_keeps_nobody_waiting()
    {
        var refused = Records.Finished with { Tags = new Dictionary<string, string> { ["../x"] = "" } };
        world.Send(refused);
        world.Send(Records.Plain with { Uid = "other", Tags = new Dictionary<string, string>() });
        world.RunFor(0);
        world.Ledger.Find("other")!.Tracking!.State.ShouldBe(TrackingState.Open);
        world.Status!.State.ShouldBe(TrackingState.Unavailable);
        world.RunFor(3600);
        world.Status!.State.ShouldBe(TrackingState.Abandoned);
        world.Status.Message.ShouldNotBeNull().ShouldContain("Invalid name");
        world.Store.Single(Records.Uid).Status.ShouldBe("FINISHED");
        var requests = world.Server.Requests;
        world.RunFor(3600);
        world.Server.Requests.ShouldBe(requests);
    }

    [Fact]
    public void Deleted_run_is_killed_on_the_server_also_when_that_was_away_for_a_while()
    {
        world.Send(Records.Plain);
        world.RunFor(0);
        world.Server.Fails = HttpStatusCode.InternalServerError;
        world.Do(() => world.Tracking.Deleted(Records.Uid, null, _ => Records.Plain));
        world.RunFor(60);
        world.Server.Fails = null;
        world.RunFor(300);
        var run = world.Store.Runs.Single();
        (run.Status, run.Tags["modelwright.reason"]).ShouldBe(("KILLED", "Deleted"));
        (world.Ledger.Count, world.Queue.Count).ShouldBe((0, 0));
    }

    [Fact]
    public void Deleted_run_is_forgotten_when_the_server_stays_away()
    {
        world.Send(Records.Plain);
        world.RunFor(0);
        world.Server.Fails = HttpStatusCode.InternalServerError;
        world.Do(() => world.Tracking.Deleted(Records.Uid, null, _ => Records.Plain));
        world.RunFor(3600);
        (world.Ledger.Count, world.Queue.Count).ShouldBe((0, 0));
    }

    [Fact]
    public void Extended_search_is_opened_again()
    {
        world.Send(Records.Finished);
        world.RunFor(0);
        var (tracking, effect) = TrackingPolicy.Decide(world.Status, world.Ledger.Find(Records.Uid), Records.Plain);
        tracking!.State.ShouldBe(TrackingState.Open);
        effect.ShouldNotBeNull();
        world.Send(Records.Plain);
        world.RunFor(0);
        world.Store.Runs.Single().Status.ShouldBe("RUNNING");
    }
}

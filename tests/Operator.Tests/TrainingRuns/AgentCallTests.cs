using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Modelwright.Operator.Tests.Sketch;
using Modelwright.Operator.TrainingRuns;
using Modelwright.Operator.TrainingRuns.Agents;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Controllers;

namespace Modelwright.Operator.Tests.TrainingRuns;

/// <summary>What an agent's answers come to.</summary>
public sealed class AgentCallTests
{
    private static readonly ObjectKey Run = new("shop", "fraud-1");

    private readonly FakeTimeProvider time = new(Samples.Start);
    private readonly FakeAgent agent = new();
    private readonly FakeTrigger runs = new();
    private readonly AgentLedger ledger;
    private readonly AgentCaller caller;

    public AgentCallTests()
    {
        ledger = new(time);
        caller = new(agent, ledger, runs, NullLogger<AgentCaller>.Instance);
    }

    private Task CallAsync(string? stop = null, string pod = "uid-pod") =>
        caller.HandleAsync(AgentCaller.Effect(Run, "uid-run", pod, "10.0.0.7", stop), TestContext.Current.CancellationToken);

    [Fact]
    public async Task Report_wakes_the_run_only_when_it_has_news()
    {
        agent.Report = """{"metrics":[]}""";
        await CallAsync();
        runs.Woken.ShouldBe(0);
        ledger.Find("uid-run", "uid-pod")!.NewsTime.ShouldBeNull();

        agent.Report = """{"metrics":[["auc",0.5,1]]}""";
        await CallAsync();
        runs.Woken.ShouldBe(1);
        time.Advance(TimeSpan.FromSeconds(10));
        await CallAsync();
        runs.Woken.ShouldBe(1);
        var memory = ledger.Find("uid-run", "uid-pod")!;
        (memory.NewsTime, memory.AskedTime).ShouldBe((Samples.Start, Samples.Start.AddSeconds(10)));
    }

    [Fact]
    public async Task Agent_that_does_not_answer_is_remembered_with_what_it_said_before()
    {
        agent.Report = """{"progress":{"percent":42}}""";
        await CallAsync();
        agent.Report = null;
        await CallAsync();
        var memory = ledger.Find("uid-run", "uid-pod")!;
        (memory.Report!.Progress!.Percent, memory.Failure).ShouldBe((42, "connection refused"));
    }

    [Fact]
    public async Task Stop_is_passed_on_and_remembered_for_that_pod_only()
    {
        await CallAsync("cancelled");
        agent.Stopped.ShouldBe("cancelled");
        ledger.Find("uid-run", "uid-pod")!.Stopped.ShouldBeTrue();
        ledger.Find("uid-run", "uid-next").ShouldBeNull();
        ledger.Find("uid-run", "uid-pod").ShouldBeNull();
    }

    [Fact]
    public async Task Nonsense_is_an_answer_without_news()
    {
        agent.Report = "nonsense";
        await CallAsync();
        runs.Woken.ShouldBe(0);
        ledger.Find("uid-run", "uid-pod")!.Report.ShouldBeNull();
    }

    private sealed class FakeAgent : IAgentClient
    {
        public string? Report { get; set; }

        public string? Stopped { get; private set; }

        public Task<string> ReportAsync(AgentEndpoint agent, CancellationToken cancellationToken) =>
            Task.FromResult(Report ?? throw new AgentUnreachableException("connection refused"));

        public Task StopAsync(AgentEndpoint agent, string reason, CancellationToken cancellationToken)
        {
            Stopped = reason;
            return Task.CompletedTask;
        }
    }

    private sealed class FakeTrigger : IReconcileTrigger<TrainingRunController, ObjectKey>
    {
        public int Woken { get; private set; }

        public void Enqueue(ObjectKey key, TimeSpan? delay = null) => Woken++;
    }
}

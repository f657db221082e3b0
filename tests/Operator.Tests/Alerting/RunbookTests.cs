using Modelwright.Operator.Alerting;
using Modelwright.Testing;

namespace Modelwright.Operator.Tests.Alerting;

public sealed class RunbookTests
{
    private static readonly WatchedModel Fraud = new() { Namespace = "shop", Name = "fraud" };

    [Fact]
    public void Runbooks_of_all_alerts_are_the_files_that_exist()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "runbooks"), "*.md").Select(Path.GetFileName);

        Alerts.Of(Fraud).Select(alert => alert.Runbook).ShouldBe(files!, ignoreOrder: true);
    }

    [Fact]
    public void Runbook_of_an_alert_begins_with_its_name()
    {
        foreach (var alert in Alerts.Of(Fraud))
            File.ReadLines(Path.Combine(Repository.Root, "docs", "runbooks", alert.Runbook)).First().ShouldBe($"# {alert.Name}");
    }
}

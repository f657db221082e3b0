using System.Text;
using System.Text.RegularExpressions;
using k8s.Models;
using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Monitoring;
using Modelwright.Crds.Models.Rollouts;
using Modelwright.Operator.Alerting;
using Modelwright.Router.Metrics;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Metrics;
using Prometheus;

namespace Modelwright.Operator.Tests.Alerting;

public sealed partial class ModelMetricsTests
{
    private static readonly ObjectKey Fraud = new("shop", "fraud");
    private readonly CollectorRegistry registry = Prometheus.Metrics.NewCustomRegistry();
    private readonly ModelMetrics metrics;

    public ModelMetricsTests() => metrics = new(new RuntimeMetrics(registry));

    [Fact]
    public async Task Set_a_status_shows_what_it_says()
    {
        metrics.Set(Fraud, Full());

        var text = await ScrapeAsync(registry);

        text.ShouldContain("modelwright_model_ready{model_namespace=\"shop\",model=\"fraud\"} 0");
        text.ShouldContain("modelwright_model_phase{model_namespace=\"shop\",model=\"fraud\",phase=\"Canarying\"} 1");
        text.ShouldContain("modelwright_model_phase{model_namespace=\"shop\",model=\"fraud\",phase=\"Ready\"} 0");
        text.ShouldContain("modelwright_model_drift_state{model_namespace=\"shop\",model=\"fraud\",state=\"Drift\"} 1");
        text.ShouldContain("modelwright_model_drift_ratio{model_namespace=\"shop\",model=\"fraud\"} 2");
        text.ShouldContain("modelwright_model_data_quality_violations{model_namespace=\"shop\",model=\"fraud\"} 1");
        text.ShouldContain("modelwright_model_rollout_progress_timestamp_seconds{model_namespace=\"shop\",model=\"fraud\"} 100");
        text.ShouldContain("modelwright_model_serving_created_timestamp_seconds{model_namespace=\"shop\",model=\"fraud\"} 50");
    }

    [Fact]
    public async Task Set_a_status_without_rollout_takes_its_series_away()
    {
        metrics.Set(Fraud, Full());
        metrics.Set(Fraud, Full() with { Rollout = null, Drift = null });

        var text = await ScrapeAsync(registry);

        text.ShouldNotContain("rollout_progress_timestamp_seconds{");
        text.ShouldNotContain("drift_state{");
        text.ShouldContain("modelwright_model_ready{");
    }

    [Fact]
    public async Task Remove_leaves_no_series_of_the_model()
    {
        metrics.Set(Fraud, Full());
        metrics.Remove(Fraud);

        (await ScrapeAsync(registry)).ShouldNotContain("fraud");
    }

    [Fact]
    public async Task Names_in_rules_and_dashboard_are_exported()
    {
        metrics.Set(Fraud, Full());
        var router = new RouterMetrics(TimeProvider.System, _ => 0);
        router.Of("fraud", "fraud-1");
        var text = await ScrapeAsync(registry) + await ScrapeAsync(router.Registry);
        var exported = Name().Matches(text).Select(match => match.Value).ToHashSet();
        var model = new WatchedModel { Namespace = "shop", Name = "fraud" };
        var used = Alerts.Of(model).Select(alert => alert.Expression)
            .Concat(Recordings.Of(model).Select(rule => rule.Expression))
            .Concat(Dashboard.Panels(model).Select(panel => panel.Expression))
            .SelectMany(expression => Name().Matches(expression)).Select(match => match.Value).Distinct().ToList();

        used.ShouldNotBeEmpty();
        used.Where(name => !exported.Contains(name)).ShouldBeEmpty();
    }

    private static ModelStatus Full() => new()
    {
        Phase = ModelPhase.Canarying,
        Conditions = [new V1Condition { Type = "Ready", Status = "False" }, new V1Condition { Type = "Available", Status = "True" }],
        Replicas = 2,
        ReadyReplicas = 1,
        StableRevision = "fraud-1",
        Revisions = [new() { Name = "fraud-1", Number = 1, CreatedTime = DateTimeOffset.FromUnixTimeSeconds(50) }],
        Drift = new() { State = DriftState.Drift, Features = [new() { Name = "age", Value = "0.3", Threshold = "0.15" }] },
        DataQuality = new() { State = DataQualityState.Violated, Violations = [new() { Feature = "age" }] },
        Performance = new() { State = PerformanceState.Ok },
        Rollout = new() { Phase = RolloutPhase.Stepping, StepStartTime = DateTimeOffset.FromUnixTimeSeconds(100) },
    };

    private static async Task<string> ScrapeAsync(CollectorRegistry registry)
    {
        using var text = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(text, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(text.ToArray());
    }

    [GeneratedRegex("modelwright_[a-z_]+")]
    private static partial Regex Name();
}

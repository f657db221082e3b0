using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Traffic;
using Modelwright.Operator.Models;

namespace Modelwright.Operator.Alerting;

/// <summary>What rules, scrape configuration and dashboard of a Model are made from.</summary>
public sealed record WatchedModel
{
    /// <summary>Where runbooks are read: a folder of pages, one an alert.</summary>
    public const string DefaultRunbooks = "https://modelwright.io/docs/runbooks";

    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>The Model's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The Model's name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether routers count its requests; otherwise its model servers do.</summary>
    public bool Routed { get; init; } = true;

    /// <summary>The share of requests that are to be answered without an error of the server, below 1.</summary>
    public double Availability { get; init; } = 0.999;

    /// <summary>What 99 of 100 requests are to be answered within.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The age at which the serving revision is stale.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How long a rollout may stand at one step.</summary>
    public TimeSpan StuckAfter { get; init; } = Patience;

    /// <summary>The folder of the runbooks.</summary>
    public string Runbooks { get; init; } = DefaultRunbooks;

    /// <summary>Reads a Model. A rollout may stand at a step for the longest duration of its steps and an hour.</summary>
    public static WatchedModel Of(Model model)
    {
        var longest = (model.Spec.Rollout?.Steps ?? []).Select(step => step.Duration is { } time ? RolloutTimes.Read(time, "0s") : default)
            .DefaultIfEmpty().Max();
        return new()
        {
            Namespace = model.Metadata.NamespaceProperty,
            Name = model.Metadata.Name,
            Routed = (model.Spec.Traffic?.Provider ?? TrafficProvider.Router) == TrafficProvider.Router,
            StuckAfter = Patience + longest + RolloutTimes.Of(model.Spec).ProgressDeadline,
        };
    }
}

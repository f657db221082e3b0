using k8s.Models;
using Modelwright.Crds.Experiments;
using Modelwright.Operator.Experiments.Records;
using Modelwright.Statistics.Search;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Operator.Experiments.Searching;

/// <summary>How a search stands: every run that was ever suggested, and what follows from them.</summary>
internal sealed class SearchState
{
    private readonly ExperimentSpec spec;
    private readonly DateTimeOffset now;

    private SearchState(ExperimentSpec spec, DateTimeOffset now, IReadOnlyList<RunView> views)
    {
        (this.spec, this.now, Views) = (spec, now, views);
        Trials = [.. views.Select(Read)];
        Direction = ExperimentSearcher.DirectionOf(spec);
        Top = TrialRanking.Top(Direction, Trials, ExperimentLimits.MaxTop);
    }

    /// <summary>All runs, by rising number.</summary>
    public IReadOnlyList<RunView> Views { get; }

    /// <summary>All runs as the search sees them.</summary>
    public IReadOnlyList<Trial> Trials { get; }

    /// <summary>What is better.</summary>
    public Direction Direction { get; }

    /// <summary>The best feasible runs.</summary>
    public IReadOnlyList<Trial> Top { get; }

    /// <summary>The best feasible run; null when there is none.</summary>
    public RunView? Best => Top is [var best, ..] ? Views.First(view => view.Record.Number == best.Number) : null;

    /// <summary>The runs that have not ended, those that are still to be made included.</summary>
    public IEnumerable<RunView> Active => Views.Where(view => !view.Ended);

    /// <summary>
    /// Puts records and objects together. An object that has ended enters its record; one that has none, because records were lost, makes
    /// one again.
    /// </summary>
    public static SearchState Of(ExperimentObserved observed)
    {
        var (experiment, spec) = (observed.Experiment, observed.Experiment.Spec);
        var runs = observed.Runs.Select(run => (Number: RunNames.Number(experiment.Metadata.Name, run.Metadata.Name), Run: run))
            .Where(item => item.Number > 0).ToDictionary(item => item.Number, item => item.Run);
        var records = observed.Records.ToDictionary(record => record.Number);
        foreach (var (number, run) in runs)
            if (!records.ContainsKey(number)) records[number] = RunReader.Restore(run, number, spec);
        return new(spec, observed.Now, [.. records.Values.OrderBy(record => record.Number).Select(record =>
        {
            var run = runs.GetValueOrDefault(record.Number);
            var ends = !record.Ended && run is not null && RunReader.HasEnded(run);
            return new RunView(ends ? RunReader.End(record, run!, spec) : record, run);
        })]);
    }

    /// <summary>The same with runs that were just suggested, or with other records of known ones.</summary>
    public SearchState With(IEnumerable<RunRecord> changed)
    {
        var views = Views.ToDictionary(view => view.Record.Number);
        foreach (var record in changed) views[record.Number] = new(record, views.GetValueOrDefault(record.Number)?.Run);
        return new(spec, now, [.. views.Values.OrderBy(view => view.Record.Number)]);
    }

    /// <summary>Runs by state.</summary>
    public RunCounts Counts() => new()
    {
        Total = Views.Count,
        Succeeded = Count(TrialState.Succeeded),
        Running = Views.Count(view => view.UnderWay),
        Queued = Views.Count(view => view is { Ended: false, UnderWay: false }),
        Pruned = Count(TrialState.Pruned),
        Failed = Count(TrialState.Failed),
        Infeasible = Count(TrialState.Infeasible),
    };

    /// <summary>Ended runs in a state.</summary>
    public int Count(TrialState state) => Views.Count(view => view.Record.State == state);

    /// <summary>What the runs' pods requested, by resource, times their hours.</summary>
    /// <param name="all">Also the time until now of runs that have not ended.</param>
    public IReadOnlyDictionary<string, decimal> Hours(bool all)
    {
        var seconds = Views.Sum(view => view.Ended ? view.Record.Seconds : all ? RunReader.Seconds(view.Run?.Status, now) : 0);
        return Requests(spec).ToDictionary(request => request.Key, request => request.Value * seconds / 3600m, StringComparer.Ordinal);
    }

    /// <summary>What a pod requests, by resource, bytes in GiB; a limit stands for a request that is not there, as in Kubernetes.</summary>
    public static IReadOnlyDictionary<string, decimal> Requests(ExperimentSpec spec)
    {
        var amounts = spec.Run.Container.Resources;
        return (amounts?.Requests ?? new Dictionary<string, Crds.Values.Quantity>()).Concat(amounts?.Limits
            ?? new Dictionary<string, Crds.Values.Quantity>()).DistinctBy(pair => pair.Key)
            .ToDictionary(pair => pair.Key, pair => new ResourceQuantity(pair.Value.Text).ToDecimal() / Unit(pair.Key),
                StringComparer.Ordinal);
    }

    private static decimal Unit(string resource) =>
        resource is "memory" or "ephemeral-storage" || resource.StartsWith("hugepages-", StringComparison.Ordinal) ? 1L << 30 : 1;

    private static Trial Read(RunView view)
    {
        var record = view.Record;
        return new(record.Number, record.Parameters, record.State ?? (view.UnderWay ? TrialState.Running : TrialState.Queued))
        {
            Value = record.Value is { } value ? RunReader.NumberOf(value) : null,
            Feasible = record.State != TrialState.Infeasible,
            Series = [.. (record.Series ?? []).Select(point => new Measurement(point.Step, RunReader.NumberOf(point.Value)))],
            Rung = record.Rung,
            Bracket = record.Bracket,
            ResumedFrom = record.From,
        };
    }
}

using Modelwright.Trainer.Training;

namespace Modelwright.Trainer.Tests;

/// <summary>Notes what is reported and may ask to stop after an iteration.</summary>
internal sealed class RecordingWatch(int? stopAfter = null) : ITrainingWatch
{
    private readonly List<(int Iteration, IReadOnlyDictionary<string, double> Figures)> _reports = [];

    public IReadOnlyList<(int Iteration, IReadOnlyDictionary<string, double> Figures)> Reports => _reports;

    public IEnumerable<int> Iterations => _reports.Select(r => r.Iteration);

    public bool StopRequested => stopAfter is { } limit && _reports.Count > 0 && _reports[^1].Iteration >= limit;

    public void Report(int iteration, int iterations, IReadOnlyDictionary<string, double> figures) => _reports.Add((iteration, figures));
}

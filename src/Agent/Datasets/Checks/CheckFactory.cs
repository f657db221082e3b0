using Modelwright.Statistics.Profiles;

namespace Modelwright.Agent.Datasets.Checks;

/// <summary>Makes a version's checks.</summary>
/// <param name="columns">The columns that the data has.</param>
/// <param name="scratch">A folder for files of checks.</param>
/// <param name="references">Other Datasets by name.</param>
/// <param name="before">The profile of the version before; null when there is none.</param>
/// <param name="now">The time.</param>
internal sealed class CheckFactory(
    IReadOnlyList<string> columns, string scratch, IReadOnlyDictionary<string, VersionRows> references, ReferenceProfile? before,
    DateTimeOffset now)
{
    private readonly List<string> _columns = [.. columns];

    /// <summary>All checks of a task.</summary>
    public List<RowCheck> All(DatasetTask task)
    {
        List<RowCheck> checks = task.Columns.Count > 0 ? [new ColumnsCheck(task.Columns, _columns)] : [];
        checks.AddRange(task.Checks.Select(Create));
        return checks;
    }

    private RowCheck Create(TaskCheck check)
    {
        if (check.Rule == CheckRule.RowCount) return new RowCountCheck(check);
        var names = check.Columns ?? [check.Column!];
        int[] places = [.. names.Select(name => _columns.IndexOf(name))];
        if (Array.IndexOf(places, -1) is >= 0 and var absent) return new AbsentColumn(check.Name, check.Severity, names[absent], _columns);
        var folder = Path.Combine(scratch, check.Name);
        return check.Rule switch
        {
            CheckRule.Uniqueness => new UniquenessCheck(check, places, folder),
            CheckRule.Freshness => new FreshnessCheck(check, places[0], now),
            CheckRule.DisjointFrom => Disjoint(check, places, folder),
            CheckRule.Distribution => Distribution(check, places[0]),
            _ => new ValueShareCheck(check, places[0]),
        };
    }

    private RowCheck Disjoint(TaskCheck check, int[] places, string folder)
    {
        var other = references[check.Dataset!];
        int[] there = [.. check.Columns!.Select(name => other.Columns.ToList().IndexOf(name))];
        return Array.IndexOf(there, -1) is >= 0 and var absent
            ? new AbsentColumn(check.Name, check.Severity, $"{check.Dataset}/{check.Columns![absent]}", other.Columns)
            : new DisjointCheck(check, places, folder, other, there);
    }

    // Without a version before, or in one without this column, there is nothing to compare with.
    private RowCheck Distribution(TaskCheck check, int place) => before?.Find(check.Column!) is { } column
        ? new DistributionCheck(check, place, column, before.Rows)
        : new RowCountCheck(new TaskCheck { Name = check.Name, Rule = CheckRule.RowCount, Severity = check.Severity });
}

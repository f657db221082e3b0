using Modelwright.Agent.Datasets.Checks;
using Modelwright.Agent.Profiles;
using Modelwright.Statistics.Profiles;

namespace Modelwright.Agent.Datasets;

/// <summary>Reads a version's rows once: checks and profiles them.</summary>
internal static class VersionChecker
{
    /// <summary>Reads all rows.</summary>
    /// <exception cref="InvalidDataFoundException">They are not of the declared format.</exception>
    public static VersionFindings Read(VersionRows rows, DatasetTask task, CheckFactory factory, CancellationToken cancellation)
    {
        var checks = factory.All(task);
        try
        {
            // Rows beyond the profile's bound are still checked.
            var profiler = new TableProfiler(
                [.. rows.Columns.Select(name => new ColumnSpec(name))], ReferenceProfiler.Options(rows.Columns.Count));
            var count = 0L;
            foreach (var (cells, place) in rows.All())
            {
                if (++count % 1024 == 0) cancellation.ThrowIfCancellationRequested();
                foreach (var check in checks) check.Add(cells, place);
                profiler.AddRow(cells);
            }

            List<FailedCheck> failed = [];
            foreach (var check in checks)
                if (check.Finish() is { } problem)
                    failed.Add(new FailedCheck(check.Name, check.Severity, problem));
            return new VersionFindings(count, checks.Count - failed.Count, failed, profiler.Build());
        }
        finally
        {
            foreach (var check in checks) check.Release();
        }
    }
}

using Modelwright.Statistics.Profiles;

namespace Modelwright.Agent.Datasets;

/// <summary>What was found in a version's rows.</summary>
/// <param name="Rows">How many rows.</param>
/// <param name="Passed">How many checks passed.</param>
/// <param name="Failed">Those that did not.</param>
/// <param name="Profile">The profile of the columns.</param>
internal sealed record VersionFindings(long Rows, int Passed, IReadOnlyList<FailedCheck> Failed, ReferenceProfile Profile)
{
    /// <summary>No check of severity Error failed.</summary>
    public bool Eligible => Failed.All(check => check.Severity != "Error");
}

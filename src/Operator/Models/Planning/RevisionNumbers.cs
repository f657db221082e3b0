namespace Modelwright.Operator.Models.Planning;

/// <summary>The revisions' numbers: each gets the next one when it is first seen, and whenever it is rolled out again.</summary>
internal static class RevisionNumbers
{
    public static IReadOnlyDictionary<string, long> Of(ModelDecision decision)
    {
        var newest = decision.Observed.Model.Status?.Revisions?.Max(revision => (long?)revision.Number) ?? 0;
        return decision.Retained.Reverse().ToDictionary(view => view.Name, Number, StringComparer.Ordinal);

        long Number(RevisionView view) => view.Recorded is null || (decision.Progress.IsNew && decision.Progress.Next == view.Name)
            ? ++newest
            : view.Recorded.Number;
    }
}

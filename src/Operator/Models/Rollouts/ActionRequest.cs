using Modelwright.Crds;
using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Rollouts;

namespace Modelwright.Operator.Models.Rollouts;

/// <summary>
/// Something that a person asked for by an annotation: <c>modelwright.io/promote: fraud-91ab33d0/full/1</c>. The value's first part names
/// the revision that is meant (or is any token), <c>full</c> as the second skips the steps that are left, and the rest makes it new.
/// </summary>
/// <param name="Name">The action.</param>
/// <param name="Value">The annotation's value.</param>
internal sealed record ActionRequest(string Name, string Value)
{
    public const string Promote = "promote";
    public const string Abort = "abort";
    public const string Retry = "retry";
    public const string Pause = "pause";
    public const string Resume = "resume";
    public const string Rollback = "rollback";

    private const int MaxValue = 253;

    /// <summary>In the order in which they are obeyed when several are new.</summary>
    private static readonly string[] Names = [Resume, Retry, Promote, Pause, Rollback, Abort];

    /// <summary>The revision that is meant, or a token.</summary>
    public string Subject => Value.Split('/', 2)[0];

    /// <summary>The steps that are left are skipped.</summary>
    public bool Full => Value.Split('/') is [_, "full", ..];

    /// <summary>The actions whose values were not acted on yet.</summary>
    public static IReadOnlyList<ActionRequest> NewOf(Model model)
    {
        var seen = model.Status?.Actions ?? [];
        return [.. Names.Select(name => new ActionRequest(name, Annotation(model, name)))
            .Where(request => request.Value.Length > 0 && !seen.Any(old => old.Name == request.Name && old.Value == request.Value))];
    }

    /// <summary>The records after these were acted on.</summary>
    public static IReadOnlyList<ActionRecord> Records(Model model, IReadOnlyList<ActionRecord> fresh) =>
        [.. (model.Status?.Actions ?? []).Where(old => Names.Contains(old.Name) && !fresh.Any(record => record.Name == old.Name))
            .Concat(fresh).OrderBy(record => record.Name, StringComparer.Ordinal)];

    private static string Annotation(Model model, string name)
    {
        var value = model.Metadata.Annotations?.TryGetValue($"{ApiGroup.Name}/{name}", out var found) == true ? found.Trim() : "";
        return value.Length <= MaxValue ? value : value[..MaxValue];
    }
}

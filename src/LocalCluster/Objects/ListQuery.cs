using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Resources;
using Modelwright.LocalCluster.Selectors;

namespace Modelwright.LocalCluster.Objects;

/// <summary>The parameters of a list or watch.</summary>
public sealed record ListQuery
{
    public required LabelSelector Labels { get; init; }

    public required FieldSelector Fields { get; init; }

    /// <summary>Page size; 0 for everything.</summary>
    public int Limit { get; init; }

    public string Continue { get; init; } = "";

    /// <summary>The asked revision; null when none was given.</summary>
    public long? Revision { get; init; }

    /// <summary>Exact, NotOlderThan or empty.</summary>
    public string RevisionMatch { get; init; } = "";

    public TimeSpan? Timeout { get; init; }

    public bool Bookmarks { get; init; }

    /// <summary>Null when the parameter is absent.</summary>
    public bool? SendInitialEvents { get; init; }

    /// <summary>Whether only objects with certain labels or fields are wanted.</summary>
    public bool IsFiltered => !Labels.IsEmpty || !Fields.IsEmpty;

    /// <summary>Reads the parameters; a name in the path counts as a field selector.</summary>
    public static ListQuery Of(QueryParameters query, ResourceDefinition resource, string name = "")
    {
        var fields = query["fieldSelector"];
        if (name.Length > 0) fields = fields.Length == 0 ? $"metadata.name={name}" : $"{fields},metadata.name={name}";
        var result = new ListQuery
        {
            Labels = LabelSelector.Parse(query["labelSelector"]),
            Fields = FieldSelector.Parse(fields, resource),
            Limit = (int)Math.Clamp(query.Integer("limit") ?? 0, 0, int.MaxValue),
            Continue = query["continue"],
            Revision = ReadRevision(query["resourceVersion"]),
            RevisionMatch = query["resourceVersionMatch"],
            Timeout = query.Integer("timeoutSeconds") is { } seconds and > 0 ? TimeSpan.FromSeconds(Math.Min(seconds, 86_400)) : null,
            Bookmarks = query.Flag("allowWatchBookmarks"),
            SendInitialEvents = query.Has("sendInitialEvents") ? query.Flag("sendInitialEvents") : null,
        };
        result.Check(query.Flag("watch"));
        return result;
    }

    private static long? ReadRevision(string text)
    {
        if (text.Length == 0) return null;
        return long.TryParse(text, System.Globalization.NumberStyles.None, null, out var revision)
            ? revision
            : throw ApiErrors.Invalid("meta.k8s.io", "ListOptions", "",
                [FieldError.Invalid("resourceVersion", text, "must be a resourceVersion that this server gave out")]);
    }

    // The rules of k8s.io/apimachinery/pkg/apis/meta/internalversion/validation.
    private void Check(bool watch)
    {
        var errors = new List<FieldError>();
        if (SendInitialEvents is not null && !watch)
            errors.Add(FieldError.Forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list"));
        if (SendInitialEvents is not null && watch && RevisionMatch != "NotOlderThan")
        {
            errors.Add(FieldError.Forbidden("resourceVersionMatch",
                "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
        }

        if (SendInitialEvents is null && RevisionMatch.Length > 0)
        {
            if (watch)
                errors.Add(FieldError.Forbidden("resourceVersionMatch",
                    "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"));
            if (Revision is null)
                errors.Add(FieldError.Forbidden("resourceVersionMatch",
                    "resourceVersionMatch is forbidden unless resourceVersion is provided"));
            if (Continue.Length > 0)
                errors.Add(FieldError.Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden when continue is provided"));
            if (RevisionMatch is not ("Exact" or "NotOlderThan"))
                errors.Add(FieldError.NotSupported("resourceVersionMatch", RevisionMatch, ["Exact", "NotOlderThan", ""]));
            if (RevisionMatch == "Exact" && Revision == 0)
                errors.Add(FieldError.Forbidden("resourceVersionMatch",
                    "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""));
        }

        if (errors.Count > 0) throw ApiErrors.Invalid("meta.k8s.io", "ListOptions", "", errors);
    }
}

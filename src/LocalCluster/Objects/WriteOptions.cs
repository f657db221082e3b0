using Modelwright.LocalCluster.Api;

namespace Modelwright.LocalCluster.Objects;

/// <summary>How a write is to be done.</summary>
/// <param name="FieldManager">Who owns the fields that it sets.</param>
public sealed record WriteOptions(string FieldManager)
{
    private const int MaxManagerLength = 128;

    /// <summary>Everything but the commit.</summary>
    public bool DryRun { get; init; }

    /// <summary>What happens to unknown and repeated fields.</summary>
    public FieldValidation FieldValidation { get; init; } = FieldValidation.Warn;

    /// <summary>For an apply: take over fields that others own.</summary>
    public bool Force { get; init; }

    /// <summary>Paths of keys that the request's body repeats.</summary>
    public List<string> Duplicates { get; } = [];

    /// <summary>Collects warnings for the client.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Reads the options of a create, update or patch.</summary>
    public static WriteOptions Of(QueryParameters query, string? userAgent)
    {
        var manager = query["fieldManager"];
        if (manager.Length > MaxManagerLength || manager.Any(char.IsControl))
            throw ApiErrors.BadRequest($"fieldManager must be printable and at most {MaxManagerLength} characters");
        return new WriteOptions(manager.Length > 0 ? manager : DefaultManager(userAgent))
        {
            DryRun = ReadDryRun(query["dryRun"]),
            FieldValidation = query["fieldValidation"] switch
            {
                "" or "Warn" => FieldValidation.Warn,
                "Ignore" => FieldValidation.Ignore,
                "Strict" => FieldValidation.Strict,
                var other => throw ApiErrors.BadRequest($"fieldValidation must be Ignore, Warn or Strict, not \"{other}\""),
            },
            Force = query.Flag("force"),
        };
    }

    /// <summary>Reads the value of <c>dryRun</c>.</summary>
    public static bool ReadDryRun(string text) => text switch
    {
        "" => false,
        "All" => true,
        _ => throw ApiErrors.BadRequest($"dryRun must be All, not \"{text}\""),
    };

    private static string DefaultManager(string? userAgent)
    {
        var name = (userAgent ?? "").Split('/', ' ')[0];
        if (name.Length == 0) return "unknown";
        return name.Length <= MaxManagerLength ? name : name[..MaxManagerLength];
    }
}

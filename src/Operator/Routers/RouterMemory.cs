namespace Modelwright.Operator.Routers;

/// <summary>What the ledger knows of one router process.</summary>
internal sealed class RouterMemory
{
    /// <summary>It has told which routes it has.</summary>
    public bool Contacted { get; set; }

    /// <summary>By Model.</summary>
    public Dictionary<string, RouteMemory> Routes { get; } = new(StringComparer.Ordinal);

    /// <summary>Why it could not be reached last time.</summary>
    public string? Failure { get; set; }

    /// <summary>How many times in a row.</summary>
    public int Failures { get; set; }

    /// <summary>When it is tried again.</summary>
    public DateTimeOffset? RetryTime { get; set; }
}

using Modelwright.Agent.Fetching;

namespace Modelwright.Agent.Training;

/// <summary>Data to fetch: a file, or a folder when the URI ends in <c>/</c>.</summary>
public sealed record TaskInput
{
    /// <summary>The name, which becomes a folder's and part of variables' names.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is.</summary>
    public required string Uri { get; init; }

    /// <summary>The digest that it must have.</summary>
    public string? Digest { get; init; }

    /// <summary>How many rows the operator knows it to have; passed on.</summary>
    public long? Rows { get; init; }

    /// <summary>How its rows are written, where that is known.</summary>
    public string? Format { get; init; }

    /// <summary>More bytes than this are refused; 0 for <see cref="FetchRequest.DefaultMaxBytes"/>.</summary>
    public long MaxBytes { get; init; }

    /// <summary>Where the claim of a <c>pvc://</c> URI is mounted.</summary>
    public string? SourceRoot { get; init; }

    /// <summary>The name in variables: upper case, everything but letters and digits as <c>_</c>.</summary>
    public string VariableName => string.Concat(Name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));
}

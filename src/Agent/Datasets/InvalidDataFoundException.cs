namespace Modelwright.Agent.Datasets;

/// <summary>The data is not of the declared format.</summary>
internal sealed class InvalidDataFoundException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The source's marks, so that the same bytes are not fetched again.</summary>
    public string? Marks { get; init; }
}

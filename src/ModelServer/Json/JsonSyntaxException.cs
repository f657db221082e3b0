namespace Modelwright.ModelServer.Json;

/// <summary>Text that is not JSON, or not the JSON that was expected, at a byte position.</summary>
internal sealed class JsonSyntaxException(string problem, int position) : Exception($"{problem} at byte {position}")
{
    /// <summary>The offset in bytes from the start of the body.</summary>
    public int Position { get; } = position;
}

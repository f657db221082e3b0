namespace Modelwright.LocalCluster.Node.Logs;

/// <summary>One stored line or part of a line, as bytes of the file.</summary>
internal static class LogLine
{
    /// <summary>Splits <c>TIME F TEXT</c>; a line of another shape counts as text without a time.</summary>
    public static (string Time, bool IsPartial, ReadOnlyMemory<byte> Text) Parse(ReadOnlyMemory<byte> line)
    {
        var span = line.Span;
        var space = span.IndexOf((byte)' ');
        if (space < 0 || span.Length < space + 3) return ("", false, line);
        return (System.Text.Encoding.ASCII.GetString(span[..space]), span[space + 1] == (byte)'P', line[(space + 3)..]);
    }
}

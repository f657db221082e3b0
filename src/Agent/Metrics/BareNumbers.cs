namespace Modelwright.Agent.Metrics;

/// <summary>Puts quotes around the bare words NaN, Infinity and -Infinity that Python's json module writes.</summary>
internal static class BareNumbers
{
    /// <summary>The line with quotes, or null when it has no such word outside its strings.</summary>
    public static byte[]? Quote(ReadOnlySpan<byte> line)
    {
        List<byte>? quoted = null;
        var inString = false;
        for (var i = 0; i < line.Length; i++)
        {
            var length = inString ? 0 : Word(line[i..]);
            if (length > 0)
            {
                quoted ??= [.. line[..i]];
                quoted.Add((byte)'"');
                quoted.AddRange(line.Slice(i, length));
                quoted.Add((byte)'"');
                i += length - 1;
                continue;
            }

            quoted?.Add(line[i]);
            if (line[i] == '"') inString = !inString;
            else if (inString && line[i] == '\\' && ++i < line.Length) quoted?.Add(line[i]);
        }

        return quoted is null ? null : [.. quoted];
    }

    private static int Word(ReadOnlySpan<byte> rest) =>
        rest.StartsWith("NaN"u8) ? 3 : rest.StartsWith("Infinity"u8) ? 8 : rest.StartsWith("-Infinity"u8) ? 9 : 0;
}

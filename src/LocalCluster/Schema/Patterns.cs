using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Modelwright.LocalCluster.Schema;

/// <summary>
/// The patterns of schemas, compiled. Compiling one takes milliseconds, and definitions repeat a few patterns many times.
/// </summary>
internal static class Patterns
{
    /// <summary>Above this many different patterns the memory begins anew: definitions come from people.</summary>
    private const int MaxKnown = 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(250);
    private static readonly ConcurrentDictionary<string, Regex> Known = new(StringComparer.Ordinal);

    /// <summary>A pattern as Go's RE2 would take it: linear time where .NET can, bounded time elsewhere.</summary>
    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    public static Regex Compile(string pattern)
    {
        if (Known.TryGetValue(pattern, out var known)) return known;
        if (Known.Count >= MaxKnown) Known.Clear();
        return Known[pattern] = Make(pattern);
    }

    private static Regex Make(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, Timeout);
        }
    }
}

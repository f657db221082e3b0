namespace Modelwright.Cli.Text;

/// <summary>How long ago something was, like kubectl's column AGE.</summary>
internal static class Ages
{
    /// <summary>For example <c>45s</c>, <c>12m</c>, <c>3h</c>, <c>9d</c>; a dash where the time is not known.</summary>
    public static string Of(DateTimeOffset? time, DateTimeOffset now)
    {
        if (time is not { } then) return "-";
        var age = now > then ? now - then : TimeSpan.Zero;
        if (age < TimeSpan.FromMinutes(2)) return $"{(int)age.TotalSeconds}s";
        if (age < TimeSpan.FromHours(2)) return $"{(int)age.TotalMinutes}m";
        return age < TimeSpan.FromDays(2) ? $"{(int)age.TotalHours}h" : $"{(int)age.TotalDays}d";
    }
}

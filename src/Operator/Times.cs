namespace Modelwright.Operator;

/// <summary>Kubernetes' times: UTC, whole seconds.</summary>
internal static class Times
{
    public static DateTimeOffset? Of(DateTime? time) =>
        time is null ? null : new DateTimeOffset(DateTime.SpecifyKind(time.Value, DateTimeKind.Utc));

    /// <summary>Drops the part below a second, as the API does when it writes a time.</summary>
    public static DateTimeOffset Whole(DateTimeOffset time) => new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
}

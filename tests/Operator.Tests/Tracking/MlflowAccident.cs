using Microsoft.AspNetCore.Http;

namespace Modelwright.Operator.Tests.Tracking;

/// <summary>Something that happens to a request.</summary>
internal sealed record MlflowAccident(MlflowAccidentKind Kind, int Status = 0, string Body = "", string? Header = null,
    string? Value = null)
{
    public static MlflowAccident None { get; } = new(MlflowAccidentKind.None);

    public static MlflowAccident LostAnswer { get; } = new(MlflowAccidentKind.LostAnswer);

    public static MlflowAccident Silence { get; } = new(MlflowAccidentKind.Silence);

    public static MlflowAccident Internal { get; } =
        new(MlflowAccidentKind.Status, 500, """{"error_code":"INTERNAL_ERROR","message":"database is locked"}""");

    public static MlflowAccident TooMany(string retryAfter) => new(MlflowAccidentKind.Status, 429,
        """{"error_code":"REQUEST_LIMIT_EXCEEDED","message":"slow down"}""", "Retry-After", retryAfter);

    public async Task HappenAsync(HttpContext context)
    {
        if (Kind == MlflowAccidentKind.Silence)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        context.Response.StatusCode = Status;
        if (Header is not null) context.Response.Headers[Header] = Value;
        await context.Response.WriteAsync(Body);
    }
}

using Microsoft.Extensions.Logging;

namespace Modelwright.Operator.Routers;

/// <summary>
/// The key that the operator signs with now. Where it is a file, for example of a mounted Secret, a change of the file is taken over within
/// <see cref="CheckAfter"/>; a file that cannot be read changes nothing. Used on the pump.
/// </summary>
public sealed class RouterKeyring(RouterKey first, string? file, TimeProvider time, ILogger<RouterKeyring> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private RouterKey current = first;
    private DateTimeOffset due = time.GetUtcNow() + Interval;

    /// <summary>After so long the file is looked at again; null where there is none.</summary>
    public TimeSpan? CheckAfter => file is null ? null : Interval;

    /// <summary>The key.</summary>
    public RouterKey Current
    {
        get
        {
            if (file is not null && due <= time.GetUtcNow()) Check(file);
            return current;
        }
    }

    private void Check(string path)
    {
        due = time.GetUtcNow() + Interval;
        try
        {
            var found = RouterKey.Load(path);
            if (found.PublicPem == current.PublicPem)
            {
                found.Dispose();
                return;
            }

            logger.LogInformation("the router key {Path} has changed; routers are replaced by ones that know it", path);
            current.Dispose();
            current = found;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("{Message}; the key from before stays in use", error.Message);
        }
    }
}

namespace Modelwright.ModelServer.Hosting;

/// <summary>One JSON object per line on standard output.</summary>
internal static class JsonLog
{
    /// <summary>Logs as JSON: everything of ours from Information on, of the framework from Warning on.</summary>
    public static ILoggingBuilder AddJsonLog(this ILoggingBuilder logging)
    {
        logging.AddFilter("Microsoft", LogLevel.Warning);
        return logging.AddJsonConsole(options =>
        {
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
    }
}

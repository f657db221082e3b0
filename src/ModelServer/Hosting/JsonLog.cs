namespace Modelwright.ModelServer.Hosting;

/// <summary>One JSON object per line on standard output.</summary>
internal static class JsonLog
{
    /// <summary>Logs as JSON: everything of ours from the given level on, of the framework from Warning on at most.</summary>
    public static ILoggingBuilder AddJsonLog(this ILoggingBuilder logging, LogLevel level)
    {
        logging.SetMinimumLevel(level);
        logging.AddFilter("Microsoft", level < LogLevel.Warning ? LogLevel.Warning : level);
        // Switched on at any level, it makes an Activity for every request.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        return logging.AddJsonConsole(options =>
        {
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
    }
}

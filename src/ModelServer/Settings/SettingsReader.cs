using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Modelwright.ModelServer.Settings;

/// <summary>
/// Reads the settings from command-line options (<c>--model-name X</c> or <c>--model-name=X</c>), else from environment variables.
/// </summary>
internal sealed class SettingsReader
{
    private const string Prefix = "MODELWRIGHT_";
    private const int MaxNameLength = 253;
    private const int MaxListLength = 1_000;
    private const int MostFeedbackAge = 366 * 86_400;

    private static readonly string[] Names =
    [
        "MODEL_NAME", "MODEL_VERSION", "MODEL_FILE", "REVISION", "MAX_BATCH_SIZE", "WARMUP_REQUESTS", "DRAIN_DELAY", "DRAIN_TIMEOUT",
        "MAX_REQUEST_BYTES", "MAX_BUFFERED_BYTES", "MAX_MODEL_BYTES", "QUEUE_CAPACITY", "CONCURRENT_RUNS", "INTRA_OP_THREADS",
        "RUN_TIMEOUT", "OUTPUT_COUNTERS", "PROFILE_FILE", "REDACTED", "FEEDBACK_KEY_FILE", "FEEDBACK_MAX_AGE",
        "BIND_ADDRESS", "PORT", "ADMIN_PORT", "TERMINATION_LOG", "LOG_LEVEL",
    ];

    private readonly Dictionary<string, string> options;
    private readonly Func<string, string?> environment;

    private SettingsReader(Dictionary<string, string> options, Func<string, string?> environment)
    {
        this.options = options;
        this.environment = environment;
    }

    /// <summary>Reads all settings; throws <see cref="InvalidSettingException"/> for the first that is wrong.</summary>
    public static ServerSettings Read(IReadOnlyList<string> arguments, Func<string, string?> environment)
    {
        var verify = arguments.Contains("--verify");
        var reader = new SettingsReader(Options([.. arguments.Where(argument => argument != "--verify")]), environment);
        var defaults = new ServerSettings { ModelName = "", ModelVersion = "", ModelFile = "", Revision = "" };
        var version = reader.Required("MODEL_VERSION");
        var maxRequest = reader.Number("MAX_REQUEST_BYTES", defaults.MaxRequestBytes, 1, 1 << 30);
        return new ServerSettings
        {
            ModelName = reader.Required("MODEL_NAME"),
            ModelVersion = version,
            ModelFile = reader.Required("MODEL_FILE"),
            Revision = reader.Text("REVISION") ?? version,
            MaxBatchSize = reader.Number("MAX_BATCH_SIZE", defaults.MaxBatchSize, 1, 65_536),
            WarmupRequests = reader.Number("WARMUP_REQUESTS", defaults.WarmupRequests, 0, 10_000),
            DrainDelay = reader.Seconds("DRAIN_DELAY", defaults.DrainDelay),
            DrainTimeout = reader.Seconds("DRAIN_TIMEOUT", defaults.DrainTimeout),
            MaxRequestBytes = maxRequest,
            // Less than one request of the largest size could never be served.
            MaxBufferedBytes = reader.Integer("MAX_BUFFERED_BYTES", Math.Max(defaults.MaxBufferedBytes, 2L * maxRequest), maxRequest,
                long.MaxValue / 2),
            MaxModelBytes = reader.Integer("MAX_MODEL_BYTES", defaults.MaxModelBytes, 1, defaults.MaxModelBytes),
            QueueCapacity = reader.Number("QUEUE_CAPACITY", defaults.QueueCapacity, 1, 1_000_000),
            ConcurrentRuns = reader.Number("CONCURRENT_RUNS", defaults.ConcurrentRuns, 1, 1024),
            IntraOpThreads = reader.Number("INTRA_OP_THREADS", defaults.IntraOpThreads, 1, 1024),
            RunTimeout = reader.Seconds("RUN_TIMEOUT", defaults.RunTimeout, smallest: 0.1),
            OutputCounters = reader.Switch("OUTPUT_COUNTERS", defaults.OutputCounters),
            ProfileFile = reader.Text("PROFILE_FILE"),
            Redacted = reader.List("REDACTED"),
            FeedbackKeyFile = reader.Text("FEEDBACK_KEY_FILE"),
            FeedbackMaxAge = reader.Seconds("FEEDBACK_MAX_AGE", defaults.FeedbackMaxAge, smallest: 1, largest: MostFeedbackAge),
            BindAddress = reader.Address("BIND_ADDRESS"),
            Port = reader.Number("PORT", defaults.Port, 0, 65_535),
            AdminPort = reader.Number("ADMIN_PORT", defaults.AdminPort, 0, 65_535),
            TerminationLog = reader.Text("TERMINATION_LOG") ?? defaults.TerminationLog,
            LogLevel = reader.Level("LOG_LEVEL", defaults.LogLevel),
            Verify = verify,
        };
    }

    private static Dictionary<string, string> Options(string[] arguments)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Length; i++)
        {
            var (option, value) = arguments[i].Split('=', 2) is [var left, var right] ? (left, right) : (arguments[i], null);
            var name = option.StartsWith("--", StringComparison.Ordinal) ? option[2..].Replace('-', '_').ToUpperInvariant() : "";
            if (!Names.Contains(name)) throw new InvalidSettingException($"unknown option '{option}'");
            if (value is null && ++i == arguments.Length) throw new InvalidSettingException($"option '{option}' needs a value");
            options[name] = value ?? arguments[i];
        }

        return options;
    }

    private string? Text(string name)
    {
        var value = options.TryGetValue(name, out var option) ? option : environment(Prefix + name);
        return string.IsNullOrWhiteSpace(value) ? null : value;
    }

    private string Required(string name)
    {
        var value = Text(name) ?? throw new InvalidSettingException($"{Prefix}{name} (or --{Option(name)}) must be set");
        return name == "MODEL_FILE" || value.Length <= MaxNameLength
            ? value
            : throw new InvalidSettingException($"{Prefix}{name} is longer than {MaxNameLength} characters");
    }

    private int Number(string name, int fallback, int smallest, int largest) => (int)Integer(name, fallback, smallest, largest);

    private long Integer(string name, long fallback, long smallest, long largest)
    {
        if (Text(name) is not { } text) return fallback;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= smallest
            && value <= largest
            ? value
            : throw new InvalidSettingException($"{Prefix}{name} is '{text}'; it must be an integer from {smallest} to {largest}");
    }

    private TimeSpan Seconds(string name, TimeSpan fallback, double smallest = 0, int largest = 86_400)
    {
        if (Text(name) is not { } text) return fallback;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value >= smallest && value <= largest
            ? TimeSpan.FromSeconds(value)
            : throw new InvalidSettingException(
                FormattableString.Invariant($"{Prefix}{name} is '{text}'; it must be a number of seconds from {smallest} to {largest}"));
    }

    // A JSON list, because names may have commas.
    private HashSet<string> List(string name)
    {
        if (Text(name) is not { } text) return [];
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() <= MaxListLength)
                return list.EnumerateArray().Select(item => item.GetString() ?? "").ToHashSet(StringComparer.Ordinal);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
        }

        throw new InvalidSettingException($"{Prefix}{name} is '{text}'; it must be a JSON list of at most {MaxListLength} texts");
    }

    private bool Switch(string name, bool fallback) => Text(name) switch
    {
        null => fallback,
        "on" => true,
        "off" => false,
        var text => throw new InvalidSettingException($"{Prefix}{name} is '{text}'; it must be on or off"),
    };

    private LogLevel Level(string name, LogLevel fallback)
    {
        if (Text(name) is not { } text) return fallback;
        if (Enum.TryParse<LogLevel>(text, ignoreCase: true, out var level) && Enum.IsDefined(level)) return level;
        var names = string.Join(", ", Enum.GetNames<LogLevel>());
        throw new InvalidSettingException($"{Prefix}{name} is '{text}'; it must be one of {names}");
    }

    private IPAddress? Address(string name)
    {
        if (Text(name) is not { } text) return null;
        return IPAddress.TryParse(text, out var address)
            ? address
            : throw new InvalidSettingException($"{Prefix}{name} is '{text}'; it must be an IP address");
    }

    private static string Option(string name) => name.Replace('_', '-').ToLowerInvariant();
}

using System.Globalization;
using System.Net;

namespace Modelwright.Router.Settings;

/// <summary>Reads <see cref="RouterOptions"/> from the variables named in docs/contracts.md.</summary>
public static class EnvironmentSettings
{
    private const int MaxKeyFileBytes = 16_384;

    /// <summary>The options that <paramref name="variable"/> gives; what is not set keeps its default.</summary>
    /// <exception cref="InvalidSettingException">A required variable is missing, or a value is out of range.</exception>
    public static RouterOptions Read(Func<string, string?> variable)
    {
        var defaults = new RouterOptions { Namespace = "", PublicKeyPem = "" };
        return new RouterOptions
        {
            Namespace = Required(variable, "MODELWRIGHT_NAMESPACE", "the namespace of the Models that this router serves"),
            PublicKeyPem = PublicKey(variable),
            BindAddress = Address(variable, "MODELWRIGHT_BIND_ADDRESS"),
            HttpPort = (int)Number(variable, "MODELWRIGHT_HTTP_PORT", defaults.HttpPort, 0, 65_535),
            AdminPort = (int)Number(variable, "MODELWRIGHT_ADMIN_PORT", defaults.AdminPort, 0, 65_535),
            RoutesDirectory = Text(variable, "MODELWRIGHT_ROUTES_DIR"),
            RoutesPollInterval = Seconds(variable, "MODELWRIGHT_ROUTES_POLL_INTERVAL", defaults.RoutesPollInterval, 1, 3_600),
            DrainDelay = Seconds(variable, "MODELWRIGHT_DRAIN_DELAY", defaults.DrainDelay, 0, 600),
            DrainTimeout = Seconds(variable, "MODELWRIGHT_DRAIN_TIMEOUT", defaults.DrainTimeout, 0, 3_600),
            MaxRequestBytes = Number(variable, "MODELWRIGHT_MAX_REQUEST_BYTES", defaults.MaxRequestBytes, 1, 1L << 40),
            MaxRequestLineBytes =
                (int)Number(variable, "MODELWRIGHT_MAX_REQUEST_LINE_BYTES", defaults.MaxRequestLineBytes, 256, 65_536),
            MaxHeaderBytes = (int)Number(variable, "MODELWRIGHT_MAX_HEADER_BYTES", defaults.MaxHeaderBytes, 1_024, 1_048_576),
            MaxHeaders = (int)Number(variable, "MODELWRIGHT_MAX_HEADERS", defaults.MaxHeaders, 10, 10_000),
            TlsCertificateFile = Pair(variable, "MODELWRIGHT_TLS_CERT_FILE", "MODELWRIGHT_TLS_KEY_FILE"),
            TlsKeyFile = Pair(variable, "MODELWRIGHT_TLS_KEY_FILE", "MODELWRIGHT_TLS_CERT_FILE"),
            ClientTokensFile = Text(variable, "MODELWRIGHT_CLIENT_TOKENS_FILE"),
            SecretsDirectory = Text(variable, "MODELWRIGHT_SECRETS_DIR"),
            ForwardClientTokens = Flag(variable, "MODELWRIGHT_FORWARD_CLIENT_TOKENS"),
            MaxReplayBytes = (int)Number(variable, "MODELWRIGHT_MAX_REPLAY_BYTES", defaults.MaxReplayBytes, 0, 1 << 30),
            ReplayBudgetBytes = Number(variable, "MODELWRIGHT_REPLAY_BUDGET_BYTES", defaults.ReplayBudgetBytes, 0, 1L << 40),
            ActivationBudgetBytes =
                Number(variable, "MODELWRIGHT_ACTIVATION_BUDGET_BYTES", defaults.ActivationBudgetBytes, 0, 1L << 40),
            MaxConnections = (int)Number(variable, "MODELWRIGHT_MAX_CONNECTIONS", defaults.MaxConnections, 1, 1_000_000),
            BackendTimeout = Seconds(variable, "MODELWRIGHT_BACKEND_TIMEOUT", defaults.BackendTimeout, 1, 3_600),
        };
    }

    private static string PublicKey(Func<string, string?> variable)
    {
        if (Text(variable, "MODELWRIGHT_ROUTER_PUBLIC_KEY") is { } pem) return pem;
        var file = Text(variable, "MODELWRIGHT_ROUTER_PUBLIC_KEY_FILE")
            ?? throw new InvalidSettingException("set MODELWRIGHT_ROUTER_PUBLIC_KEY_FILE to the PEM file of the operator's public key, " +
                "or MODELWRIGHT_ROUTER_PUBLIC_KEY to its text: without it nobody could push routes");
        try
        {
            if (new FileInfo(file).Length > MaxKeyFileBytes)
                throw new InvalidSettingException(
                    $"MODELWRIGHT_ROUTER_PUBLIC_KEY_FILE: '{file}' is larger than {MaxKeyFileBytes} bytes; expected a PEM public key");
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidSettingException($"MODELWRIGHT_ROUTER_PUBLIC_KEY_FILE: '{file}' cannot be read: {e.Message}");
        }
    }

    private static string? Text(Func<string, string?> variable, string name) =>
        variable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private static string? Pair(Func<string, string?> variable, string name, string other)
    {
        var (value, second) = (Text(variable, name), Text(variable, other));
        if (value is null == second is null) return value;
        var (given, missing) = value is null ? (other, name) : (name, other);
        throw new InvalidSettingException($"set {missing} too: {given} alone is of no use");
    }

    private static bool Flag(Func<string, string?> variable, string name) => Text(variable, name) switch
    {
        null or "false" => false,
        "true" => true,
        { } text => throw new InvalidSettingException($"{name}: '{text}' is neither true nor false"),
    };

    private static string Required(Func<string, string?> variable, string name, string meaning) =>
        Text(variable, name) ?? throw new InvalidSettingException($"set {name}: {meaning}");

    private static IPAddress Address(Func<string, string?> variable, string name) => Text(variable, name) switch
    {
        null => System.Net.Sockets.Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any,
        { } text when IPAddress.TryParse(text, out var address) => address,
        { } text => throw new InvalidSettingException($"{name}: '{text}' is not an IP address"),
    };

    private static TimeSpan Seconds(Func<string, string?> variable, string name, TimeSpan standard, int min, int max)
    {
        if (Text(variable, name) is not { } text) return standard;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds >= min
            && seconds <= max)
            return TimeSpan.FromSeconds(seconds);
        throw new InvalidSettingException($"{name}: '{text}' is not a number of seconds from {min} to {max}");
    }

    private static long Number(Func<string, string?> variable, string name, long standard, long min, long max)
    {
        if (Text(variable, name) is not { } text) return standard;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            return number;
        throw new InvalidSettingException($"{name}: '{text}' is not a whole number from {min} to {max}");
    }
}

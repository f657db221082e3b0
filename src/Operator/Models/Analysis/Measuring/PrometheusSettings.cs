namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>The Prometheus server that metrics of the kind <c>prometheus</c> are asked of.</summary>
public sealed record PrometheusSettings
{
    /// <summary>The server's address: <c>http</c> or <c>https</c>, with a path where it is served below one.</summary>
    public required Uri Server { get; init; }

    /// <summary>A file with a bearer token, read again for every query. Null: none is sent.</summary>
    public string? TokenFile { get; init; }

    /// <summary>What is wrong with the settings, in words; null when nothing is.</summary>
    public string? Problem()
    {
        if (!Server.IsAbsoluteUri || Server.Scheme is not ("http" or "https") || Server.Host.Length == 0)
            return $"--prometheus-url {Server}: give an http or https address, such as http://prometheus.monitoring:9090";
        if (Server.UserInfo.Length > 0) return "--prometheus-url: put a token into a file of --prometheus-token-file, not into the address";
        return Server.Query.Length > 0 || Server.Fragment.Length > 0
            ? $"--prometheus-url {Server}: an address has no '?' and no '#'" : null;
    }
}

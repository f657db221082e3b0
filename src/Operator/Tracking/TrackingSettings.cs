namespace Modelwright.Operator.Tracking;

/// <summary>The MLflow server that runs are recorded on.</summary>
public sealed record TrackingSettings
{
    /// <summary>The placeholder in <see cref="ExperimentTemplate"/> that stands for the run's namespace.</summary>
    public const string NamespacePlaceholder = "{namespace}";

    /// <summary>The server's address: <c>http</c> or <c>https</c>, with a path where it is served below one.</summary>
    public required Uri Server { get; init; }

    /// <summary>
    /// A folder with the files <c>token</c>, or <c>username</c> and <c>password</c>, for example a mounted Secret. Null: none are sent.
    /// </summary>
    public string? CredentialsFolder { get; init; }

    /// <summary>PEM file of the authorities that an <c>https</c> server's certificate is trusted by; null: the system's.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>The name of the MLflow experiment that a namespace's runs go to.</summary>
    public string ExperimentTemplate { get; init; } = "modelwright/" + NamespacePlaceholder;

    /// <summary>How much longer than its time to live a run is kept for the server's sake, and how long a deleted run is tried.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The name of a namespace's experiment.</summary>
    public string ExperimentOf(string @namespace) =>
        ExperimentTemplate.Replace(NamespacePlaceholder, @namespace, StringComparison.Ordinal);

    /// <summary>The address that people look at a run with; null when it would be too long for a status.</summary>
    public string? PageOf(string experimentId, string runId)
    {
        var page = $"{Server.AbsoluteUri.TrimEnd('/')}/#/experiments/{experimentId}/runs/{runId}";
        return page.Length <= 1024 ? page : null;
    }

    /// <summary>What is wrong with the settings, in words; null when nothing is.</summary>
    public string? Problem()
    {
        if (!Server.IsAbsoluteUri || Server.Scheme is not ("http" or "https") || Server.Host.Length == 0)
            return $"--mlflow {Server}: give an http or https address, such as http://mlflow.mlops:5000";
        if (Server.UserInfo.Length > 0) return "--mlflow: put user and password into files of --mlflow-credentials, not into the address";
        if (Server.Query.Length > 0 || Server.Fragment.Length > 0) return $"--mlflow {Server}: an address has no '?' and no '#'";
        if (ExperimentTemplate.Trim().Length == 0 || ExperimentTemplate.Length > 400)
            return "--mlflow-experiment: give a name of 1 to 400 characters, such as modelwright/{namespace}";
        return Grace < TimeSpan.Zero || Grace > TimeSpan.FromDays(7) ? "--mlflow-grace: give a number of seconds from 0 to 604800" : null;
    }
}

using Xunit.Sdk;

namespace Modelwright.Testing;

/// <summary>
/// Tests that need more than the SDK say so here. Without the tool the test is skipped with a reason;
/// with the tool named in <c>MODELWRIGHT_REQUIRE</c> (comma-separated) it fails instead, so nothing is skipped by accident.
/// </summary>
public static class Requires
{
    private static readonly HashSet<string> Required =
        [.. (Environment.GetEnvironmentVariable("MODELWRIGHT_REQUIRE") ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <summary>Skips (or, where required, fails) the running test unless <paramref name="path"/> is not null.</summary>
    public static string Capability(string name, string? path, string howToGetIt)
    {
        if (path is not null) return path;
        if (Required.Contains(name))
            throw new InvalidOperationException($"MODELWRIGHT_REQUIRE names '{name}', but it is missing: {howToGetIt}");
        throw SkipException.ForSkip($"needs {name}: {howToGetIt}");
    }

    /// <summary>The path of a program on PATH.</summary>
    public static string Program(string name) =>
        Capability(name, OnPath(name), $"install {name} and put it on PATH");

    /// <summary>The kubeconfig of a real API server (Kubernetes API machinery on etcd) that the test run may write to.</summary>
    public static string KubeApi() =>
        Capability("kube-api", ExistingFile(Environment.GetEnvironmentVariable("MODELWRIGHT_TEST_KUBECONFIG")),
            "set MODELWRIGHT_TEST_KUBECONFIG to the kubeconfig of a throw-away API server");

    /// <summary>The path of a program of Prometheus: <c>prometheus</c> or <c>promtool</c>; the capability is <c>prometheus</c>.</summary>
    public static string Prometheus(string program) =>
        Capability("prometheus", OnPath(program), $"install Prometheus (Debian: prometheus) and put {program} on PATH");

    private static string? ExistingFile(string? path) => File.Exists(path) ? path : null;

    private static string? OnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}

using System.Text.Json.Nodes;

namespace Modelwright.Operator.Tests.Pods;

/// <summary>
/// The Pod Security Standards' profiles baseline and restricted, written out from their page (kubernetes.io, "Pod Security Standards",
/// v1.32) as checks of a pod spec in JSON. Also two rules of our own: no API token, and a numeric user, so that the kubelet can tell it
/// is not root.
/// </summary>
internal static class RestrictedProfile
{
    private static readonly string[] VolumeTypes =
        ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];

    /// <summary>Every break of the profile.</summary>
    public static IEnumerable<string> Violations(JsonNode podSpec)
    {
        foreach (var host in new[] { "hostNetwork", "hostPID", "hostIPC" })
            if (podSpec[host]?.GetValue<bool>() == true) yield return host;
        foreach (var volume in podSpec["volumes"]?.AsArray() ?? [])
            if (volume!.AsObject().Any(field => field.Key != "name" && !VolumeTypes.Contains(field.Key)))
                yield return $"volume {volume["name"]} has a forbidden type";
        if (podSpec["automountServiceAccountToken"]?.GetValue<bool>() != false) yield return "an API token is mounted";
        var pod = podSpec["securityContext"];
        if (pod?["sysctls"] is not null) yield return "sysctls";
        foreach (var container in Containers(podSpec))
            foreach (var violation in OfContainer(container, pod))
                yield return $"container {container["name"]}: {violation}";
    }

    public static IEnumerable<JsonNode> Containers(JsonNode podSpec) =>
        new[] { "initContainers", "containers", "ephemeralContainers" }.SelectMany(field => podSpec[field]?.AsArray() ?? [])
            .Select(container => container!);

    private static IEnumerable<string> OfContainer(JsonNode container, JsonNode? pod)
    {
        var own = container["securityContext"];
        if (own?["privileged"]?.GetValue<bool>() == true) yield return "privileged";
        if (own?["allowPrivilegeEscalation"]?.GetValue<bool>() != false) yield return "allowPrivilegeEscalation is not false";
        if (!(own?["capabilities"]?["drop"]?.AsArray() ?? []).Any(capability => capability!.GetValue<string>() == "ALL"))
            yield return "does not drop ALL";
        if ((own?["capabilities"]?["add"]?.AsArray() ?? []).Any(capability => capability!.GetValue<string>() != "NET_BIND_SERVICE"))
            yield return "adds capabilities";
        if ((own?["runAsNonRoot"] ?? pod?["runAsNonRoot"])?.GetValue<bool>() != true) yield return "runAsNonRoot is not true";
        if ((own?["runAsUser"] ?? pod?["runAsUser"])?.GetValue<int>() is null or 0) yield return "runAsUser is root or not a number";
        if ((own?["seccompProfile"] ?? pod?["seccompProfile"])?["type"]?.GetValue<string>() is not ("RuntimeDefault" or "Localhost"))
            yield return "seccomp";
        if (own?["procMount"] is not null || own?["seLinuxOptions"] is not null) yield return "procMount or seLinuxOptions";
        if ((container["ports"]?.AsArray() ?? []).Any(port => port!["hostPort"] is not null)) yield return "hostPort";
        if (container["lifecycle"] is not null) yield return "lifecycle";
    }
}
